"""What of a page that a portal sent is shown to people? It is written anew of what may be shown, so nothing else can be in it.

A page is read as browsers read it (lexbor), and each element and attribute that ``web.archive.markup`` names is written again,
texts escaped. Scripts, addresses, forms, embedded pages and foreign markup are not taken out: they are never put in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.bounded_markup import flatten_if_deep, without_heaps
from domain.charset import decode
from evidence.pictures.captured_pages import Resource
from web.archive.inert_styles import inert_styles
from web.archive.marks import MARK_ID, Piece, Sought, mark, marked_html
from web.archive.markup import (
    ATTRIBUTES,
    DISABLED,
    EMBEDS,
    FIELD_TYPES,
    HIDDEN_FIELDS,
    INSTEAD,
    LEFT_OUT,
    SHOWN,
    VOID,
)

MOST_CHARACTERS = 2_000_000
"""Of a page's source; a home page has some 100,000."""

_MOST_NODES = 100_000
_MOST_SHEETS, _MOST_CSS = 30, 1_500_000
_LONGEST_ADDRESS = 300
_PICTURE = re.compile(
    r"data:image/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]{1,400000}", re.IGNORECASE
)
_MEDIA = re.compile(r"[\w\s(),:.\-]{1,200}")
_OWN_STYLE = (
    # What is marked in a closed menu is shown.
    "body :has(mark){visibility:visible!important;opacity:1!important}"
    "li :is(ul,ol,dl,dd,div):has(mark){display:block!important}"
    "mark{background:#ffe066!important;color:#000!important;outline:2px solid #a8261b!important}"
    "[data-left-out]{display:block;color:#444;background:#eee;border:1px dashed #888;padding:2px 6px;font-size:12px}"
)

Styles = Callable[[str], Resource | None]
"""Gives what was captured of a style sheet's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InertPage:
    """A page that can be shown; ``marked`` counts what was found of what was sought, ``cut``: its end is left out."""

    html: str
    marked: int = 0
    cut: bool = False


@dataclass(slots=True, kw_only=True)
class _Writing:
    """What was written so far; ``links`` are the links that are open."""

    base: str
    plain: bool
    parts: list[str | Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Close:
    tag: str


def inert_page(
    text: str, *, address: str, sought: Sought | None = None, styles: Styles | None = None
) -> InertPage:
    """The page of an address, with ``sought`` marked where it is found.

    ``styles`` gives captured style sheets; without it the page is shown without any look of its own.
    """
    parser = LexborHTMLParser(flatten_if_deep(without_heaps(text[:MOST_CHARACTERS])))
    root = parser.root
    if root is None:
        return InertPage(html="<!doctype html><meta charset=utf-8>")
    base = _base(root, address)
    body = next((each for each in _children(root) if each.tag in {"body", "frameset"}), root)
    writing = _Writing(base=base, plain=styles is None)
    cut = _write(body, writing) or len(text) > MOST_CHARACTERS
    pieces = [each for each in writing.parts if isinstance(each, Piece)]
    marked = mark(pieces, sought) if sought else 0
    return InertPage(html=_document(root, body, writing, styles, text), marked=marked, cut=cut)


def inert_text(text: str, *, sought: Sought | None = None) -> InertPage:
    """A text that is no page (``text/plain``, JSON), shown as it is."""
    piece = Piece(text=text[:MOST_CHARACTERS])
    marked = mark([piece], sought) if sought else 0
    html = (
        f'<!doctype html><html><head><meta charset="utf-8"><style>{_OWN_STYLE}</style></head><body>'
        f'<pre style="white-space:pre-wrap;overflow-wrap:anywhere">{marked_html(piece, first=True)}</pre></body></html>'
    )
    return InertPage(html=html, marked=marked, cut=len(text) > MOST_CHARACTERS)


def _document(root: LexborNode, body: LexborNode, writing: _Writing, styles: Styles | None, text: str) -> str:
    doctype = "<!doctype html>" if text.lstrip("\ufeff \t\r\n")[:9].lower() == "<!doctype" else ""
    found = root.css_first("title")
    title = escape(" ".join(found.text().split())[:200]) if found else ""
    sheets = _sheets(root, writing.base, styles) if styles else ""
    out, first = [], True
    for part in writing.parts:
        if isinstance(part, str):
            out.append(part)
            continue
        out.append(marked_html(part, first=first))
        first = first and not part.marks
    return (
        f'{doctype}<html{_attributes(root, writing)}><head><meta charset="utf-8"><title>{title}</title>{sheets}'
        f"<style>{_OWN_STYLE}</style></head><body{_attributes(body, writing)}>{''.join(out)}</body></html>"
    )


def _write(body: LexborNode, writing: _Writing) -> bool:
    """Write what is in an element; whether there was too much of it. Without recursion: pages nest as deep as they like."""
    waiting: list[LexborNode | _Close] = list(reversed(_children(body)))
    for _ in range(_MOST_NODES):
        if not waiting:
            return False
        each = waiting.pop()
        if isinstance(each, _Close):
            writing.parts.append(f"</{each.tag}>")
            if each.tag == "a":
                writing.links.pop()
        elif each.tag == "-text":
            link = writing.links[-1] if writing.links else ""
            writing.parts.append(Piece(text=each.text_content or "", link=link))
        elif not (each.tag or "-").startswith("-"):
            waiting += _element(each, writing)
    # What is still open is closed; what was not begun is left out.
    writing.parts += [f"</{each.tag}>" for each in reversed(waiting) if isinstance(each, _Close)]
    return True


def _element(node: LexborNode, writing: _Writing) -> list[LexborNode | _Close]:
    """Write an element's beginning; what is to be written then, the last first."""
    tag = str(node.tag).lower()
    if tag in LEFT_OUT:
        return []
    if tag in EMBEDS:
        writing.parts.append(_left_out(node, EMBEDS[tag], writing.base))
        return []
    if tag == "input":
        writing.parts.append(_field(node, writing))
        return []
    name = tag if tag in SHOWN or tag in DISABLED else INSTEAD.get(tag, "div")
    extra = ' type="button" disabled' if name == "button" else " disabled" if name in DISABLED else ""
    if name == "a":
        target = _joined(writing.base, node.attributes.get("href") or "")
        writing.links.append(target)
        extra = f' title="{escape(f"链接到：{target[:_LONGEST_ADDRESS]}")}"' if target else ""
    if name == "img":
        source = (node.attributes.get("src") or "").strip()
        extra = f' src="{escape(source)}"' if _PICTURE.fullmatch(source) else ""
    writing.parts.append(f"<{name}{extra}{_attributes(node, writing, titled=bool(extra) and name == 'a')}>")
    return [] if name in VOID else [_Close(name), *reversed(_children(node))]


