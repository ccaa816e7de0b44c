"""What does the head of an answer say that an index needs, and which head is put before what a browser unpacked?"""

from http import HTTPStatus

from domain.captures import BrowserResponse

_ABOUT_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}
"""Fields that speak of bytes as they were sent: the browser gives them unpacked."""


def status_of(head: bytes) -> int:
    """The status of an answer's head, 0 where it has none."""
    parts = head.splitlines()[0].split(b" ") if head.strip() else []
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() and len(parts[1]) == 3 else 0


def field_of(head: bytes, name: str) -> str:
    """The last value of a field, empty where there is none."""
    found = ""
    for line in head.splitlines()[1:]:
        field, colon, value = line.partition(b":")
        if colon and field.strip().lower() == name.encode():
            found = value.decode("latin-1").strip()
    return found


def media_type(head: bytes) -> str:
    """The media type without its parameters; ``application/octet-stream`` where none is told."""
    told = field_of(head, "content-type").partition(";")[0].strip().lower()
    return told or "application/octet-stream"


def browser_head(answer: BrowserResponse) -> bytes:
    """A head for the bytes of an answer that a browser saw. All that it was told of stands in the trace."""
    try:
        words = HTTPStatus(answer.status).phrase
    except ValueError:
        words = ""
    lines = [f"HTTP/1.1 {answer.status} {words}"]
    for name, values in answer.headers:
        if name.lower() not in _ABOUT_THE_WIRE:
            # Browsers put the values of a field that was sent several times on lines of their own.
            lines += [f"{_one_line(name)}: {_one_line(value)}" for value in values.split("\n")]
    lines.append(f"Content-Length: {answer.body.size}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _one_line(text: str) -> str:
    return " ".join(text.split())
