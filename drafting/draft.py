"""How does a document become a draft plan: its head, its tasks, and everything that could not be read?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from audit_rules.deadlines import read_deadline
from audit_rules.subjects.vocabulary import VocabularyData
from domain.plans import SourceStatus
from domain.units import Unit
from drafting.carrying import carry_deadlines, carry_leads
from drafting.documents import Document
from drafting.doubts import conflicting_periods, doubt_numbers, doubt_rows
from drafting.head import Head, read_head
from drafting.leads import LeadReading, read_leads
from drafting.letter import LetterDuty, letter_duties
from drafting.numbering import number_rows
from drafting.placed import PlacedTask
from drafting.remarks import Unread
from drafting.rows import read_rows, sure_headings
from drafting.sections import place_rows
from drafting.suggest import MANUAL, Suggester, Suggestion
from drafting.tables import find_blocks
from drafting.unit_names import UnitNames

LETTER = "通知正文"


class NothingFoundError(Exception):
    """A document that was read, but holds no plan; the message gives reason and remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """One task of a draft; names as in ``domain.plans.Task``, ids of units and ``@groups`` as the plan's file has them."""

    number: int | str
    section: str
    group: str
    text: str | None
    lead_text: str | None
    leads: tuple[str, ...]
    units: tuple[str, ...]
    supports: tuple[str, ...]
    deadline_text: str | None
    deadline: str | None
    deadline_note: str | None
    source: SourceStatus
    source_note: str | None
    suggested: tuple[Suggestion, ...]
    manual_reason: str | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft plan. ``groups`` are the units that its ``@groups`` mean; ``unread`` is what a person has to look at."""

    head: Head
    tasks: tuple[DraftTask, ...]
    groups: dict[str, tuple[str, ...]]
    unread: tuple[Unread, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections in the document's order."""
        return tuple(dict.fromkeys(task.section for task in self.tasks))

    @property
    def numbered(self) -> int:
        """How many numbered tasks the document has, by its largest number."""
        return max((task.number for task in self.tasks if isinstance(task.number, int)), default=0)


def draft_plan(
    document: Document, units: Sequence[Unit], vocabulary: VocabularyData, this_year: int
) -> Draft:
    """Draft a plan from a document. Never mends what the document lost: that stands in ``unread``.

    Args:
        document: what was read of the file.
        units: the registry whose ids the leads become; without any, all leads are unread.
        vocabulary: the subjects of suggested checks.
        this_year: the year where the document names none.

    Raises:
        NothingFoundError: there is no table of tasks in it.
    """
    head = read_head(document, this_year)
    placed, unread = _placed(document, head.year)
    writer = _Writer(UnitNames(units), Suggester(vocabulary), head.year)
    duties, letter_unread = letter_duties(document, head.year)
    tasks = [
        *(writer.letter(number, duty) for number, duty in enumerate(duties, start=1)),
        *(writer.task(task) for task in placed),
    ]
    notes = [Unread(place="document", reason=note) for note in document.notes]
    doubted = [told for task in placed if (told := task.unread())]
    return Draft(
        head=head,
        tasks=tuple(tasks),
        groups=writer.groups(tasks),
        unread=(*notes, *head.unread, *letter_unread, *unread, *doubted, *writer.unread),
    )


def _placed(document: Document, year: int) -> tuple[list[PlacedTask], list[Unread]]:
    """The tasks of the document's table, with what they carry down and what is doubted of them."""
    blocks, left_out = find_blocks(document)
    unread = [Unread(place=told.partition(": ")[0], reason=told.partition(": ")[2]) for told in left_out]
    known = set(chain.from_iterable(map(sure_headings, blocks)))
    read = [read_rows(block, known) for block in blocks]
    places, told = place_rows(read)
    unread += told
    rows = [
        (index, row, place)
        for index, (block, its_places) in enumerate(zip(read, places, strict=True))
        for row, place in zip(block, its_places, strict=True)
        if not row.is_empty
    ]
    if not rows:
        raise NothingFoundError(
            "no table of tasks was found: its header must name the duties (工作任务, 具体要求 …) and who owes them or until "
            "when (牵头单位, 责任单位, 完成时限 …); in a txt the cells stand between tabs"
        )
    numbers, told = number_rows([row for _, row, _ in rows])
    unread += told
    gathered: list[list[PlacedTask]] = [[] for _ in blocks]
    for order, (index, row, place) in enumerate(rows):
        if order in numbers:
            task = PlacedTask(row=row, number=numbers[order], section=place.section, group=place.group)
            gathered[index].append(task)
    going_on = [block.goes_on for block in blocks]
    unread += carry_leads(gathered, going_on)
    unread += carry_deadlines(gathered, going_on, year)
    for block, tasks in zip(blocks, gathered, strict=True):
        doubt_rows(tasks, block.layout)
    every = list(chain.from_iterable(gathered))
    doubt_numbers(every)
    return every, [*unread, *conflicting_periods(every, year)]


