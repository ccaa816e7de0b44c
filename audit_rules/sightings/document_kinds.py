"""Which kind of document does a title or a keyword name: a plan, a report, a list of matters or a roll of those concerned?

Offices call the same thing by many names: what a plan asks for as 实施方案 comes out as 工作安排, a 工作总结 as 工作小结. A list
of keywords can't have them all, but it can be seen that a title names a document of the same kind.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from audit_rules.sightings.titled import titled
from audit_rules.sightings.titles import Entry, TitleTest, title_key
from domain.observations import PortalFacts
from domain.postings import PostingSeen


class DocumentKind(StrEnum):
    """What offices write of one kind under many names; a 通报 goes round among units and reports nobody's own work."""

    PLAN = "plan"
    REPORT = "report"
    LIST = "list"  # of matters
    ROLL = "roll"  # of those concerned


_NAMES: Final[tuple[tuple[DocumentKind, tuple[str, ...]], ...]] = (
    (
        DocumentKind.PLAN,
        (
            "方案",
            "计划",
            "安排",
            "要点",
            "措施",
            "分工",
            "分解",
            "分解表",
            "分工表",
            "台账",
            "意见",
            "任务",
            "任务书",
            "任务表",
            "通知",
        ),
    ),
    (DocumentKind.REPORT, ("报告", "总结", "小结", "汇报", "情况", "进展", "成效", "综述")),
    (DocumentKind.LIST, ("清单", "目录", "一览", "一览表", "汇总表", "明细表")),
    (DocumentKind.ROLL, ("名录", "名单")),
)
_TAIL: Final = re.compile(r"(?:[（(【\[][^（()）】\]]*[)）】\]]|第?[\d一二三四五六七八九十]+号?)+$")
_QUOTED: Final = re.compile(r"《([^《》]+)》")
_PASSED_ON: Final = re.compile(r"(?:印发|转发|发布|公布|报送)(.+?)的?(?:通知|函|公告)$")


@lru_cache(maxsize=1 << 12)
def document_kinds(text: str) -> frozenset[DocumentKind]:
    """The kinds that a text's last word names; of a covering notice (关于印发《…》的通知) those of what it covers as well."""
    stem = _TAIL.sub("", text.strip())
    covered = [*_QUOTED.findall(stem), *_PASSED_ON.findall(stem)]
    keys = [title_key(_TAIL.sub("", each)) for each in (stem, *covered)]
    return frozenset(kind for kind, names in _NAMES if any(key.endswith(names) for key in keys))


def alike(facts: PortalFacts, test: TitleTest, as_of: date) -> tuple[PostingSeen, ...]:
    """The postings by ``as_of`` whose titles lack nothing of the test but the document's name, and name one of the same kind.

    So 2017年政务公开工作安排 where 政务公开 and 实施方案 are asked for. A test of one keyword alone knows nothing alike.
    """
    found: dict[str, PostingSeen] = {}
    for entry in test.every:
        rest = tuple(each for each in test.every if each != entry)
        kinds = _kinds_of(entry)
        if kinds and (rest or test.some):
            others = titled(facts, TitleTest(some=test.some, every=rest, never=test.never), as_of)
            found |= {
                each.id: each
                for each in others
                if kinds & document_kinds(each.title) and not test.passes(each.title)
            }
    return tuple(found.values())


def _kinds_of(entry: Entry) -> frozenset[DocumentKind]:
    """The kinds that a keyword's alternatives name, when at least half of them name any."""
    words: Iterable[str] = (entry,) if isinstance(entry, str) else entry
    kinds = [document_kinds(word) for word in words]
    named = [each for each in kinds if each]
    return frozenset().union(*named) if 2 * len(named) >= len(kinds) else frozenset()
