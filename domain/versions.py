"""Who changed a unit's row, a plan or the vocabulary, when and why, and what does it say since?

Nothing is changed in place: each change is a version of its own, and the newest one counts. Audits keep what they were judged by.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The circumstances of a change: ``author`` is a login (or what the program calls itself), ``account_id`` its account."""

    author: str
    at: datetime
    reason: str
    account_id: int | None = None


class UnitSource(StrEnum):
    """What a version of a unit's row comes from."""

    EDIT = "edit"  # 在控制台修改
    IMPORT = "import"  # 名录文件导入
    AUDIT = "audit"  # 核查时的名录


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitVersion:
    """One version of one row of the registry (名录); ``unit`` is None where the unit was taken off.

    ``version`` counts from 1 for each unit; ``position`` is its place in the registry.
    """

    unit_id: str
    version: int
    unit: Unit | None
    position: int
    source: UnitSource
    edit: Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version of a plan (工作要点); its files are kept by ``digest``. Nobody can be judged by a ``draft``.

    ``unread`` are lines about what a draft could not read of its document.
    """

    id: int
    plan_id: str
    version: int
    title: str
    digest: str
    draft: bool
    edit: Edit
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyEdition:
    """One version of the vocabulary (栏目同义词表): the program's of ``base``, and the operator's names by subject."""

    id: int
    version: int
    digest: str
    base: str
    additions: Mapping[str, tuple[str, ...]]
    edit: Edit


class AdoptedKind(StrEnum):
    """What is adopted for coming audits."""

    PLAN = "plan"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """From a moment on audits are to go by this version. ``name`` is the plan's id, empty for the vocabulary."""

    kind: AdoptedKind
    name: str
    version: int
    digest: str
    edit: Edit


class CaseOrigin(StrEnum):
    """Where a name that the vocabulary lacks was met."""

    REVIEWER = "reviewer"  # named by who dismissed the finding
    CANDIDATE = "candidate"  # a link that the crawl refused, of a finding that was dismissed


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCase:
    """A column that was there under a name that the vocabulary does not have. ``review_id`` is the review that said so."""

    subject: str
    name: str
    unit_id: str
    url: str
    origin: CaseOrigin
    author: str
    at: datetime
    review_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDecision:
    """Whether a name is taken as one of a subject's."""

    subject: str
    name: str
    accepted: bool
    edit: Edit
