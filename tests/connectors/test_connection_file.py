"""The connection file: what it holds, and one clear line for everything that can be wrong."""

import json
import stat
from pathlib import Path

import pytest

from engine.connectors.connection import Connection, ConnectionFileError

GOOD = {
    "procore_url": "http://127.0.0.1:4000",
    "procore_client_id": "client-1",
    "procore_client_secret": "keep-me-secret",
    "procore_company_id": 562949953421000,
    "spectrum_url": "https://spectrum.example:8482",
    "spectrum_company_code": "TI1",
    "spectrum_authorization_id": "KEEPMESECRETTOO",
    "infolink_url": "postgresql://reader:pass-word@db.example/infolink",
}


def _written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "connection.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / ".tieout" / "connection.json"
    connection = Connection.load(_written(tmp_path, GOOD))
    connection.save(path)
    assert Connection.load(path) == connection
    assert json.loads(path.read_text()) == GOOD


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "connection.json"
    Connection.load(_written(tmp_path, GOOD)).save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["connection.json"]


def test_secrets_do_not_show(tmp_path: Path) -> None:
    connection = Connection.load(_written(tmp_path, GOOD))
    for secret in ("keep-me-secret", "KEEPMESECRETTOO", "pass-word"):
        assert secret not in repr(connection)
        assert secret in connection.secrets


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[1, 2]", "holds list where an object is expected"),
        ("{", ":1:2: not JSON: "),
        ({**GOOD, "procore_company_id": "12"}, "procore_company_id must be a whole number above 0"),
        ({**GOOD, "procore_company_id": True}, "procore_company_id must be a whole number above 0"),
        ({**GOOD, "procore_client_id": " "}, "procore_client_id must be a text that is not empty"),
        ({**GOOD, "spectrum_url": "ftp://x"}, "spectrum_url must be http(s)://host:port"),
        ({**GOOD, "spectrum_url": "http://x:port"}, "spectrum_url must be http(s)://host:port"),
        ({**GOOD, "procore_url": "http://me:pw@x"}, "procore_url must hold no user, password"),
        ({**GOOD, "infolink_url": "infolink.db"}, "infolink_url must be an SQLAlchemy URL"),
        ({**GOOD, "procore_uri": "x"}, "procore_uri is unknown, did you mean procore_url?"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_file(
    tmp_path: Path, content: object, problem: str
) -> None:
    path = _written(tmp_path, content)
    with pytest.raises(ConnectionFileError) as caught:
        Connection.load(path)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_missing_key_is_named(tmp_path: Path) -> None:
    left = {name: value for name, value in GOOD.items() if "_url" not in name}
    with pytest.raises(ConnectionFileError) as caught:
        Connection.load(_written(tmp_path, left))
    for name in ("procore_url", "spectrum_url", "infolink_url"):
        assert f"{name} is missing" in str(caught.value)


def test_a_wrong_secret_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(ConnectionFileError) as caught:
        Connection.load(_written(tmp_path, {**GOOD, "infolink_url": "pass-word@db"}))
    assert "pass-word" not in str(caught.value)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConnectionFileError) as caught:
        Connection.load(tmp_path / "nowhere.json")
    assert str(caught.value) == (
        f"{tmp_path / 'nowhere.json'}: there is no connection file here; "
        "`tieout serve` writes it to .tieout/connection.json"
    )
