"""Is the page's markup broken where it matters? What parsers may cut off is put back before parsing."""

import re

_END = re.compile(r"</html\s*>", re.IGNORECASE)
_AGAIN = re.compile(r"</?(?:html|body)\b[^>]*>|<!doctype[^>]*>", re.IGNORECASE)


def repaired(html: str) -> str:
    """A page in which a second document begins before the content: its extra frames are taken out.

    An included header that is a whole document of its own leaves a ``</body></html>`` before the list.
    """
    first_end = _END.search(html)
    if first_end is None or len(html) - first_end.end() < 200:
        return html
    rest = html[first_end.start() :]
    return html[: first_end.start()] + _AGAIN.sub(" ", rest)
