"""Other simulators of HTTP services, given the same record to serve, by the same generator."""

import json
from pathlib import Path

import httpx

from benchmarks.load import Load, http_request
from benchmarks.peer_house import Peer, Record, jar, node_script
from benchmarks.scenario import Scenario

EMULATE_CALLS_A_TOKEN = 4_000
JAVA_WARM_UP_S = 3.0
JSON_BODY = {"Content-Type": "application/json"}


def _get(target: str) -> Load:
    message = http_request("GET", target)
    return Load(lambda _: message)


def _post(target: str, record: Record, status: int = 201, headers: Record | None = None) -> Load:
    """Each request creates a record with a number of its own."""
    sent = {**JSON_BODY, **{name: str(value) for name, value in (headers or {}).items()}}
    plain = {name: value for name, value in record.items() if name != "id"}

    def request(number: int) -> bytes:
        body = json.dumps({**plain, "number": f"B-{number}"}).encode()
        return http_request("POST", target, sent, body)

    return Load(request, status=status)


# json-server keeps its records in a file.


def _json_server(home: Path, port: int, record: Record) -> list[str]:
    rows = [{**record, "id": str(number)} for number in range(1, 21)]
    (home / "db.json").write_text(json.dumps({"contracts": rows, "created": []}))
    return [*node_script(home, "json-server"), "db.json", "--port", str(port)]


def _json_server_scenarios(port: int, record: Record) -> list[Scenario]:
    del port
    return [
        Scenario("reads", _get("/contracts/1")),
        Scenario("lists of 20", _get("/contracts")),
        Scenario("creates", _post("/created", _small(record))),
    ]


# WireMock and MockServer answer what they were told to answer.


def _wiremock(home: Path, port: int, record: Record) -> list[str]:
    mappings = home / "root" / "mappings"
    mappings.mkdir(parents=True, exist_ok=True)
    for name, method, path, status, body in _canned(record):
        answer = {"status": status, "jsonBody": body, "headers": JSON_BODY}
        stub = {"request": {"method": method, "url": path}, "response": answer}
        (mappings / f"{name}.json").write_text(json.dumps(stub))
    options = ["--port", str(port), "--root-dir", str(home / "root"), "--disable-banner"]
    # Its journal must not grow without end; the newest thousand is what it keeps by choice.
    java = jar(home, "wiremock/build/wiremock-standalone-*.jar")
    return [*java, *options, "--max-request-journal-entries", "1000"]


def _mockserver(home: Path, port: int, record: Record) -> list[str]:
    stubs = [
        {
            "httpRequest": {"method": method, "path": path},
            "httpResponse": {"statusCode": status, "body": {"type": "JSON", "json": body}},
        }
        for _, method, path, status, body in _canned(record)
    ]
    (home / "stubs.json").write_text(json.dumps(stubs))
    java, *options = jar(home, "mockserver-node/mockserver-netty-*.jar")
    settings = [
        f"-Dmockserver.initializationJsonPath={home / 'stubs.json'}",
        "-Dmockserver.logLevel=WARN",
    ]
    return [java, *settings, *options, "-serverPort", str(port)]


def _canned(record: Record) -> list[tuple[str, str, str, int, object]]:
    return [
        ("read", "GET", "/contracts/1", 200, dict(record)),
        ("list", "GET", "/contracts", 200, [dict(record)] * 20),
        ("create", "POST", "/created", 201, dict(record)),
    ]


def _canned_scenarios(port: int, record: Record) -> list[Scenario]:
    del port
    return [
        Scenario("reads", _get("/contracts/1")),
        Scenario("lists of 20", _get("/contracts")),
        Scenario("creates", _post("/created", _small(record))),
    ]


# Prism answers the examples of an OpenAPI document.


