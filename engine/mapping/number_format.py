"""The company's format of change request numbers: a prefix, and the number's last characters.

Commitment change orders and budget changes become change requests as well (D-164), so that a plain
001 is often taken. Other connectors tell them apart by prefixes and by what they keep of the
number (D-165, E-08).
"""

from collections.abc import Mapping

PREFIX_SETTING = "change_request_prefix"
LAST_CHARACTERS_SETTING = "change_request_last_characters"


def formatted_number(number: str, company_settings: Mapping[str, str]) -> str:
    """The number with the company's prefix, cut to its last characters when the company says how
    many; as it is by default. Its length is not looked at, nor whether another number gives the
    same: rules do both."""
    kept = number.strip()
    last_characters = company_settings.get(LAST_CHARACTERS_SETTING)
    if last_characters is not None:
        kept = kept[-int(last_characters) :].strip()
    return company_settings.get(PREFIX_SETTING, "") + kept
