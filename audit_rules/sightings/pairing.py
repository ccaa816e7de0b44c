"""Which interpretation (解读) belongs to which policy document (政策性文件)?

By its title, which names the document (《…》解读, 一图读懂：…), or by links in both directions between their pages. A link in
one direction alone joins nothing: pages lead to the newest documents of the site beside what they are about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit_rules.sightings.titles import title_key
from domain.postings import PostingSeen
from domain.units import Unit

INTERPRETING = ("解读", "图解", "读懂", "看懂", "答记者问", "政策问答", "释义", "图说")
"""Words that make a posting an interpretation."""

_POLICY = ("意见", "办法", "方案", "规定", "细则", "规划", "措施", "条例", "规程", "若干政策", "政策措施")
_NO_POLICY = ("征求", "公示", "任免", "答复", "复函", "招标", "采购", "表彰", "报名", "招聘", "转发")
_QUOTED = re.compile(r"《([^《》]{4,})》")
_ISSUED = re.compile(r"^.*?关于(?:印发|发布|公布|下发)?")
_TAIL = re.compile(r"(?:的)?(?:通知|公告|决定|函)$")
_LEAST = 6
"""Shorter names stand in titles by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A document and its interpretations, the earliest first; empty where none is known.

    ``forth``: the document's page leads to one of them, ``back``: one of theirs to it; None where that page was not opened.
    """

    document: PostingSeen
    interpretations: tuple[PostingSeen, ...] = ()
    forth: bool | None = None
    back: bool | None = None


def is_interpretation(title: str) -> bool:
    """Whether a title says that the posting interprets something."""
    return any(word in title for word in INTERPRETING)


def is_policy(title: str) -> bool:
    """Whether a title may be that of a policy document: no interpretation, notice of persons, or draft."""
    return (
        any(word in title for word in _POLICY)
        and not any(word in title for word in _NO_POLICY)
        and not is_interpretation(title)
    )


def is_own(unit: Unit, title: str) -> bool:
    """Whether the title names the unit as the document's author: it begins with its name, or its name as people say it."""
    names = (unit.name, *(alias for alias in unit.aliases if alias[-1:] in "省市州县区厅局委办府院会"))
    key = title_key(title)
    return any(len(name) > 2 and key.startswith(title_key(name)) for name in names)


@lru_cache(maxsize=1 << 14)
def core_of(title: str) -> str:
    """What a document is about, made comparable: 关于印发《甲乙办法》的通知 and 甲乙办法 are one; empty when too short."""
    quoted = _QUOTED.findall(title)
    text = max(quoted, key=len) if quoted else _TAIL.sub("", _ISSUED.sub("", title))
    key = title_key(text)
    return key if len(key) >= _LEAST else ""


def pairs_of(documents: Sequence[PostingSeen], interpretations: Sequence[PostingSeen]) -> list[Pair]:
    """Each document with its interpretations."""
    return [_pair(document, interpretations) for document in documents]


def _pair(document: PostingSeen, interpretations: Sequence[PostingSeen]) -> Pair:
    found = [
        each
        for each in interpretations
        if _is_named(document, each) or (_leads(document, each) and _leads(each, document))
    ]
    found.sort(key=lambda each: (each.published_on is None, each.published_on, each.id))
    opened = [each for each in found if each.article is not None]
    return Pair(
        document=document,
        interpretations=tuple(found),
        forth=any(_leads(document, each) for each in found) if found and document.article else None,
        back=any(_leads(each, document) for each in opened) if opened else None,
    )


def _is_named(document: PostingSeen, interpretation: PostingSeen) -> bool:
    core = core_of(document.title)
    if core and core in title_key(interpretation.title):
        return True
    whole = title_key(document.title)
    return any(
        len(key) >= _LEAST and key in whole for key in map(title_key, _QUOTED.findall(interpretation.title))
    )


def _leads(start: PostingSeen, end: PostingSeen) -> bool:
    return start.article is not None and end.url in start.article.related