def _prism(home: Path, port: int, record: Record) -> list[str]:
    def answer(status: str, example: object) -> dict[str, object]:
        content = {"application/json": {"schema": {}, "example": example}}
        return {"responses": {status: {"description": "answer", "content": content}}}

    document = {
        "openapi": "3.0.3",
        "info": {"title": "contracts", "version": "1"},
        "paths": {
            "/contracts/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "get": answer("200", dict(record)),
            },
            "/contracts": {"get": answer("200", [dict(record)] * 20)},
            "/created": {
                "post": {
                    "requestBody": {"content": {"application/json": {"schema": {}}}},
                    **answer("201", dict(record)),
                }
            },
        },
    }
    (home / "openapi.json").write_text(json.dumps(document))
    options = ["mock", "openapi.json", "--port", str(port), "--verboseLevel", "fatal"]
    return [*node_script(home, "prism"), *options]


# emulate and moto simulate services of others: the nearest thing each has to reads and creates.


def _emulate(home: Path, port: int, record: Record) -> list[str]:
    del record
    return [*node_script(home, "emulate"), "--service", "stripe", "--port", str(port)]


def _emulate_scenarios(port: int, record: Record) -> list[Scenario]:
    del port, record

    def key(purpose: str, number: int) -> dict[str, str]:
        """A token is good for 5,000 calls an hour, so each has its turn."""
        turn = number // EMULATE_CALLS_A_TOKEN
        return {"Authorization": f"Bearer sk_test_{purpose}{turn}"}

    def read(number: int) -> bytes:
        return http_request("GET", "/v1/customers?limit=1", key("read", number))

    def create(number: int) -> bytes:
        form = {**key("create", number), "Content-Type": "application/x-www-form-urlencoded"}
        return http_request("POST", "/v1/customers", form, b"name=Tieout&email=a%40example.com")

    return [Scenario("reads", Load(read)), Scenario("creates", Load(create))]


def _moto(home: Path, port: int, record: Record) -> list[str]:
    del record
    return [str(home / "bin" / "moto_server"), "-p", str(port)]


def _moto_scenarios(port: int, record: Record) -> list[Scenario]:
    body = json.dumps(dict(record)).encode()
    signed = {
        "Authorization": "AWS4-HMAC-SHA256 Credential=a/20200409/us-east-1/s3/aws4_request",
        "Content-Type": "application/octet-stream",
    }
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=signed) as client:
        client.put("/tieout").raise_for_status()
        client.put("/tieout/contract", content=body).raise_for_status()

    def create(number: int) -> bytes:
        return http_request("PUT", f"/tieout/contract-{number}", signed, body)

    read = http_request("GET", "/tieout/contract", signed)
    return [
        Scenario("reads", Load(lambda _: read)),
        Scenario("creates", Load(create)),
    ]


def _small(record: Record) -> Record:
    """What a client sends for a new record."""
    return {"title": record.get("title"), "status": "Draft"}


PEERS = (
    Peer(
        "json-server",
        "json-server@1.0.0-beta.15",
        _json_server,
        http_request("GET", "/contracts/1"),
        _json_server_scenarios,
    ),
    Peer(
        "MockServer",
        "mockserver-node@8.0.0",
        _mockserver,
        http_request("GET", "/contracts/1"),
        _canned_scenarios,
        JAVA_WARM_UP_S,
    ),
    Peer(
        "WireMock",
        "wiremock@3.13.2",
        _wiremock,
        http_request("GET", "/contracts/1"),
        _canned_scenarios,
        JAVA_WARM_UP_S,
    ),
    Peer(
        "Prism",
        "@stoplight/prism-cli@5.16.0",
        _prism,
        http_request("GET", "/contracts/1"),
        _canned_scenarios,
    ),
    Peer(
        "emulate",
        "emulate@0.11.2",
        _emulate,
        http_request("GET", "/v1/customers", {"Authorization": "Bearer sk_test_tieout"}),
        _emulate_scenarios,
    ),
    Peer("moto", "moto[server]==5.2.5", _moto, http_request("GET", "/moto-api/"), _moto_scenarios),
)
