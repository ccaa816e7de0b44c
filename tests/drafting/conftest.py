"""What the drafting tests share: the registry and vocabulary that the repository ships."""

from collections.abc import Callable

import pytest

from audit_rules.bundled import PLANS
from audit_rules.inputs.units import load_units
from audit_rules.subjects.vocabulary import VocabularyData, read_vocabulary
from domain.units import Unit
from drafting.documents import Document, read_document
from drafting.draft import Draft, draft_plan

YEAR = 2026


@pytest.fixture(scope="session")
def units() -> tuple[Unit, ...]:
    return load_units(PLANS / "yunnan-2017" / "units.csv")[0]


@pytest.fixture(scope="session")
def vocabulary() -> VocabularyData:
    return read_vocabulary()


@pytest.fixture(scope="session")
def drafted(units: tuple[Unit, ...], vocabulary: VocabularyData) -> Callable[[bytes | Document], Draft]:
    """Draft a plan from a file's bytes or from a document."""

    def draft(given: bytes | Document) -> Draft:
        document = read_document(given, "") if isinstance(given, bytes) else given
        return draft_plan(document, units, vocabulary, YEAR)

    return draft
