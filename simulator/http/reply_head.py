"""The head of a reply as it goes over the wire."""

from http import HTTPStatus

from simulator.http.message import Reply

BODILESS = frozenset({204, 304})
_STATUS_LINES = {
    status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n" for status in HTTPStatus
}


def head_of(reply: Reply, date_line: str, *, is_last: bool) -> bytes:
    """Status line and headers up to the blank line; ValueError when a header breaks its line.

    `date_line` is the Date header with its line end; `is_last` says that the connection ends here.
    """
    lines = [_STATUS_LINES.get(reply.status) or f"HTTP/1.1 {reply.status} \r\n", date_line]
    if reply.status not in BODILESS:
        lines.append(f"content-type: {reply.content_type}\r\ncontent-length: {len(reply.body)}\r\n")
    for name, value in reply.headers:
        lines.append(f"{name}: {value}\r\n")
    if is_last:
        lines.append("connection: close\r\n")
    lines.append("\r\n")
    text = "".join(lines)
    count = len(lines) + (reply.status not in BODILESS) - (not date_line)
    if text.count("\n") != count or text.count("\r") != count:
        raise ValueError(f"a header of the reply has a line break: {reply.headers}")
    return text.encode("latin-1")
