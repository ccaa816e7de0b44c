"""How can one search this site from this page? Its search forms, boxes that only a script reads, and links to a search."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.pages import Link, SearchBox, SearchWay
from spiders.kinds.search_pages import is_search_address
from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_MOST_FORMS = 20
_MOST_BOXES = 5
_MOST_FIELDS = 20
_MOST_LOOSE = 40
_MOST_NODES = 60  # behind a form that was parsed as empty
_MOST_TYPED = 3  # more fields to type in: a form for something else, or an advanced search
_TYPED = frozenset({"", "text", "search"})
_CALLED = re.compile(r"搜索|检索|搜一搜|搜一下|全文|站内|关键[字词]|\bsearch\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"search|sousuo|jiansuo|keywords?(?![a-z])|(?:^|[\s_-])(?:so|ss)(?:[\s_-]|$)", re.IGNORECASE
)
# Queries of registers and of cases find no pages of the site.
_OF_CASES = re.compile(
    r"办件|受理|编号|证件|身份证|查询码|姓名|申报|信件|密码|用户名|邮箱|手机|登录|登陆|订阅"
)
_CAPTCHA = re.compile(r"captcha|verif|valid(?:ate)?_?code|check_?code|rand_?code|yzm|验证码", re.IGNORECASE)
_FIELD = re.compile(
    r"^(?:q|qt|kw|wd|k|key|keys|keyword|keywords|word|text|title|tags|search\w*|\w*(?:key)?word|\w*search|sw|lucenenewssearchkey)$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^(?:高级|站内|全站|全文|智能|本站|网站)?(?:搜索|检索)(?:引擎|中心)?$|^(?:advanced\s)?search$",
    re.IGNORECASE,
)


def search_boxes(tree: PageTree, base: str, url: str, links: Sequence[Link]) -> tuple[SearchBox, ...]:
    """The ways to search the site that a page shows, those that a plain request can use first.

    ``links`` are the page's own. At most five are told.
    """
    forms = list(_forms(tree, base, url))
    # A box beside a form that asks the same is no second search.
    found = [*forms, *([] if forms else _loose(tree, url)), *_links(links)]
    return tuple(sorted(dict.fromkeys(found), key=lambda box: _ORDER[box.way])[:_MOST_BOXES])


_ORDER = {
    way: place
    for place, way in enumerate(
        (SearchWay.GET, SearchWay.LINK, SearchWay.POST, SearchWay.CAPTCHA, SearchWay.SCRIPT)
    )
}


def _forms(tree: PageTree, base: str, url: str) -> Iterator[SearchBox]:
    for form in tree.find("form")[:_MOST_FORMS]:
        inputs = _inputs_of(tree, form)
        typed = [each for each in inputs if _kind(each) in _TYPED]
        if not typed or tree.count("textarea", form) or any(_kind(each) == "password" for each in inputs):
            continue
        action = form.attrs.get("action", "").strip()
        target = absolute(base, action) if action and not action.startswith("#") else None
        if not _is_search(tree, form, inputs, target or ""):
            continue
        yield _as_box(form, inputs, typed, target, url)


def _inputs_of(tree: PageTree, form: Node) -> list[Node]:
    """The fields of a form. One that opens between the rows of a table is parsed as empty, its fields stand behind it."""
    inside = tree.elements_in(form, "input")
    if not inside and form.end - form.index <= 1:
        inside = [
            each
            for each in tree.find("input")
            if form.end <= each.index < form.end + _MOST_NODES and not each.within("form")
        ]
    return inside[:_MOST_LOOSE]


def _is_search(tree: PageTree, form: Node, inputs: Sequence[Node], target: str) -> bool:
    """Whether a form asks for pages of the site: it says so, or its address does."""
    said = f"{tree.text_of(form, 300)} {_said(inputs)}"
    if _OF_CASES.search(said):
        return False
    labels = " ".join([form.label, form.attrs.get("name", ""), *(_names(each) for each in inputs)])
    return bool(is_search_address(target) or _CALLED.search(said) or _LABELLED.search(labels))


def _as_box(
    form: Node, inputs: Sequence[Node], typed: Sequence[Node], target: str | None, url: str
) -> SearchBox:
    if any(_CAPTCHA.search(f"{_names(each)} {_said([each])}") for each in inputs):
        return SearchBox(way=SearchWay.CAPTCHA, url=target or url)
    if form.attrs.get("method", "").strip().lower() == "post":
        return SearchBox(way=SearchWay.POST, url=target or url)
    field = _field(typed)
    if target is None and is_search_address(url):
        target = url  # the form of a search page asks the page itself
    if target is None or field is None:
        return SearchBox(way=SearchWay.SCRIPT, url=url)
    return SearchBox(way=SearchWay.GET, url=target, field=field, fields=tuple(_fixed(inputs, field)))


def _field(typed: Sequence[Node]) -> str | None:
    """The name of the field that takes the words; None when it can't be told, or only a script reads it."""
    names = [name for each in typed if (name := each.attrs.get("name", "").strip())]
    called = [name for name in names if _FIELD.match(name)]
    if called:
        return called[0]
    return names[0] if len(names) == 1 and len(typed) <= _MOST_TYPED else None


def _fixed(inputs: Sequence[Node], field: str) -> Iterator[tuple[str, str]]:
    """What the form sends besides: hidden fields, and choices made beforehand."""
    for each in inputs[:_MOST_FIELDS]:
        name, kind = each.attrs.get("name", "").strip(), _kind(each)
        chosen = kind in {"radio", "checkbox"} and "checked" in each.attrs
        if name and name != field and (kind == "hidden" or chosen):
            yield name, each.attrs.get("value", "")


def _loose(tree: PageTree, url: str) -> Iterator[SearchBox]:
    """Boxes outside of any form: only a script reads what is typed into them."""
    for each in tree.find("input")[:_MOST_LOOSE]:
        if _kind(each) not in _TYPED or each.within("form") or _OF_CASES.search(_said([each])):
            continue
        if _CALLED.search(_said([each])) or _LABELLED.search(_names(each)):
            yield SearchBox(way=SearchWay.SCRIPT, url=url)


def _links(links: Sequence[Link]) -> Iterator[SearchBox]:
    for link in links:
        name = link.text.strip() or link.title.strip() or link.alt.strip()
        if link.region != "friend" and len(name) <= 16 and _LINK.match(name):
            yield SearchBox(way=SearchWay.LINK, url=link.url)


def _kind(node: Node) -> str:
    return node.attrs.get("type", "").strip().lower()


def _said(inputs: Iterable[Node]) -> str:
    """What fields and buttons say to their reader."""
    return " ".join(
        each.attrs.get(name, "")
        for each in inputs
        if _kind(each) != "hidden"
        for name in ("placeholder", "value", "title", "alt")
    )


def _names(node: Node) -> str:
    return f"{node.label} {node.attrs.get('name', '')}"
