"""The client for real sockets: this machine is reached without the environment's proxy."""

import pytest

from engine.connectors.http_client import open_http_client
from engine.ports.outcomes import Unavailable


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    bench, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    _name_a_dead_proxy(monkeypatch)
    server = bench.start(bench.acts.reply(200, {"id": 5}))
    with open_http_client() as client:
        answer = client.get(server.url.replace("127.0.0.1", host))
    assert answer.json() == {"id": 5}


def test_a_proxy_of_the_environment_is_asked_for_others(
    bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_a_dead_proxy(monkeypatch)
    with open_http_client() as client:
        bench.client = client
        with pytest.raises(Unavailable, match="nothing was sent: ConnectError"):
            bench.procore_at("http://procore.example").prime_contract(1, 2)


def test_redirects_are_not_followed(bench) -> None:
    server = bench.start(bench.acts.reply(302, b"", {"Location": "http://127.0.0.1:9/"}))
    with open_http_client() as client:
        assert client.get(server.url).status_code == 302


def _name_a_dead_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
