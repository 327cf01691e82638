"""Where both products are and how to log in: read from a JSON file, written by `tieout serve`."""

import difflib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from engine.connectors.json_values import Json

# Its name in a workspace.
CONNECTION_FILE = "connection.json"
HOW_TO_GET_ONE = "`tieout serve` writes it to .tieout/connection.json"


class ConnectionFileError(ValueError):
    """A connection file that can't be used; one line: which file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Connection:
    """The addresses and credentials of one Procore company and one Spectrum company.

    Secrets are left out of the repr, so that no log or traceback shows them.
    """

    procore_url: str
    procore_client_id: str
    procore_client_secret: str = field(repr=False)
    procore_company_id: int
    spectrum_url: str
    spectrum_company_code: str
    spectrum_authorization_id: str = field(repr=False)
    infolink_url: str = field(repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never show in an error text."""
        from sqlalchemy.engine import make_url  # by who connects, not by who only says where

        password = make_url(self.infolink_url).password
        found = (self.procore_client_secret, self.spectrum_authorization_id, password)
        return tuple(str(secret) for secret in found if secret)

    @classmethod
    def load(cls, path: Path | str) -> "Connection":
        """Read a connection file; ConnectionFileError says what is wrong with it."""
        path = Path(path)
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ConnectionFileError(
                f"{path}: there is no connection file here; {HOW_TO_GET_ONE}"
            ) from None
        except OSError as error:
            raise ConnectionFileError(f"{path}: can't be read: {error.strerror}") from None
        except json.JSONDecodeError as error:
            raise ConnectionFileError(
                f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}; {HOW_TO_GET_ONE}"
            ) from None
        except UnicodeDecodeError:
            raise ConnectionFileError(f"{path}: not UTF-8 text; {HOW_TO_GET_ONE}") from None
        if not isinstance(content, dict):
            raise ConnectionFileError(
                f"{path}: holds {type(content).__name__} where an object is expected"
            )
        problems = _problems(content)
        if problems:
            raise ConnectionFileError(f"{path}: {'; '.join(problems)}")
        return cls(**content)

    def save(self, path: Path | str) -> None:
        """Write the file, readable by its owner alone, whole or not at all."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=2)
            file.write("\n")
        os.replace(unfinished, path)


def _problems(content: dict[str, Json]) -> list[str]:
    names = [each.name for each in fields(Connection)]
    problems = [f"{name} is missing" for name in names if name not in content]
    for name in content:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            problems.append(f"{name} is unknown" + (f", did you mean {near[0]}?" if near else ""))
    problems += [
        problem for name in names if name in content and (problem := _problem(name, content[name]))
    ]
    return problems


def _problem(name: str, value: Json) -> str | None:
    """What is wrong with one value, without showing it: it may be a secret."""
    if name == "procore_company_id":
        is_id = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return None if is_id else f"{name} must be a whole number above 0"
    if not isinstance(value, str) or not value.strip():
        return f"{name} must be a text that is not empty"
    if name in ("procore_url", "spectrum_url"):
        return _address_problem(name, value)
    if name == "infolink_url":
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            make_url(value)
        except ArgumentError:
            return f"{name} must be an SQLAlchemy URL such as sqlite:////path/to/infolink.db"
    return None


def _address_problem(name: str, value: str) -> str | None:
    try:
        parts = urlsplit(value)
        is_origin = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:  # a port that is no number
        is_origin = False
    if not is_origin:
        return f"{name} must be http(s)://host:port"
    if parts.username or parts.password or parts.query or parts.fragment:
        return f"{name} must hold no user, password, query or fragment"
    return None
