"""By which plan and which vocabulary was a stored audit judged? As they were kept then; from the disk only if they were not."""

from dataclasses import dataclass

from audit_rules.plans.loading import PlanError, load_plan, plan_of
from audit_rules.plans.source import PlanSource
from audit_rules.subjects.matcher import VocabularyError
from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from casework.errors import UsageError, WorkError
from casework.reports.audited_plans import plan_on_disk
from casework.reports.kept_sources import kept_plan, kept_vocabulary
from db.database import AuditHead, Database, StoreError
from domain.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBy:
    """The plan with its files, and the vocabulary."""

    plan: Plan
    source: PlanSource
    vocabulary: VocabularyVersion


def wanted_head(database: Database, audit_id: str | None, plan: str | None) -> AuditHead:
    """The head of an audit: the one named, or else the newest (of a plan, by its id or by where it stands).

    Raises:
        UsageError: there is no such plan, neither on the disk nor among the audits.
        StoreError: there is no such audit, or the database can't be used.
    """
    if plan is None:
        return database.load_audit_head(audit_id)
    try:
        plan_id = load_plan(plan).id
    except PlanError as error:
        # It may have been edited, or deleted, since: an id says which audits are meant all the same.
        try:
            return database.load_audit_head(audit_id, plan_id=plan)
        except StoreError:
            raise UsageError(str(error)) from None
    return database.load_audit_head(audit_id, plan_id=plan_id)


def judged_by(database: Database, head: AuditHead, plan: str | None) -> JudgedBy:
    """What an audit was judged by.

    Args:
        database: where it was kept.
        head: the audit.
        plan: where the plan is, if it is not a bundled one and was not kept.

    Raises:
        UsageError: the plan was not kept, and there is none on the disk.
        WorkError: it was not kept, and the one on the disk is another; or this version can't read it.
        StoreError: what is stored was changed, or the database can't be used.
    """
    digest = head.digests.plan
    source = kept_plan(database, digest) or plan_on_disk(head.plan_id, digest, plan)
    try:
        made = plan_of(source)
    except PlanError as error:
        raise WorkError(
            f"the plan that the audit {head.id} was judged by can't be read by this version of the program ({error}); "
            f"use mingcha {head.version}, or run mingcha judge anew"
        ) from None
    try:
        vocabulary = kept_vocabulary(database, head.digests.vocabulary) or program_vocabulary()
        vocabulary.compiled()
    except VocabularyError as error:
        raise WorkError(
            f"the vocabulary that the audit {head.id} was judged by can't be read: {error}"
        ) from None
    return JudgedBy(plan=made, source=source, vocabulary=vocabulary)
