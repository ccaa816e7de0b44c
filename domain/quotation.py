"""How does a text that has quotation marks of its own stand between quotation marks?

GB/T 15834—2011 (标点符号用法) 4.8.3: within “…” a quotation stands in ‘…’, and within that in “…” again.
"""

_OTHER = str.maketrans("“”‘’", "‘’“”")
_CLOSING = {"‘": "’", "“": "”"}
_CUT = "…"


def nested(text: str) -> str:
    """The text as it stands between “ and ”: its own marks one level further in.

    Marks that a cut (…) has left open are closed behind it; what was uneven as it was written stays so.
    """
    inner = text.translate(_OTHER) if "“" in text or "”" in text else text
    return f"{inner}{''.join(reversed(_left_open(inner)))}" if inner.endswith(_CUT) else inner


def _left_open(text: str) -> list[str]:
    """The marks that would close what is open at the end, the outermost first."""
    open_: list[str] = []
    for char in text:
        if char in _CLOSING:
            open_.append(_CLOSING[char])
        elif open_ and char == open_[-1]:
            open_.pop()
    return open_
