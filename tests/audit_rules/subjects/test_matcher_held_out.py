"""How many of the link texts of real portals does the vocabulary know, and how many does it call what they are not?

``link_texts.csv`` was written down from the menus of real portals before the vocabulary was widened, and half of it
wasn't looked at while that was done; ``link_texts_of_sites.csv`` was gathered from the menus of other sites after it.
A subject with a question mark may be found or not: careful people would differ. No subject: a decoy.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from domain.subjects import Grade, Surface

CASES = Path(__file__).parent
GRADES = {"none": None, "weak": Grade.WEAK, "synonym": Grade.SYNONYM, "exact": Grade.EXACT}


@dataclass(frozen=True)
class Case:
    """One text: what it must be found to be about, what it may be, and how surely."""

    text: str
    subjects: frozenset[str]
    arguable: frozenset[str]
    grade: Grade | None


def cases_of(name: str) -> list[Case]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [
            Case(
                row["text"],
                frozenset(subject for subject in row["subject"].split() if not subject.endswith("?")),
                frozenset(subject[:-1] for subject in row["subject"].split() if subject.endswith("?")),
                GRADES[row["grade_at_least"]],
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def found_in(vocabulary: Vocabulary, text: str) -> dict[str, Grade]:
    return {
        match.subject: match.grade
        for match in vocabulary.match(text, Surface.TEXT)
        if match.subject not in vocabulary.internal
    }


@pytest.mark.parametrize(
    ("name", "recall", "graded"), [("link_texts.csv", 0.99, 0.98), ("link_texts_of_sites.csv", 0.95, 0.95)]
)
def test_names_of_columns_are_found(vocabulary: Vocabulary, name: str, recall: float, graded: float) -> None:
    wanted = [(case, subject) for case in cases_of(name) for subject in case.subjects]
    missed = [
        (case.text, subject) for case, subject in wanted if subject not in found_in(vocabulary, case.text)
    ]
    unsure = [
        (case.text, subject)
        for case, subject in wanted
        if case.grade and found_in(vocabulary, case.text).get(subject, 0) < case.grade
    ]
    assert len(missed) <= (1 - recall) * len(wanted), missed
    assert len(unsure) <= (1 - graded) * len(wanted), unsure


@pytest.mark.parametrize("name", ["link_texts.csv", "link_texts_of_sites.csv"])
def test_decoys_and_names_are_called_nothing_else(vocabulary: Vocabulary, name: str) -> None:
    cases = cases_of(name)
    wrong = [
        (case.text, subject)
        for case in cases
        for subject in found_in(vocabulary, case.text).keys() - case.subjects - case.arguable
    ]
    decoys = sum(1 for case in cases if not case.subjects)
    assert len(wrong) <= 0.01 * decoys, wrong


def test_the_list_is_worth_its_name(vocabulary: Vocabulary) -> None:
    cases = cases_of("link_texts.csv")
    texts = [case.text for case in cases]
    assert len(texts) == len(set(texts)) >= 400
    assert sum(1 for case in cases if not case.subjects) >= 150
    named = Counter(subject for case in cases for subject in case.subjects)
    assert set(named) <= set(vocabulary.names)
    public = set(vocabulary.names) - vocabulary.internal
    assert all(named[subject] >= 5 for subject in public), {s: named[s] for s in public if named[s] < 5}
    assert all((case.grade is None) == (not case.subjects) for case in cases)
