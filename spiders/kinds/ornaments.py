"""Is a picture, a frame or an embedded thing of a page an ornament, or may it be a document that is shown as one?

By its size, by the folder it lies in, and by what its authors called it: a scan of a notice is wide and lies among the
uploaded files, a paper turned into Flash is as tall as a sheet.
"""

import re

from spiders.markup.page_node import Node

_SMALL = 120  # pixels
_WIDE = 400
_TALL = 400
# Short words only where they begin a word: zwxx.jpg is no picture of wx.
_ORNAMENT = re.compile(
    r"icon|ico[_./-]|logo|banner|arrow|btn|button|weixin|wechat|erweima|jiucuo|dzjg|conac|blank|pixel|nodata|zanwu|jianshe|weihu|construct|"
    r"red\.|blue\.|tit[_.\d]|"
    r"(?<![a-z])(?:bg|wx|qr|ewm|dot|line|top|foot|head|nav|space|title|date|search|none|empty|rss|print|share|close|kong|wait|building)",
    re.IGNORECASE,
)
_UPLOADED = re.compile(
    r"upload|attach|userfile|ueditor|kindeditor|ewebeditor|(?:^|/)files?/|/[WP]0?20\d{6}", re.IGNORECASE
)
_ASIDE = re.compile(
    r"visitcount|login|share|foot|bottom|counter|tongji|weather|tianqi|jiathis|bdshare|search|top\.|header|head\.|count\.|calendar|advert|"
    r"piaochuang",
    re.IGNORECASE,
)
_SHOW = re.compile(
    r"banner|player|vcastr|flv|focus|bcastr|pixview|slide|logo|menu|(?<![a-z])(?:top|head|nav|ad|gg|piao|clock|bg|title)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(%?)")
_STYLED = {name: re.compile(rf"(?<![\w-]){name}\s*:([^;]*)", re.IGNORECASE) for name in ("width", "height")}


def is_aside(said: str) -> bool:
    """Whether the address and the label of a frame or an embedded thing say that it stands beside the content."""
    return _ASIDE.search(said) is not None


def is_small(node: Node) -> bool:
    """Whether an element says that it is at most 120 pixels wide or high."""
    return any(0 <= _size(node, name) <= _SMALL for name in ("width", "height"))


def is_ornament(image: Node) -> bool:
    """Whether a picture's name, or its label, says that it decorates; of an uploaded one the folders say nothing."""
    source = image.attrs.get("src", "")
    return (
        _ORNAMENT.search(f"{_name(source) if _UPLOADED.search(source) else source} {image.label}") is not None
    )


def is_linked_ornament(image: Node) -> bool:
    """Whether the picture of a link decorates (an icon, a code to scan), by the name of its file or its label."""
    return _ORNAMENT.search(f"{_name(image.attrs.get('src', ''))} {image.label}") is not None


def may_be_scan(image: Node) -> bool:
    """Whether a picture is as wide as a page, or lies among the files that were uploaded."""
    return _size(image, "width") >= _WIDE or _UPLOADED.search(image.attrs.get("src", "")) is not None


def may_be_paper(node: Node, address: str) -> bool:
    """Whether what a plug-in shows (Flash, ActiveX) may be a document: as large as one, no banner and no player by name.

    A percentage is as large as any, and so is a size that isn't told where an address is: of an object only its size may
    be known, since what it plays stands in its parameters.
    """
    if _SHOW.search(f"{_name(address)} {node.label}"):
        return False
    width, height = _size(node, "width"), _size(node, "height")
    if 0 <= width < _WIDE or 0 <= height < _TALL:
        return False
    return bool(address) or height > 0


def _name(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _size(node: Node, name: str) -> int:
    """The pixels that an element says it is wide or high; -1 where it doesn't say, or says a percentage."""
    said = node.attrs.get(name, "")
    if not said and "style" in node.attrs:
        styled = _STYLED[name].search(node.attrs["style"])
        said = styled[1] if styled else ""
    length = _LENGTH.match(said)
    return int(length[1]) if length and not length[2] else -1