def _attributes(node: LexborNode, writing: _Writing, *, titled: bool = False) -> str:
    out = []
    for name, value in node.attributes.items():
        if name == "style" and not writing.plain:
            out.append(f' style="{escape(inert_styles(value or ""))}"')
        elif name in ATTRIBUTES and not (name == "title" and titled) and value != MARK_ID:
            out.append(f' {name}="{escape(value or "")}"')
    return "".join(out)


def _field(node: LexborNode, writing: _Writing) -> str:
    kind = (node.attributes.get("type") or "text").strip().lower()
    if kind in HIDDEN_FIELDS:
        return ""
    hint = node.attributes.get("placeholder")
    shown = f' placeholder="{escape(hint)}"' if hint else ""
    return f'<input type="{FIELD_TYPES.get(kind, "text")}" disabled{shown}{_attributes(node, writing)}>'


def _left_out(node: LexborNode, name: str, base: str) -> str:
    address = _joined(base, node.attributes.get(name) or "")[:_LONGEST_ADDRESS] if name else ""
    told = f"：{escape(address)}" if address else ""
    return f"<span data-left-out>〔此处原嵌有其他网页或多媒体，未显示{told}〕</span>"


def _sheets(root: LexborNode, base: str, styles: Styles) -> str:
    """The page's style sheets in their order, those that were captured beside it put into it."""
    out: list[str] = []
    left = _MOST_CSS
    for node in root.css("link, style")[:_MOST_SHEETS]:
        if node.parent is not None and node.parent.tag in {"noscript", "svg", "template"}:
            continue
        css = node.text() if node.tag == "style" else _sheet(node, base, styles)
        if not css or len(css) > left:
            continue
        left -= len(css)
        media = (node.attributes.get("media") or "").strip()
        of = f' media="{escape(media)}"' if _MEDIA.fullmatch(media) else ""
        out.append(f"<style{of}>{inert_styles(css)}</style>")
    return "".join(out)


def _sheet(node: LexborNode, base: str, styles: Styles) -> str:
    words = (node.attributes.get("rel") or "").lower().split()
    target = _joined(base, node.attributes.get("href") or "")
    if "stylesheet" not in words or "alternate" in words or not target:
        return ""
    found = styles(target)
    return decode(found.body).text if found and len(found.body) <= _MOST_CSS else ""


def _base(root: LexborNode, address: str) -> str:
    found = root.css_first("base[href]")
    return _joined(address, (found.attributes.get("href") if found else None) or "") or address


def _joined(base: str, address: str) -> str:
    """An absolute address, empty where it leads nowhere; only to be read, never to be followed."""
    try:
        return urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found
