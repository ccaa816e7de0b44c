"""Is the page's markup broken where it matters? What parsers may cut off is put back before parsing."""

import re

_TAIL = 200  # characters: what may follow a page's end without being a second document
_AGAIN = re.compile(r"</?(?:html|body)\b[^<>]{0,2000}>|<!doctype[^<>]{0,2000}>", re.IGNORECASE)


def repaired(html: str) -> str:
    """A page in which a second document begins before the content: its extra frames are taken out.

    An included header that is a whole document of its own leaves a ``</body></html>`` before the list.
    """
    ends = (html.find(end, 0, -_TAIL) for end in ("</html", "</HTML"))
    first = min((end for end in ends if end >= 0), default=-1)
    return html if first < 0 else html[:first] + _AGAIN.sub(" ", html[first:])
