"""Which dates of a page may be an article's publication, and how much speaks for each?

A label says most (发布 over 生成 over 更新 over 发文 over 成文); a bare date counts right under the title or in a line of
particulars; below the text only such a line counts. What stands beside the title beats what stands elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from spiders.articles.comments import Comments
from spiders.articles.date_places import BESIDE, LONE, DatePlaces
from spiders.dates.date_labels import BARE, OTHER, PUBLISHED, REACH, SIGNS, Said, label_at_end, said_of
from spiders.dates.date_shapes import may_hold_date
from spiders.dates.date_text import FoundDate, find_dates, find_terse, normalise, read_date_text
from spiders.lists.cut_dates import LARGEST, cut_dates
from spiders.lists.item_dates import column_head
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.regions import NAV

_FAR = 110  # nodes: farther than this behind the title a date is not the title's
_BEFORE = 70  # nodes: a table of particulars stands over the title
_SHORTEST = 6
_LONG_TEXT = 160
_LONGEST_TEXT = 800
_LONGEST_BELOW = 250
_LONGEST_PIECE = 25
NEAR = 15  # what a rank gains close to the title, and loses far from it
_ASIDE = 20
# The rank of 发布时间 below the text, in a line of particulars and alone.
_BELOW_THE_TEXT = 88
_ALONE_BELOW = 62
_BEHIND_A_LEAD = 60
_DOCUMENTS = 42
_CLOCK = re.compile(r"今天|今日|农历|现在是|现在时间|当前时间|北京时间|欢迎|您好|[早上中下晚]午?好[!！,，]")
_OTHER_POST = re.compile(r"^[\s【\[(（<＜«‹·•]*(?:[上下前后]一?[篇条页则个]|前一|后一|相关)")
_NUMBERED = re.compile(r"^[\s(（]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
_DOCUMENTS_OWN = re.compile(r"^[(][^)]*年[^)]*[)]$")
_LABELLED = re.compile(r"[^:：]{1,8}[:：]")
_NUMBER = re.compile(r"\d")
_BARE_NUMBER = re.compile(r"\d{8}")  # may be any number where no word calls it a date
_EDGES = "[]【】()（）:： |"
_TO = {"至", "到", "-", "--"}  # the second date of a period follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A date shown at node ``at``, with its rank.

    ``label`` is the word that calls it a date, empty where none does (``labelled``); ``near``: it stands close to the title;
    ``told``: in a line of particulars (来源, 浏览, 字体 …).
    """

    on: date
    rank: int
    at: int
    label: str
    labelled: bool
    near: bool
    told: bool


