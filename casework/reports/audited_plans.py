"""Which plan was an audit judged by, for whoever asks again and again?"""

from audit_rules.plans.loading import PlanError, find_plan, plan_of
from audit_rules.plans.source import PlanSource, PlanSourceError, plan_source
from casework.errors import UsageError, WorkError
from casework.reports.kept_sources import kept_plan
from db.database import Database
from domain.plans import Plan


def audited_plan(database: Database, plan_id: str, digest: str, where: str | None = None) -> Plan:
    """The plan of a digest, as it was kept; from the disk only if it was not. The last few are remembered.

    Args:
        database: where it was kept.
        plan_id: its id.
        digest: its digest (``sha256:…``).
        where: where it is, if it is not a bundled one and was not kept.

    Raises:
        UsageError: the plan was not kept, and there is none on the disk.
        WorkError: it was not kept, and the one on the disk is another; or this version can't read it.
        StoreError: what is stored was changed, or the database can't be used.
    """
    known = _KNOWN.get(digest)
    if known is not None:
        return known
    source = kept_plan(database, digest) or plan_on_disk(plan_id, digest, where)
    try:
        plan = plan_of(source)
    except PlanError as error:
        raise WorkError(f"the plan {digest} can't be read by this version of the program ({error})") from None
    while len(_KNOWN) >= _MOST:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[digest] = plan
    return plan


_MOST = 8
_KNOWN: dict[str, Plan] = {}
"""Plans by digest: one takes a second to read, and a digest never means another."""


def plan_on_disk(plan_id: str, digest: str, where: str | None = None) -> PlanSource:
    """The plan of a digest on the disk.

    Raises:
        UsageError: there is none.
        WorkError: the one there is another version.
    """
    try:
        source = plan_source(find_plan(where or plan_id))
    except (PlanError, PlanSourceError) as error:
        raise UsageError(str(error)) from None
    if source.digest != digest:
        raise WorkError(
            f"it was judged by another version of the plan {plan_id}, which was not kept: what is made of it would quote "
            "other tasks; run mingcha judge anew, or name the folder of that version with --plan"
        )
    return source
