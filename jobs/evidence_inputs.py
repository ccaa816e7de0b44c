"""By what was an audit judged, as files of an evidence package: the plan, the vocabulary?

Each is taken only if it is the very one that the audit names by its digest.
"""

from audit_rules.bundled import SUBJECTS
from audit_rules.digests import vocabulary_digest
from audit_rules.plans.files import read_plan_files
from audit_rules.plans.loading import PlanError, find_plan
from evidence.office.audit_report import AuditReport
from evidence.package.contents import folder_members
from evidence.package.members import Member
from jobs.errors import UsageError, WorkError


def judged_by(report: AuditReport, plan: str | None) -> tuple[Member, ...]:
    """The files by which an audit was judged.

    Args:
        report: the audit.
        plan: where its plan is, if it is not a bundled one.

    Raises:
        UsageError: a file can't be read.
        WorkError: a file is not the one that the audit was judged by.
    """
    return (
        *folder_members("plan", _plan_files(report, plan or report.plan.id)),
        *folder_members("vocabulary", _vocabulary(report)),
    )


def _plan_files(report: AuditReport, plan: str) -> dict[str, bytes]:
    try:
        path = find_plan(plan)
    except PlanError as error:
        raise UsageError(str(error)) from None
    if path.is_file():
        files = {path.name: path.read_bytes()}
    else:
        # The same files that the digest is over: all that are not hidden.
        names = {each: each.relative_to(path) for each in sorted(path.rglob("*")) if each.is_file()}
        files = {
            name.as_posix(): each.read_bytes()
            for each, name in names.items()
            if not any(part.startswith(".") for part in name.parts)
        }
    if read_plan_files(path).digest != report.digests.plan:
        raise WorkError(f"{path}: it is not the plan that the audit {report.audit_id} was judged by")
    return files


def _vocabulary(report: AuditReport) -> dict[str, bytes]:
    if vocabulary_digest() != report.digests.vocabulary:
        raise WorkError(
            f"the audit {report.audit_id} was judged by another version of the subject vocabulary than {SUBJECTS}; "
            "run mingcha judge anew, and export that audit"
        )
    return {SUBJECTS.name: SUBJECTS.read_bytes()}