class DateCandidates:
    """The dates of a page that may be an article's, each with what it counts for."""

    def __init__(self, places: DatePlaces) -> None:
        self._places = places
        self._tree = places.tree
        self._texts = places.texts
        self._title = places.title
        self._comments = Comments(places.tree, places.title, places.prose_from)

    def plain(self) -> Iterator[Candidate]:
        """The dates shown where a publication's may stand."""
        prose_from = self._places.prose_from
        for node in self._tree.numbered():
            longest = _LONGEST_TEXT if node.index <= prose_from else _LONGEST_BELOW
            if not _SHORTEST <= len(node.text) <= longest or not may_hold_date(node.text):
                continue
            if not self._places.may_tell(node):
                continue
            text = fold(normalise(node.text))
            place = self._tree.place_of(node)
            for found, said in self._dates_of(text, node, place):
                made = self._judged(found, said, text, node, place)
                if made is not None:
                    yield made

    def cut(self) -> Iterator[Candidate]:
        """The dates that several elements or a script write beside the title."""
        title = self._title
        if title is None:
            return
        until = min(title.end + BESIDE, self._places.prose_from)
        for node, text, found in cut_dates(self._tree, max(0, title.index - LONE - LARGEST), until):
            if not self._places.may_tell(node) or title.index <= node.index < title.end:
                continue
            place = self._tree.place_of(node)
            said = self._said(text, found, node, place)
            made = self._judged(found, said, text, node, place)
            if made is not None:
                yield made

    def _dates_of(self, text: str, node: Node, place: int) -> Iterator[tuple[FoundDate, Said]]:
        """The full dates of one text, and the short one that a label calls a date, each with what is said of it."""
        found = find_dates(text)
        for each in found:
            yield each, self._said(text, each, node, place)
        if not found and len(text) <= _LONG_TEXT:
            alone = _alone(text)
            terse = alone or find_terse(text)
            if terse is not None:
                said = self._said(text, terse, node, place)
                if alone or said.plain or said.rank > 0:
                    yield terse, said

    def _said(self, text: str, found: FoundDate, node: Node, place: int) -> Said:
        """What the words of its own text and, where it begins that text, those of the text before say of a date."""
        lead, tail = text[: found.start], text[found.end :]
        for following in self._texts[place + 1 : place + 3]:
            if len(tail) >= REACH or len(following.text) > _LONGEST_PIECE:
                break
            tail = f"{tail} {normalise(following.text).strip()}"
        if not lead.strip(_EDGES):
            before = self._label_before(place, colon=":" in lead)
            if before is not None:
                behind = said_of("", tail[:REACH])
                return behind if behind.rank == OTHER else before
            if node.within("td") and (head := column_head(self._tree, node)):
                named = label_at_end(normalise(head), colon=True)
                if named is not None:
                    return named
        return said_of(lead[-REACH:], tail[:REACH])

    def _label_before(self, place: int, *, colon: bool) -> Said | None:
        """A label that stands in the text before the date (``<b>发布时间</b><i>2017-04-14</i>``)."""
        for back in range(place - 1, max(-1, place - 3), -1):
            node = self._texts[back]
            if self._title is not None and self._title.index <= node.index < self._title.end:
                return None  # the words of the title label nothing
            text = fold(normalise(node.text[-REACH:]))
            words = text.strip(_EDGES)
            colon = colon or ":" in text[-2:]
            if words:
                if words in _TO or _CLOCK.search(words) or _OTHER_POST.match(words):
                    return Said(rank=OTHER)
                return label_at_end(words, colon=colon) if colon or len(words) <= 8 else None
        return None

    def _judged(self, found: FoundDate, said: Said, text: str, node: Node, place: int) -> Candidate | None:
        """What a date counts for, or None where it is no publication's."""
        if said.rank == OTHER or _OTHER_POST.match(text):
            return None
        title = self._title
        distance = node.index - title.index if title is not None else -1_000
        near = -_BEFORE <= distance <= _FAR
        told = self._places.told(text, place)
        if node.index > self._places.prose_from:
            rank = _rank_below(said, text, found, told=told, at_once=0 <= distance <= LONE)
        elif said.rank:
            rank = said.rank + (NEAR if near else 0 if title is None else -_ASIDE)
        else:
            rank = BARE if said.plain else self._bare_rank(said, text, node, distance, told=told)
            near = near and (said.plain or distance + node.end - node.index >= -LONE)
            rank += NEAR if rank and near else 0
        if not rank:
            return None
        # The line of particulars right under the title is no visitor's, and need not be asked for.
        if not (told and 0 <= distance <= LONE) and self._comments.hold(node):
            return None
        labelled = bool(said.rank or said.plain)
        return Candidate(
            on=found.on, rank=rank, at=node.index, label=said.label, labelled=labelled, near=near, told=told
        )

    def _bare_rank(self, said: Said, text: str, node: Node, distance: int, *, told: bool) -> int:
        """The rank of a date without a label: it counts right under the title, or in a line of particulars."""
        title = self._title
        region_of = self._places.region_of
        if node.tag and distance < 0:
            # A calendar block, left of the headline in one box with it.
            beside = title is not None and any(
                title.index < above.end for above in islice(node.ancestors(), 3)
            )
            return BARE - 5 if beside and distance + node.end - node.index >= -LONE else 0
        in_title = title is not None and title.index <= node.index < title.end
        # A box named header may hold the date of the headline in it.
        at_once = title is not None and distance <= LONE and region_of[title.index] != NAV
        in_nav = region_of[node.index] == NAV and not (distance >= 0 and (told or at_once))
        if said.mentioned or in_nav or _CLOCK.search(text) or (in_title and read_date_text(text) is None):
            return 0
        if title is None and not told:
            return BARE - 10 if self._under_a_headline(text, node) else 0
        under = 0 <= distance <= BESIDE
        if _DOCUMENTS_OWN.match(text):
            return _DOCUMENTS if under else 0
        if under and len(text) <= (_LONG_TEXT if told else 40):
            return BARE if told else BARE - 5
        return BARE - 10 if told and len(text) <= 100 and "星期" not in text else 0

    def _under_a_headline(self, text: str, node: Node) -> bool:
        """Whether a date stands by itself between what may be a headline and the text, on a page that tells no title."""
        shown = read_date_text(text)
        if shown is None or shown.on is None or self._places.prose_from - node.index > LONE:
            return False
        place = self._tree.place_of(node)
        return place > 0 and may_be_headline(self._texts[place - 1], self._places.region_of)


def _alone(text: str) -> FoundDate | None:
    """The date that a text is and nothing else, its label aside, in one of the shapes that count only so (04-14 2017)."""
    shown = read_date_text(text)
    first = _NUMBER.search(text)
    if shown is None or shown.on is None or first is None or _BARE_NUMBER.search(text):
        return None
    return FoundDate(on=shown.on, start=first.start(), end=len(text))


def _rank_below(said: Said, text: str, found: FoundDate, *, told: bool, at_once: bool) -> int:
    """The rank of a date below the first running text: a line of particulars counts, a signature or a point doesn't.

    ``at_once``: it stands so close to the title that the text before it is but a lead (核心提示).
    """
    in_line = told and SIGNS.search(text) is not None
    if not said.rank:
        return _BEHIND_A_LEAD if in_line and at_once and not said.mentioned else 0
    if not _is_line(text, found) or (said.rank < PUBLISHED and not told):
        return 0
    return said.rank * (_BELOW_THE_TEXT if told else _ALONE_BELOW) // PUBLISHED


def _is_line(text: str, found: FoundDate) -> bool:
    """Whether a text is a line about the article (（发布时间：2015-11-20　阅读：92）), not a sentence or a point in it."""
    if _NUMBERED.match(text):
        return False
    return (found.start <= 14 and len(text) <= 60) or (len(text) <= _LONG_TEXT and bool(SIGNS.search(text)))


def may_be_headline(node: Node, region_of: list[str]) -> bool:
    """Whether a text can be an article's headline: no link, no line of particulars, no date, no sentence."""
    text = node.text.strip()
    if not 8 <= len(text) <= 150 or text.endswith("。") or region_of[node.index] or node.hidden:
        return False
    plain = not SIGNS.search(text) and not find_dates(normalise(text)) and not _LABELLED.match(text)
    return plain and not node.within("a")
