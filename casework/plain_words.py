"""What of a text that a person typed is kept? All but what no screen shows, or what turns the order of what it shows."""

import unicodedata

_KEPT = "\n\t"


def plain_text(text: str) -> str:
    """A text of several lines: line ends alike, no control characters, none that turn the direction of writing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in _KEPT or _is_shown(char)).strip()


def plain_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain_text(text).split())


def _is_shown(char: str) -> bool:
    # Cc: control; Cf: zero-width and bidirectional marks; Cs: halves of pairs; Co, Cn: nothing that fonts have.
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