class _Writer:
    """Turns placed rows and the letter's sentences into tasks, and gathers what of their cells is not understood."""

    def __init__(self, names: UnitNames, suggester: Suggester, year: int) -> None:
        self.unread: list[Unread] = []
        self._names = names
        self._suggester = suggester
        self._year = year

    def task(self, placed: PlacedTask) -> DraftTask:
        reading = LeadReading()
        if placed.lead_text or placed.support_text:
            reading = read_leads(placed.lead_text or "", self._names, placed.support_text)
        own = placed.row.lead is not None or placed.row.support is not None
        if own:
            self._names_unknown(reading, placed.row.place, placed.number)
        phrase = placed.deadline or placed.deadline_text
        if placed.deadline_text is not None:
            self._phrase(placed.deadline_text, placed.row.place, placed.number)
        suggested = self._suggested(placed.text, placed.group, phrase)
        cells = [cell for cell in (placed.lead_text, placed.support_text) if cell]
        return DraftTask(
            number=placed.number,
            section=placed.section,
            group=placed.group,
            text=placed.text,
            lead_text="｜".join(cells) or None,
            leads=reading.leads,
            units=reading.units,
            supports=reading.supports,
            deadline_text=placed.deadline_text,
            deadline=placed.deadline,
            deadline_note=placed.deadline_note,
            source=placed.source,
            source_note=placed.source_note,
            suggested=suggested,
            manual_reason=None if suggested else _manual(placed),
            place=placed.row.place,
        )

    def letter(self, number: int, duty: LetterDuty) -> DraftTask:
        """A duty of the letter, as a suggestion: whether it is one of its own, a person decides."""
        reading = read_leads(duty.lead_text, self._names) if duty.lead_text else LeadReading()
        label = f"L{number}"
        if not duty.lead_text:
            self.unread.append(
                Unread(place=duty.place, task=label, reason="letter: who owes it is not said in the sentence")
            )
        phrase = duty.deadlines[0] if len(duty.deadlines) == 1 else None
        if len(duty.deadlines) > 1:
            listed = "，".join(duty.deadlines)
            self.unread.append(
                Unread(place=duty.place, task=label, reason=f"letter: it has several deadlines: {listed}")
            )
        suggested = self._suggested(duty.text, "", phrase)
        return DraftTask(
            number=label,
            section=LETTER,
            group=duty.group,
            text=duty.text,
            lead_text=duty.lead_text,
            leads=reading.leads,
            units=reading.units,
            supports=reading.supports,
            deadline_text=phrase,
            deadline=None if phrase else "全年工作",
            deadline_note=None if phrase else "正文本句未写或写有多个时限，暂作常态要求看待，待人工确定。",
            source=SourceStatus.INTACT,
            source_note=None,
            suggested=suggested,
            manual_reason=None if suggested else MANUAL,
            place=duty.place,
        )

    def groups(self, tasks: Sequence[DraftTask]) -> dict[str, tuple[str, ...]]:
        """The units of every group that a task names."""
        used = dict.fromkeys(
            token[1:]
            for task in tasks
            for token in (*task.leads, *task.units, *task.supports)
            if token.startswith("@")
        )
        groups = {name: self._names.members(name) for name in used}
        for name in groups:
            told = f"group @{name}: all units of that kind in the registry were taken; who is meant the document does not list"
            self.unread.append(Unread(place="registry", reason=told))
        return groups

    def _suggested(self, text: str | None, group: str, phrase: str | None) -> tuple[Suggestion, ...]:
        return self._suggester.suggest(text, group, phrase, self._year) if text else ()

    def _names_unknown(self, reading: LeadReading, place: str, number: int | str) -> None:
        for name in reading.unknown:
            told = (
                f"the registry has no unit of the group {name}, which a cell names"
                if name.startswith("@")
                else f"lead “{name}” is no unit of the registry"
            )
            self.unread.append(Unread(place=place, task=number, reason=told))

    def _phrase(self, phrase: str, place: str, number: int | str) -> None:
        reading = read_deadline(phrase, year=self._year)
        if not reading.understood:
            told = f"the deadline “{phrase}” is not understood ({reading.note})"
            self.unread.append(Unread(place=place, task=number, reason=told))


def _manual(placed: PlacedTask) -> str:
    if placed.source is SourceStatus.MISSING:
        return "原文缺字，没有可以核对的要求。"
    return MANUAL
