"""Of which parts is a deadline phrase made? Expressions of time, each with words that only say what is to be done.

    phrase     = [subject] item { separator item }
    item       = [topic] expression [action]
    topic      = a stage (动员部署阶段), or a paper (工作总结)
    separator  = 、 , ; 。 和 及 与 并 以及

A clause between two expressions that says for whom or in which case the second counts (6月底前完成;确有困难的,9月底前)
makes the two dates no longer everybody's: such a phrase is not understood.

Nothing is skipped: what stands between two expressions must be an action or a separator, else the phrase is not understood.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from audit_rules.deadlines.after_event import after_event
from audit_rules.deadlines.by_period import by_period
from audit_rules.deadlines.continuous import continuous
from audit_rules.deadlines.festivals import before_festival
from audit_rules.deadlines.filler import begins_with_verb, is_action, names_verb
from audit_rules.deadlines.following import following
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.once import once
from audit_rules.deadlines.recurring import recurring
from audit_rules.deadlines.together import BODY, together
from audit_rules.deadlines.windows import within_window
from audit_rules.deadlines.wording import Refused, outer_limit

Production = Callable[[str, int, Frame], Iterator[Read]]


def _recurrence(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    yield from following(text, pos, frame)
    yield from recurring(text, pos, frame)
    yield from by_period(text, pos, frame)


_PRODUCTIONS: Final[tuple[Production, ...]] = (
    continuous,
    following,
    recurring,
    by_period,
    within_window(_recurrence),
    after_event,
    before_festival,
    once,
)
_SEPARATOR: Final = re.compile(r"[、,;。]+|以及|及(?!时)|[和与并]")
_SUBJECT: Final = re.compile(
    r"[一-鿿、,]{0,30}?(?:部门|单位|厅|局|委|办|政府|公司|企业|机关|州市|市州|县区|区县|处室|科室|院|省直)(?:要|须|应当?)?"
    r"(?=\d|每|于|在|年|按|上半年|下半年)"
)
# What an item is about, before its date: a stage (动员部署阶段5月; 第1阶段:动员部署5月), or a paper that is to be there
# (总结12月底前报送). What recurs in a stage (总结阶段每月25日前) ends with it, nobody says when.
_NAME: Final = r"(?P<name>[^\d,;。、:每]{0,14}"
_TOPICS: Final = (
    re.compile(rf"(?:第\d{{1,2}}阶段[:,]?)?{_NAME}阶段)[:为,]?(?=\d|自|从|年|[上下]半年|于|在)"),
    re.compile(rf"第\d{{1,2}}阶段[:,]{_NAME})(?=\d|自|从|年|[上下]半年|于|在)"),
    re.compile(
        rf"{_NAME}(?:方案|清单|报告|总结|名单|台账|表格|材料)(?:应当?|须|要|请)?)(?=\d|年|[上下]半年|每|于|在)"
    ),
)
# Words that single out some cases, or some units, would make it their date only.
_SOME: Final = re.compile(f"特殊|困难|个别|其[他余它]|部分|试点|少数|{BODY}")
_CLAUSE: Final = re.compile("[,;。]")
_TRIES: Final = 400


class _Reader:
    """One reading of a phrase; ``furthest`` is the place that no reading came past."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.furthest = 0
        self.refused: tuple[int, Refused] | None = None
        self._tries = 0

    def read(self, frame: Frame) -> tuple[Part, ...] | None:
        parts = self._items(0, frame)
        if parts is None and (subject := _SUBJECT.match(self.text)) and is_action(subject[0]):
            parts = self._items(subject.end(), frame)
        return parts

    def _items(self, pos: int, frame: Frame) -> tuple[Part, ...] | None:
        self._tries += 1
        if self._tries > _TRIES or (pos and outer_limit(self.text, pos)):
            self.furthest = max(self.furthest, pos)
            return None
        for place in self._places(pos):
            for part, end in self._expressions(place, frame):
                if (read := self._after(part, end, frame)) is not None:
                    return read
        self.furthest = max(self.furthest, pos)
        return None

    def _places(self, pos: int) -> Iterator[int]:
        """Where the expression of an item may begin: at once, or after what it is about (动员部署阶段5月)."""
        yield pos
        for pattern in _TOPICS:
            topic = pattern.match(self.text, pos)
            if topic and is_action(topic["name"]) and not _SOME.search(topic["name"]):
                yield topic.end()

    def _expressions(self, pos: int, frame: Frame) -> Iterator[Read]:
        for production in _PRODUCTIONS:
            try:
                yield from production(self.text, pos, frame)
            except Refused as refused:
                if self.refused is None or pos > self.refused[0]:
                    self.refused = (pos, refused)

    def _after(self, part: Part, end: int, frame: Frame) -> tuple[Part, ...] | None:
        """A part that ends there, with its deed, and the parts after it; None when what follows is not understood."""
        if self._acts(part, self.text[end:]):
            return (replace(part, deed=self.text[end:]),)
        frame = replace(
            frame,
            said_year=part.said_year or frame.said_year,
            after=part.last or frame.after,
            yearly=part.yearly or frame.yearly,
        )
        separators = [
            match
            for match in _SEPARATOR.finditer(self.text, end)
            if self._acts(part, self.text[end : match.start()]) and not _turns(self.text[end : match.start()])
        ]
        for separator in reversed(separators):
            if (rest := self._items(separator.end(), frame)) is not None:
                return (replace(part, deed=self.text[end : separator.start()]), *rest)
        return None

    def _acts(self, part: Part, words: str) -> bool:
        if not words:
            return True
        return is_action(words) and (not part.bare or begins_with_verb(words))


def _turns(words: str) -> bool:
    """Whether the last clause before the next date does nothing, but says for whom or when it counts (确有困难的, 贫困县)."""
    clauses = _CLAUSE.split(words)
    return clauses[-1].endswith("的") or (len(clauses) > 1 and not names_verb(clauses[-1]))


def read_phrase(text: str, frame: Frame) -> tuple[tuple[Part, ...] | None, str, Refused | None]:
    """The parts of the normalised phrase; else None, the piece that is not understood, and what a production refused."""
    reader = _Reader(text)
    parts = reader.read(frame)
    if parts is not None:
        try:
            return together(parts), "", None
        except Refused as refused:
            return None, text, refused
    piece = _SEPARATOR.split(text[reader.furthest :])[0] or text
    return None, piece, reader.refused[1] if reader.refused else None
