"""By what was an audit judged, as files of an evidence package: the plan, the vocabulary, and that of the visit if another?

Each is taken only if it is the very one that the audit, or the crawl, names by its digest.
"""

from audit_rules import bundled
from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from casework.reports.judged_by import JudgedBy
from casework.reports.kept_sources import kept_vocabulary
from db.database import Database
from domain.observations import PortalFacts
from evidence.office.audit_report import AuditReport
from evidence.package.contents import VOCABULARY, VOCABULARY_OF_VISIT, folder_members
from evidence.package.members import Member
from jobs.errors import WorkError


def judged_by_members(
    database: Database, report: AuditReport, source: JudgedBy, facts: PortalFacts
) -> tuple[Member, ...]:
    """The files by which a unit was judged, and its portal's columns told.

    Args:
        database: where they were kept.
        report: the audit.
        source: what it was judged by.
        facts: the unit's, which name the vocabulary of the visit.

    Raises:
        WorkError: a vocabulary was not kept, and is another one now.
        StoreError: what is stored was changed, or the database can't be used.
    """
    if source.vocabulary.digest != report.digests.vocabulary:
        raise WorkError(
            f"the audit {report.audit_id} was judged by another version of the subject vocabulary than {bundled.SUBJECTS}, and "
            "it was not kept; run mingcha judge anew, and export that audit"
        )
    members = [
        *folder_members("plan", dict(sorted(source.source.files.items()))),
        Member(VOCABULARY, source.vocabulary.data),
    ]
    if facts.vocabulary not in {"", source.vocabulary.digest}:
        members.append(Member(VOCABULARY_OF_VISIT, _of_visit(database, report, facts).data))
    return tuple(members)


def _of_visit(database: Database, report: AuditReport, facts: PortalFacts) -> VocabularyVersion:
    kept = kept_vocabulary(database, facts.vocabulary) or program_vocabulary()
    if kept.digest != facts.vocabulary:
        raise WorkError(
            f"the portal of {facts.unit_id} was crawled by a version of the subject vocabulary that was not kept, and the audit "
            f"{report.audit_id} was judged by another one; run mingcha audit anew, and export that audit"
        )
    return kept
