"""What of a page's source makes a parser's cost grow without bound, and is taken out before it is parsed?"""

import re

_TAGS_THAT_MAY_BE_DEEP = 8_000
_MAX_DEPTH = 400
_HUGE = 400_000  # characters
_ENDLESS = 100_000  # characters
_ENDLESS_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_ENDLESS},}}>?")
_OPTION = re.compile(r"</?option\b[^<>]{0,500}>?", re.IGNORECASE)
_MOST_OPTIONS = 5_000
# Elements without an end tag, or whose end tag may be left out.
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
    | {"p", "li", "tr", "td", "th", "dt", "dd", "option"}
)
_STRETCH = 8_192  # characters
_ALONE = ("<br>", "<br/>", "<br />", "<img ", "<input ", "<meta ", "<link ", "<!--")
_TAG = re.compile(r"<(/?)([a-zA-Z!][^\s/>]*)[^>]*>?")


def without_heaps(html: str) -> str:
    """A page without what no real one has: tags of a hundred thousand characters, choices of thousands of options.

    The parser's cost grows with the square of the attributes of one tag, and of the options of one choice.
    """
    if len(html) < _HUGE:
        return html
    if _may_hold_endless_tag(html):
        html = _ENDLESS_TAG.sub(" ", html)
    return _OPTION.sub(" ", html) if html.count("<option") > _MOST_OPTIONS else html


def _may_hold_endless_tag(html: str) -> bool:
    """Whether no tag begins in some stretch that is long enough for an endless one; looks at next to nothing."""
    start = 0
    while start + _ENDLESS < len(html):
        start = html.rfind("<", start, start + _ENDLESS) + 1
        if not start:
            return True
    return False


def flatten_if_deep(html: str) -> str:
    """Drop the tags that nest deeper than any real page: the parser's cost grows with the square of the depth."""
    if html.count("<") < _TAGS_THAT_MAY_BE_DEEP or not _may_be_deep(html):
        return html
    open_tags: list[tuple[str, bool]] = []
    depth = 0
    pieces: list[str] = []
    last = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name.startswith("!") or tag[0].endswith("/>"):
            continue
        if tag[1]:
            kept = open_tags.pop()[1] if open_tags else True
            depth -= kept and depth > 0
        else:
            # Nesting without end is one tag over and over; what such wrappers hold is kept.
            again = bool(open_tags) and open_tags[-1][0] == name
            kept = depth < _MAX_DEPTH or (not again and depth < 2 * _MAX_DEPTH)
            open_tags.append((name, kept))
            depth += kept
        if not kept:
            pieces.append(html[last : tag.start()])
            last = tag.end()
    if not pieces:
        return html
    pieces.append(html[last:])
    return " ".join(pieces)


def _may_be_deep(html: str) -> bool:
    """Whether tags may nest deeper than any real page, by counting what opens and what ends, stretch by stretch."""
    depth = 0
    for start in range(0, len(html), _STRETCH):
        stretch = html[start : start + _STRETCH]
        ends = stretch.count("</")
        opens = stretch.count("<") - ends
        if depth + opens > _MAX_DEPTH:
            return True
        alone = sum(map(stretch.count, _ALONE))
        depth = max(0, depth + opens - alone - ends)
    return False
