"""How are plan and vocabulary kept that was read and judged by, and how do they come back, whatever stands on the disk?"""

from audit_rules.plans.source import PlanSource, PlanSourceError, unpacked_source
from audit_rules.subjects.versions import VocabularyVersion
from casework.errors import WorkError
from db.database import Database, SourceKind


def keep_plan(database: Database, source: PlanSource) -> None:
    """Keep the files of a plan.

    Raises:
        StoreError: the database can't be used.
    """
    database.keep_judged_by(SourceKind.PLAN, source.packed)


def keep_vocabulary(database: Database, version: VocabularyVersion) -> None:
    """Keep a version of the vocabulary.

    Raises:
        StoreError: the database can't be used.
    """
    database.keep_judged_by(SourceKind.VOCABULARY, version.data)


def kept_plan(database: Database, digest: str) -> PlanSource | None:
    """The files of the plan of a digest; None where they were not kept.

    Raises:
        WorkError: what was kept are no files of a plan.
        StoreError: what is stored was changed, or the database can't be used.
    """
    packed = database.load_judged_by(SourceKind.PLAN, digest)
    try:
        return None if packed is None else unpacked_source(packed)
    except (ValueError, PlanSourceError) as error:
        raise WorkError(f"the plan {digest} in the database can't be read: {error}") from None


def kept_vocabulary(database: Database, digest: str) -> VocabularyVersion | None:
    """The version of the vocabulary of a digest; None where it was not kept.

    Raises:
        StoreError: what is stored was changed, or the database can't be used.
    """
    data = database.load_judged_by(SourceKind.VOCABULARY, digest)
    return None if data is None else VocabularyVersion(data)
