"""Which menus are written by scripts only: a tree of columns (dTree, zTree, MzTreeView), links by ``document.write``?

On many portals of 2008–2018 the columns of 政府信息公开 stand in no markup. The page is read as if their names did: as
navigation, each with its address. What a script computes isn't guessed; a name whose address is empty or computed
becomes something to click that leads nowhere known (``spiders/subjects/scripted.py``).

Widgets: dTree ``add(id, pid, name, url, …)`` (destroydrop.com/javascripts/tree), MzTreeView ``nodes["pid_id"] =
"text:…;url:…"``, WebFX ``new WebFXTreeItem(name, url)``; zTree, EasyUI and plain arrays of ``{name, url}``.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from spiders.markup.forgiving import parse_page
from spiders.markup.menu_arrays import STRING, may_hold_menu, menu_arrays
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

MOST_ENTRIES = 500
LARGEST_SCRIPT = 400_000  # characters
_SHORTEST_NAME, _LONGEST_NAME = 2, 40
_AT_ONCE = 8  # entries of one element: a small one is no large part even of a small page, so it can be its navigation
_FEW_WRITTEN = 3  # fewer links that a script writes are no menu: a counter, a sign of the footer

_COMMENT = re.compile(r"(?<![*\w])/\*.*?(?:\*/|\Z)|(?:^|(?<=[;,{}]))[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)
_ID = r"(?:'[^'\n]{0,60}'|\"[^\"\n]{0,60}\"|[\w.-]{1,60})"
_NODE = re.compile(rf"\.add\(\s*{_ID}\s*,\s*{_ID}\s*,\s*({STRING})\s*(?=[,)])(?:,\s*({STRING})\s*(?=[,)]))?")
_MZ_NODE = re.compile(rf"\.nodes\[\s*{STRING}\s*\]\s*=\s*({STRING})")
_MZ_TEXT = re.compile(r"(?:^|;)\s*text\s*:\s*([^;]+)")
_MZ_URL = re.compile(r"(?:^|;)\s*url\s*:\s*([^;]+)")
_WEBFX = re.compile(rf"\bWebFX\w*Item\(\s*({STRING})\s*(?=[,)])(?:,\s*({STRING})\s*(?=[,)]))?")
_WRITE = re.compile(rf"\bdocument\.write(?:ln)?\(\s*(?:({STRING}(?:\s*\+\s*{STRING}){{0,20}})\s*\))?")
_LITERAL = re.compile(STRING)
_ANCHOR = re.compile(
    r"<a\s[^<>\0]{0,200}?href\s*=\s*(?:'([^'\0]{0,300})'|\"([^\"\0]{0,300})\"|([^\s<>'\"\0]{1,300}))[^<>\0]{0,200}>([^\0]{1,200}?)</a>",
    re.IGNORECASE,
)
_WRITTEN_DATE = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}|\d\d[-/]\d\d(?!\d)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SIGNS = {"n": " ", "r": " ", "t": " "}
_TAGS = re.compile(r"<[^<>]{0,300}>")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# A pager and a 更多 lead to more of the same; as names of a menu they would be taken for the page's own.
_NO_COLUMN = re.compile(r"页$|^第|更多|[\[【(（]?more", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>'\"]{4,}|(?![\w+.-]+:)[\w./?-][^\s<>'\"]*[/.?=][^\s<>'\"]*|/")
_COMPUTED = re.compile(r"\$\{|\{\{|<%|#\{")
_NO_PAGE = re.compile(r"\.(?:js|css|gif|png|jpe?g|ico|svg|json|swf)(?:\?|$)", re.IGNORECASE)
_NOWHERE = "javascript:;"
_BODY = re.compile(r"<body\b(?:[^>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,50}+>", re.IGNORECASE)

Entry = tuple[str, str]


def parse_with_menus(html: str) -> PageTree:
    """Parse a page, with the menus that its scripts write put before its content. Never raises on any text."""
    tree = parse_page(html)
    menus = menus_of(tree.scripts)
    return parse_page(_put_first(html, menus)) if menus else tree


def menus_of(scripts: Sequence[tuple[str, str]]) -> str:
    """The menus in a page's scripts, given as (src, text), as hidden ``<nav>`` elements; empty where there are none.

    At most 500 entries, names of 2 to 40 characters with a Chinese one among them. An entry leads to its address where
    that looks like a path or like one of http(s); elsewhere to ``javascript:;``.
    """
    entries: dict[Entry, None] = {}
    left = LARGEST_SCRIPT
    for _, script in scripts:
        if len(script) > left:
            break
        left -= len(script)
        for name, address in _entries_of(script):
            shown = _name_of(name)
            if shown:
                entries.setdefault((shown, _target_of(address)))
            if len(entries) >= MOST_ENTRIES:
                return _markup(list(entries))
    return _markup(list(entries))


def _entries_of(script: str) -> Iterator[Entry]:
    """The names with their addresses, as the script spells them."""
    # Searched letter by letter first: most scripts hold no menu, and the patterns cost more.
    adds = ".add(" in script and _NODE.search(script) is not None
    nodes, webfx = ".nodes[" in script, "WebFX" in script
    writes = "document.write" in script and script.count("/a>") + script.count("/A>") >= _FEW_WRITTEN
    arrays = may_hold_menu(script)
    if not (adds or nodes or webfx or writes or arrays):
        return
    code = _COMMENT.sub(" ", script)
    if adds:
        yield from ((unquoted(found[1]), unquoted(found[2])) for found in _NODE.finditer(code))
    if nodes:
        yield from _mz_entries(code)
    if webfx:
        yield from ((unquoted(found[1]), unquoted(found[2])) for found in _WEBFX.finditer(code))
    if writes:
        yield from _written(code)
    if arrays:
        for menu in menu_arrays(code):
            yield from ((unquoted(name), unquoted(address)) for name, address in menu)


def _mz_entries(code: str) -> Iterator[Entry]:
    for found in _MZ_NODE.finditer(code):
        node = unquoted(found[1])
        text, url = _MZ_TEXT.search(node), _MZ_URL.search(node)
        if text:
            yield text[1], url[1].strip() if url else ""


def _written(code: str) -> Iterator[Entry]:
    """The links in what ``document.write`` writes out; none where dates stand beside them, as in a list."""
    pieces = (
        "".join(unquoted(text) for text in _LITERAL.findall(found[1])) if found[1] else "\0"
        for found in _WRITE.finditer(code)
    )
    text = "".join(pieces)
    if _WRITTEN_DATE.search(_TAGS.sub(" ", text)):
        return
    links = [(found[4], found[1] or found[2] or found[3] or "") for found in _ANCHOR.finditer(text)]
    links = [link for link in links if _name_of(link[0])]
    if len(links) >= _FEW_WRITTEN:
        yield from links


def unquoted(literal: str | None) -> str:
    """The text of a script's string literal, its quotes included; empty for none."""
    text = (literal or "")[1:-1]
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return _SIGNS.get(found[2], found[2])
    code = int(found[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)  # half of a sign is no text


def _name_of(text: str) -> str:
    """A name as a reader sees it; empty where it can't be a column's."""
    name = fold(unescape(_TAGS.sub("", text)))
    fits = (
        _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _CHINESE.search(name) and not _COMPUTED.search(name)
    )
    return name if fits and not _NO_COLUMN.search(name) else ""


def _target_of(address: str) -> str:
    address = unescape(address.strip())
    if address[:11].lower() == "javascript:":
        return address
    usable = _ADDRESS.fullmatch(address) and not _COMPUTED.search(address) and not _NO_PAGE.search(address)
    return address if usable else _NOWHERE


def _markup(entries: list[Entry]) -> str:
    links = [f'<a href="{escape(address)}">{escape(name)}</a>' for name, address in entries]
    # Hidden, so that the page's own text stays what its markup says.
    return "".join(
        f"<nav hidden>{' '.join(links[at : at + _AT_ONCE])}</nav>" for at in range(0, len(links), _AT_ONCE)
    )


def _put_first(html: str, menus: str) -> str:
    """The page with menus where its content begins: behind it they would change where its foot is sought."""
    body = _BODY.search(html)
    return html[: body.end()] + menus + html[body.end() :] if body else html + menus
