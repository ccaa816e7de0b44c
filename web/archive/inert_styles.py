"""What is left of a portal's style sheet once nothing in it can ask for anything, or end the element it stands in?

It keeps the page's look: colours, columns, sizes. Pictures, fonts and imported sheets are gone, as the policy of the page that it
stands in would refuse them anyway (``web.archive.answers``); neither is to rest on the other.
"""

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[0-9a-fA-F]{1,6}\s?|.|\Z)", re.DOTALL)
_ASKS = re.compile(
    r"(?:url|src|image|image-set|-webkit-image-set|cross-fade|-webkit-cross-fade|element|paint|expression)(?=\s*\()",
    re.IGNORECASE,
)
_RULES = re.compile(r"@(?=\s*(?:import|font-face|namespace|charset|document))", re.IGNORECASE)


def inert_styles(css: str) -> str:
    r"""The sheet, or the value of a ``style`` attribute, to be put in as it is (an attribute's still to be escaped).

    Escapes (``\75rl(``) go first, so that nothing can be spelt another way; what asks for something is renamed and not cut
    out, so that what stood round it can't become one.
    """
    plain = _ESCAPE.sub("", _COMMENT.sub(" ", css.replace("\0", "")))
    return _RULES.sub("@x-", _ASKS.sub("x-none", plain)).replace("<", " ")
