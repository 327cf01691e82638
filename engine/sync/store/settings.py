"""What a company has switched on and chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import msgspec
from sqlalchemy import Connection, delete, insert, select

from engine.records.change_request import NUMBER_CHARACTERS_MAX
from engine.records.contract_key import SEPARATOR
from engine.rulebook.vocabulary import Edition
from engine.sync.store import tables


@dataclass(frozen=True, slots=True)
class CompanySettings:
    """A company's choices.

    `is_feature_enabled`: Procore Support has enabled the feature (D-005). `is_export_switched_on`:
    the PCCO export is on, which also shows the associated line item (D-144).
    `spectrum_status_code`: what Current Status becomes in Spectrum (D-187, D-195); None until it is
    chosen. `edition`: the state of the documentation whose rules hold. `erp_connector`: none,
    spectrum or another. `is_unit_tracking_enabled`: importers may choose unit-based (D-015, D-016).
    `change_request_prefix` goes before a PCCO's number in Spectrum, and of the number only its last
    `change_request_last_characters` follow, all of it when None (D-165).
    `deleted_lines`: whether a prime contract line whose billing item is gone from Spectrum is kept
    and reported, or removed (U-04).
    """

    is_feature_enabled: bool = False
    is_export_switched_on: bool = False
    spectrum_status_code: str | None = None
    edition: str = "2020"
    erp_connector: str = "spectrum"
    is_unit_tracking_enabled: bool = False
    change_request_prefix: str = ""
    change_request_last_characters: int | None = None
    deleted_lines: str = "keep"


ALL_CHARACTERS = "all"
"""The text that sets `change_request_last_characters` back to None."""
_TRUE_OR_FALSE = ("true", "false")
ALLOWED_TEXTS: Mapping[str, tuple[str, ...]] = {
    "is_feature_enabled": _TRUE_OR_FALSE,
    "is_export_switched_on": _TRUE_OR_FALSE,
    "edition": tuple(Edition),
    "erp_connector": ("none", "spectrum", "another"),
    "is_unit_tracking_enabled": _TRUE_OR_FALSE,
    "deleted_lines": ("keep", "remove"),
}


class SettingRefusedError(ValueError):
    """A setting that does not exist, or a value it cannot take; says which are possible."""


class StoredSettings:
    """Reads and writes the settings, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> CompanySettings:
        rows = self._connection.execute(select(tables.setting.c.name, tables.setting.c.value))
        return settings_from_texts({row.name: row.value for row in rows})

    def write(self, settings: CompanySettings) -> None:
        self._connection.execute(delete(tables.setting))
        rows = [{"name": name, "value": text} for name, text in settings_to_texts(settings).items()]
        self._connection.execute(insert(tables.setting), rows)


def settings_to_texts(settings: CompanySettings) -> dict[str, str]:
    """Each setting that has a value, as text."""
    texts: dict[str, str] = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, bool):
            texts[field.name] = "true" if value else "false"
        elif value is not None:
            texts[field.name] = str(value)
    return texts


def settings_from_texts(texts: dict[str, str]) -> CompanySettings:
    """CompanySettings out of texts, the defaults for those that are absent."""
    known = {field.name for field in fields(CompanySettings)}
    unknown = sorted(set(texts) - known)
    if unknown:
        raise SettingRefusedError(
            f"unknown setting {unknown[0]!r}; the settings are: {', '.join(sorted(known))}"
        )
    for name, text in texts.items():
        allowed = ALLOWED_TEXTS.get(name)
        if allowed is not None and text not in allowed:
            words = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
            raise SettingRefusedError(f"{name!r} is {words}, not {text!r}")
    given = {
        name: text
        for name, text in texts.items()
        if (name, text) != ("change_request_last_characters", ALL_CHARACTERS)
    }
    _refuse_unfit_number_format(given)
    return msgspec.convert(given, CompanySettings, strict=False)


def _refuse_unfit_number_format(texts: Mapping[str, str]) -> None:
    """SettingRefusedError when a change request number could hold none of the PCCO's (D-147)."""
    prefix = texts.get("change_request_prefix", "")
    room = NUMBER_CHARACTERS_MAX - len(prefix)
    if room < 1:
        raise SettingRefusedError(
            f"'change_request_prefix' has at most {NUMBER_CHARACTERS_MAX - 1} characters, "
            f"not {len(prefix)} as {prefix!r}: a change request number has at most "
            f"{NUMBER_CHARACTERS_MAX}"
        )
    if not prefix.isprintable() or any(char.isspace() or char == SEPARATOR for char in prefix):
        raise SettingRefusedError(
            f"'change_request_prefix' has no blanks and no {SEPARATOR!r} in it, unlike {prefix!r}"
        )
    last = texts.get("change_request_last_characters")
    if last is not None and last not in map(str, range(1, room + 1)):
        behind = f" behind the prefix {prefix!r}" if prefix else ""
        raise SettingRefusedError(
            f"'change_request_last_characters' is a number from 1 to {room}{behind}, or "
            f"{ALL_CHARACTERS!r}, not {last!r}"
        )
