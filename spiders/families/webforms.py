"""ASP.NET WebForms: later pages come by ``__doPostBack('AspNetPager1','2')``, a POST of the form's hidden fields.

Only a pager's postback is replayed, and only where the form gives all that it needs; else the page says
``needs_postback`` and nobody calls the list complete.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Family, Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.pagers.more_pages import unlinked_number
from spiders.pagers.pager_controls import NEXT_TEXT
from spiders.pagers.paging import current_page, generic_paging, total_in_text

_POSTBACK = re.compile(
    r"__doPostBack\(\s*(?:'|&#39;|\\')([^')\\]{1,200})\\?(?:'|&#39;)\s*,\s*(?:'|&#39;|\\')([^')\\]{0,100})"
)
_PAGE_ARGUMENT = re.compile(r"^(?:Page\$)?(\d+)$")
_MOST_FIELDS = 60
_LONGEST_FIELD = 500_000


def _fits(page: RawPage) -> bool:
    return "__VIEWSTATE" in page.fields and (".aspx" in page.url.lower() or page.holds("__doPostBack"))


def _paging(page: RawPage, items: int) -> Paging | None:
    plain = generic_paging(page, items)
    if plain.next_page is not None:
        return plain
    total = plain.total_pages or total_in_text(page)
    wanted = _next_control(page)
    if wanted is None:
        # A pager of postbacks without one for the next page is on its last; another script's may go on.
        return Paging(total_pages=total, needs_postback=plain.needs_postback and not _is_last(page))
    node, fields = wanted
    request = _request(page, node, fields)
    if request is None:
        return Paging(total_pages=total, needs_postback=True)
    return Paging(next_page=request, total_pages=total)


def _next_control(page: RawPage) -> tuple[Node, dict[str, str]] | None:
    """The control that turns the page, with the fields that its click adds to the form."""
    numbered: dict[int, tuple[Node, dict[str, str]]] = {}
    for node in page.tree.find("a", "input", "button"):
        if "disabled" in node.attrs:
            continue
        call = _POSTBACK.search(node.attrs.get("href", "") or node.attrs.get("onclick", ""))
        name = fold(page.tree.text_of(node, 40) or node.attrs.get("value", "") or node.attrs.get("title", ""))
        name = name or _alt_in(page, node)
        if call:
            fields = {"__EVENTTARGET": call[1], "__EVENTARGUMENT": call[2]}
            if NEXT_TEXT.match(name):
                return node, fields
            argument = _PAGE_ARGUMENT.match(call[2])
            if argument and name.isdigit():
                numbered[int(argument[1])] = (node, fields)
        elif (
            node.tag == "input"
            and node.attrs.get("type", "").lower() in {"submit", "image"}
            and NEXT_TEXT.match(name)
        ):
            control = node.attrs.get("name", "")
            suffix = node.attrs["type"].lower() == "image"
            pressed = (
                {f"{control}.x": "5", f"{control}.y": "5"}
                if suffix
                else {control: node.attrs.get("value", "")}
            )
            return node, pressed if control else {}
    if not numbered:
        return None
    at = current_page(page) or (min(numbered) - 1 if min(numbered) == 2 else None)
    return numbered.get(at + 1) if at else None


def _alt_in(page: RawPage, node: Node) -> str:
    """What the image in a control is called."""
    return next(
        (fold(image.attrs["alt"]) for image in page.tree.elements_in(node, "img") if "alt" in image.attrs), ""
    )


def _is_last(page: RawPage) -> bool:
    """Whether the pager's postbacks lead to earlier pages of the list and to no later one."""
    numbers: list[int] = []
    for node in page.tree.find("a", "input", "button"):
        call = _POSTBACK.search(node.attrs.get("href", "") or node.attrs.get("onclick", ""))
        argument = _PAGE_ARGUMENT.match(call[2]) if call and "disabled" not in node.attrs else None
        if argument and len(argument[1]) <= 4:
            numbers.append(int(argument[1]))
    at = current_page(page) or unlinked_number(page, numbers)
    return bool(numbers) and at is not None and max(numbers) <= at


def _request(page: RawPage, control: Node, fields: dict[str, str]) -> PageRequest | None:
    form = next((above for above in control.ancestors() if above.tag == "form"), None)
    forms = page.tree.find("form")
    form = form or (forms[0] if len(forms) == 1 else None)
    if form is None or not fields:
        return None
    values: dict[str, str] = {}
    for node in page.tree.subtree(form):
        kind = node.attrs.get("type", "text").lower()
        if node.tag != "input" or kind not in {"hidden", "text"} or not node.attrs.get("name"):
            continue
        values[node.attrs["name"]] = node.attrs.get("value", "")
    if not values.get("__VIEWSTATE") or len(values) > _MOST_FIELDS:
        return None
    if sum(map(len, values.values())) > _LONGEST_FIELD:
        return None
    values.update(fields)
    target = absolute(page.base, form.attrs.get("action", "") or page.url)
    return PageRequest(url=target, method="POST", form=tuple(values.items())) if target else None


FAMILY = Family(name="webforms", fits=_fits, paging=_paging)
