"""Does the draft of the bundled plan's source agree with the plan made by hand, wherever the source is whole?"""

from collections.abc import Callable
from datetime import date

import pytest

from audit_rules.bundled import PLANS
from audit_rules.deadlines import read_deadline
from audit_rules.plans.files import read_plan_files
from audit_rules.plans.schema import TaskEntry
from domain.deadlines import Due
from domain.plans import SourceStatus
from drafting.draft import Draft, DraftTask

YUNNAN = PLANS / "yunnan-2017"
YEAR = 2017

ARGUED = {
    (20, "deadline"): "the cell is empty; by hand 年内 was taken from the text",
    (55, "owed"): "the cell names the department; by hand the prefectures that the text names were added",
    (91, "owed"): "the cell says all departments; by hand those that the text names were taken",
    (99, "owed"): "the cell says all departments; by hand those that the text means were taken",
    (110, "owed"): "the cell says all departments; by hand only those that have a gazette were taken",
    (
        111,
        "owed",
    ): "the cell says all departments; by hand only the prefectures that the text names were taken",
}
"""Where the plan made by hand departs from the table's cells, with the reason that it gives. Nothing else may differ."""

FLAGGED = {55, 56, 92}
"""Rows that are whole by hand, but have a cell in a wrong column, or stand beside one: the draft says so."""


@pytest.fixture(scope="module")
def draft(drafted: Callable[[bytes], Draft]) -> Draft:
    return drafted((YUNNAN / "source.txt").read_bytes())


@pytest.fixture(scope="module")
def by_hand() -> dict[int | str, TaskEntry]:
    return {
        entry.number: entry for content in read_plan_files(YUNNAN).tasks.values() for entry in content.tasks
    }


def whole(by_hand: dict[int | str, TaskEntry]) -> dict[int | str, TaskEntry]:
    return {
        number: entry
        for number, entry in by_hand.items()
        if entry.source is SourceStatus.INTACT and not str(number).startswith("L")
    }


