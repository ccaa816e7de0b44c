"""On which day was this article published? The date shown beside its title, as its label says.

What is no publication date: a clock, a footer, a sidebar, a hidden panel, a validity, a signature, a deadline or a
period in the text, another post's. Where several are shown, 发布 beats a bare date in a line of particulars, which beats
生成, 更新, 发文 and 成文; what stands beside the title beats what stands elsewhere.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from spiders.articles.date_candidates import NEAR, Candidate, DateCandidates, may_be_headline
from spiders.articles.date_places import BESIDE, DatePlaces
from spiders.dates.date_labels import BARE, SIGNS
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_RECORDS = 5
_FEW_RECORDS = 3
_TOLD = 5
_LONG_TEXT = 160
_UPDATE = re.compile(r"更新|修改|更改|变更|修订")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDate:
    """A date shown on an article's page, at node ``at``.

    ``labelled``: a word before it calls it a date; ``near``: it stands close to the title; ``updated``: that word
    says that it is the day of the last change. ``changed``: another day that is shown beside it as that of the last change.
    """

    on: date
    rank: int
    labelled: bool
    near: bool
    at: int
    updated: bool = False
    changed: date | None = None


def shown_date(
    tree: PageTree, region_of: list[str], title: Node | None, spans: list[tuple[int, int]]
) -> ShownDate | None:
    """The publication date shown on a page, or None. ``spans`` are lists, whose dates are other pages'."""
    page = DateCandidates(DatePlaces(tree, region_of, title, spans))
    made = list(page.plain())
    if not any(each.near for each in made):
        made += page.cut()
    made = _without_records(made, title)
    best = max(made, key=_weight, default=None)
    if best is None:
        return None
    best = _beside(best, made)
    updated = _is_update(best)
    return ShownDate(
        on=best.on,
        rank=best.rank,
        labelled=best.labelled,
        near=best.near,
        at=best.at,
        updated=updated,
        changed=None if updated else _changed(best, made),
    )


def _without_records(made: list[Candidate], title: Node | None) -> list[Candidate]:
    """Without the dates of records: a label that comes again and again is not that of one article's particulars.

    Where it comes a few times with other days, the first one under the title may be the article's still.
    """
    counts = Counter(each.label for each in made if each.label)
    days = {label: len({each.on for each in made if each.label == label}) for label in counts}
    kept: list[Candidate] = []
    met: set[str] = set()
    for each in made:
        label = each.label
        if counts[label] >= _RECORDS:
            continue
        if days.get(label, 0) >= _FEW_RECORDS:
            distance = each.at - title.index if title is not None else -1
            if label in met or not 0 <= distance <= BESIDE:
                continue
            met.add(label)
        kept.append(each)
    return kept


def _weight(each: Candidate) -> tuple[int, int]:
    return each.rank + (_TOLD if each.told and each.labelled else 0), -each.at


def _beside(best: Candidate, made: list[Candidate]) -> Candidate:
    """The date in the line under the title, where the labelled one is an older one in what follows: a document's own."""
    for each in made:
        if each.told and each.rank == BARE + NEAR and not each.labelled:
            older = best.labelled and not best.told and best.on < each.on
            return each if older and each.at < best.at else best
    return best


def _is_update(each: Candidate) -> bool:
    return _UPDATE.search(each.label) is not None


def _changed(best: Candidate, made: list[Candidate]) -> date | None:
    """The other day that an update shown beside the publication has, or None."""
    for each in made:
        if each.on != best.on and each.label and _is_update(each) and abs(each.at - best.at) <= BESIDE:
            return each.on
    return None


def has_info_line(tree: PageTree, title: Node | None) -> bool:
    """Whether a line of an article's particulars (来源, 浏览, 字体 …) stands close under the title."""
    if title is None:
        return False
    near = tree.nodes[title.end : title.end + 30]
    return any(not node.tag and len(node.text) <= 100 and SIGNS.search(node.text) for node in near)


def headline_above(tree: PageTree, region_of: list[str], shown: ShownDate) -> Node | None:
    """The text over the line of a shown date that can be the article's headline, where nothing else says it."""
    for node in reversed(tree.nodes[max(0, shown.at - 30) : shown.at]):
        if node.tag:
            continue
        if may_be_headline(node, region_of):
            return node
        if len(node.text.strip()) >= _LONG_TEXT and not region_of[node.index] and not node.hidden:
            return None
    return None