def squeeze(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def dues(phrase: str | None) -> tuple[object, tuple[Due, ...]] | None:
    if phrase is None:
        return None
    reading = read_deadline(phrase, year=YEAR, issued=date(2017, 4, 17), published=date(2017, 4, 21))
    return reading.kind, reading.dues


def fields(task: DraftTask | TaskEntry) -> dict[str, object]:
    return {
        "number": task.number,
        "text": squeeze(task.text),
        "lead_text": squeeze(task.lead_text),
        "deadline_text": squeeze(task.deadline_text),
        "owed": (frozenset(task.leads), frozenset(task.units), frozenset(task.supports)),
        "deadline": dues(task.deadline or task.deadline_text),
    }


def differences(draft: Draft, by_hand: dict[int | str, TaskEntry]) -> set[tuple[int | str, str]]:
    drafted_tasks = {task.number: task for task in draft.tasks}
    return {
        (number, name)
        for number, entry in whole(by_hand).items()
        for name, value in fields(entry).items()
        if fields(drafted_tasks[number])[name] != value
    }


def test_every_whole_row_agrees_in_every_field_but_where_the_hand_argues(
    draft: Draft, by_hand: dict[int | str, TaskEntry]
) -> None:
    assert len(whole(by_hand)) == 65
    assert differences(draft, by_hand) == set(ARGUED)


def test_no_row_that_the_source_lost_or_shifted_passes_as_whole(
    draft: Draft, by_hand: dict[int | str, TaskEntry]
) -> None:
    status = {task.number: task.source for task in draft.tasks}
    doubted = {number for number, entry in by_hand.items() if entry.source is not SourceStatus.INTACT}
    assert len(doubted) == 59
    assert {number for number in doubted if status[number] is SourceStatus.INTACT} == set()
    assert {number for number in whole(by_hand) if status[number] is not SourceStatus.INTACT} == FLAGGED


def test_lost_texts_are_never_filled_from_a_neighbour(draft: Draft) -> None:
    lost = {task.number for task in draft.tasks if task.text is None}
    assert lost == {21, 40, "49a", 71, 72, 73, 74, *range(78, 86), 112}
    texts = [task.text for task in draft.tasks if task.text]
    assert len(texts) == len(set(texts))


def test_repeated_numbers_are_kept_apart_and_told(draft: Draft) -> None:
    numbers = [task.number for task in draft.tasks]
    assert len(numbers) == len(set(numbers))
    assert {"75a", "76a", "77a", "77b"} <= set(numbers)
    told = {
        entry.task for entry in draft.unread if "stands 2 times" in entry.reason or "stands 3" in entry.reason
    }
    assert told == {75, 76, 77, "75a", "76a", "77a", "77b"}


def test_every_number_and_every_unnumbered_row_is_there(draft: Draft) -> None:
    numbers = {task.number for task in draft.tasks if not str(task.number).startswith("L")}
    assert numbers == {*range(1, 121), "5a", "27a", "49a", "49b", "75a", "76a", "77a", "77b", "120a"}
    assert draft.numbered == 120


def test_every_doubted_row_says_in_chinese_what_stands_where(draft: Draft) -> None:
    notes = {task.number: task.source_note for task in draft.tasks if task.source is not SourceStatus.INTACT}
    assert all(notes.values())
    assert "“省民政厅牵头落实”印在“完成时限”格" in str(notes[67])
    assert "整体向下错一行" in str(notes[113])
    assert "序号77在原文中出现3次" in str(notes["77b"])


def test_every_doubted_row_is_told_with_its_line(draft: Draft) -> None:
    told = {entry.task: entry.place for entry in draft.unread if entry.task is not None}
    doubted = {task.number: task.place for task in draft.tasks if task.source is not SourceStatus.INTACT}
    assert {number: told[number] for number in doubted} == doubted
    assert told[21] == "line 65"


def test_the_head_is_read(draft: Draft) -> None:
    head = draft.head
    assert head.title == "云南省贯彻落实国务院办公厅2017年政务公开工作要点分工方案"
    assert (head.document_number, head.year, head.issued_on) == (
        "云政办发〔2017〕41号",
        2017,
        date(2017, 4, 17),
    )
    assert head.unread == ()


def test_the_letter_s_duties_are_listed_with_their_deadlines(
    draft: Draft, by_hand: dict[int | str, TaskEntry]
) -> None:
    letter = {squeeze(task.text): task for task in draft.tasks if task.section == "通知正文"}
    for number in ("L1", "L2", "L3", "L4", "L5", "L6"):
        assert squeeze(by_hand[number].text) in letter
    for number in ("L2", "L4", "L5"):
        task = letter[squeeze(by_hand[number].text)]
        assert squeeze(task.deadline_text) == squeeze(by_hand[number].deadline_text)
    assert set(letter[squeeze(by_hand["L5"].text)].leads) == {"@departments", "@prefectures"}


def test_the_sections_are_the_document_s(draft: Draft) -> None:
    head = read_plan_files(YUNNAN).head
    assert head is not None
    assert draft.sections == tuple(section.name for section in head.sections)


def test_the_prefectures_are_those_of_the_plan_made_by_hand(draft: Draft) -> None:
    head = read_plan_files(YUNNAN).head
    assert head is not None
    assert list(draft.groups["prefectures"]) == head.groups["prefectures"]
    assert set(draft.groups["departments"]) >= set(head.groups["departments"])


def test_suggested_checks_quote_the_document_and_meet_the_hand_s_subjects(
    draft: Draft, by_hand: dict[int | str, TaskEntry]
) -> None:
    drafted_tasks = {task.number: task for task in draft.tasks}
    columns = [
        (number, check.subject)
        for number, entry in whole(by_hand).items()
        for check in entry.checks
        if check.rule == "column" and not check.advice
    ]
    met = [
        number
        for number, subject in columns
        if subject in {suggested.subject for suggested in drafted_tasks[number].suggested}
    ]
    assert len(columns) >= 24
    assert len(met) >= len(columns) - 4
