"""Which versions of plans are there, what does each say, and which one do coming audits go by?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from audit_rules.bundled import PLANS
from audit_rules.inputs.units import load_units
from audit_rules.plans.check import REGISTRY, PlanReport, check_source
from audit_rules.plans.files import read_plan_source
from audit_rules.plans.loading import PlanError, find_plan
from audit_rules.plans.source import HEAD, PlanSource, PlanSourceError, plan_source
from casework.accounts.log import COMMAND_LINE, record
from casework.registry.current import current_registry
from casework.registry.rows import units_csv
from casework.reports.kept_sources import kept_plan
from db.database import Database
from db.editions import add_adoption, add_plan_version, adopted, plan_versions
from domain.accounts import Account
from domain.versions import AdoptedKind, Adoption, Edit, PlanVersion

LEAST, MOST = 2, 500
"""Characters of a reason."""


class PlanRefusedError(Exception):
    """A version that can't be stored or adopted; ``problems`` are those of ``mingcha plan check``."""

    def __init__(self, reason: str, problems: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.problems = tuple(problems)


class PlanConflictError(Exception):
    """Somebody stored a version since; ``newest`` is its number."""

    def __init__(self, newest: int) -> None:
        super().__init__(f"version {newest} was stored meanwhile; look at it first")
        self.newest = newest


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAt:
    """A plan's files at a version: 0 is the program's own. ``adopted`` is the version coming audits go by (0: the program's)."""

    plan_id: str
    version: int
    source: PlanSource
    newest: int
    adopted: int


def plan_ids(database: Database) -> tuple[str, ...]:
    """The plans that come with the program, and those with versions of their own.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        stored = {each.plan_id for each in plan_versions(connection)}
    return tuple(sorted({path.parent.name for path in PLANS.glob(f"*/{HEAD}")} | stored))


def versions_of(database: Database, plan_id: str) -> tuple[PlanVersion, ...]:
    """The versions of a plan, the newest first; the program's own is none of them.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        return plan_versions(connection, plan_id)


def plan_at(database: Database, plan_id: str, version: int | None = None) -> PlanAt | None:
    """A plan at a version (None: the newest); None where there is no such plan or version.

    Raises:
        WorkError, StoreError: what was kept can't be read.
    """
    with database.read() as connection:
        stored = plan_versions(connection, plan_id)
        taken = adopted(connection, AdoptedKind.PLAN, plan_id)
    newest = stored[0].version if stored else 0
    wanted = newest if version is None else version
    if wanted == 0:
        source = _bundled(plan_id)
    else:
        digest = next((each.digest for each in stored if each.version == wanted), None)
        source = kept_plan(database, digest) if digest else None
    if source is None:
        return None
    return PlanAt(
        plan_id=plan_id,
        version=wanted,
        source=source,
        newest=newest,
        adopted=taken.version if taken else 0,
    )


def checked(database: Database, plan_id: str, source: PlanSource) -> PlanReport:
    """What ``mingcha plan check`` says of files; units are those of the registry and of the program's plan of this id.

    Raises:
        VocabularyError, StoreError: what it is held against can't be used.
    """
    folder = _folder(plan_id)
    document = folder if folder and (folder / "source.txt").is_file() else None
    return check_source(source, _unit_ids(database, folder), document)


def save_plan(
    database: Database,
    actor: Account | None,
    source: PlanSource,
    *,
    plan_id: str,
    seen: int,
    reason: str,
    unread: Sequence[str] = (),
    address: str | None = None,
    now: datetime | None = None,
) -> PlanVersion:
    """Store a plan's files as a new version; ``seen`` is the newest that was looked at (0: the program's own, or none).

    Raises:
        PlanRefusedError: they can't be read as this plan, or the reason is missing.
        PlanConflictError: another version was stored since.
        StoreError: the database can't be used.
    """
    edit = _edit(actor, reason, now)
    files = read_plan_source(source)
    if files.head is None:
        raise PlanRefusedError("the plan can't be read", [str(each) for each in files.problems])
    if files.head.id != plan_id:
        raise PlanRefusedError(f"the files are of the plan {files.head.id}, not of {plan_id}")
    with database.write() as transaction:
        database.lock(transaction, "plans")
        stored = plan_versions(transaction, plan_id)
        newest = stored[0].version if stored else 0
        if newest != seen:
            raise PlanConflictError(newest)
        version = add_plan_version(
            transaction,
            plan_id=plan_id,
            title=files.head.title,
            files=source.packed,
            draft=files.head.draft,
            unread=unread,
            edit=edit,
        )
        detail = {"version": version.version, "digest": version.digest, "reason": edit.reason}
        record(
            transaction, actor, "plan.version", f"plan:{plan_id}", detail, address,
            login=edit.author, now=edit.at,
        )  # fmt: skip
    return version


def adopt_plan(
    database: Database,
    actor: Account | None,
    *,
    plan_id: str,
    version: int,
    reason: str,
    address: str | None = None,
    now: datetime | None = None,
) -> Adoption:
    """Let coming audits go by a version (0: the program's own again); audits that were judged keep theirs.

    Raises:
        PlanRefusedError: there is none, it does not hold, or the reason is missing.
        StoreError: the database can't be used.
    """
    edit = _edit(actor, reason, now)
    found = plan_at(database, plan_id, version)
    if found is None:
        raise PlanRefusedError(f"the plan {plan_id} has no version {version}")
    report = checked(database, plan_id, found.source)
    if not report.ok:
        raise PlanRefusedError("the plan does not hold", [str(each) for each in report.problems])
    adoption = Adoption(
        kind=AdoptedKind.PLAN, name=plan_id, version=version, digest=found.source.digest, edit=edit
    )
    with database.write() as transaction:
        add_adoption(transaction, adoption)
        detail = {"version": version, "digest": adoption.digest, "reason": edit.reason}
        record(
            transaction, actor, "plan.adopt", f"plan:{plan_id}", detail, address,
            login=edit.author, now=edit.at,
        )  # fmt: skip
    return adoption


def adopted_plan(database: Database, plan_id: str) -> PlanSource | None:
    """The files that coming audits of a plan go by; None where they go by the program's own.

    Raises:
        WorkError, StoreError: what was kept can't be read.
    """
    with database.read() as connection:
        taken = adopted(connection, AdoptedKind.PLAN, plan_id)
    return kept_plan(database, taken.digest) if taken and taken.version else None


def write_plan(database: Database, source: PlanSource, folder: Path) -> Path:
    """Write a plan's files, and the registry beside them, into a new folder for ``mingcha audit --plan``; returns what to name.

    Raises:
        StoreError: the database can't be used.
    """
    for name, data in source.files.items():
        file = folder / (name if len(source.files) > 1 else HEAD)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    units = current_registry(database)
    if units:
        (folder / REGISTRY).write_bytes(units_csv(units))
    return folder


def _edit(actor: Account | None, reason: str, now: datetime | None) -> Edit:
    text = reason.strip()
    if not LEAST <= len(text) <= MOST:
        raise PlanRefusedError(f"say why, in {LEAST} to {MOST} characters")
    return Edit(
        author=actor.login if actor else COMMAND_LINE,
        at=now or datetime.now(UTC),
        reason=text,
        account_id=actor.id if actor else None,
    )


def _folder(plan_id: str) -> Path | None:
    """The folder of the program's plan of this id; a path is none."""
    if plan_id not in {path.parent.name for path in PLANS.glob(f"*/{HEAD}")}:
        return None
    return PLANS / plan_id


def _bundled(plan_id: str) -> PlanSource | None:
    folder = _folder(plan_id)
    try:
        return plan_source(find_plan(folder)) if folder else None
    except (PlanError, PlanSourceError):
        return None


def _unit_ids(database: Database, folder: Path | None) -> Collection[str]:
    ids = {unit.id for unit in current_registry(database)}
    if folder and (folder / REGISTRY).is_file():
        ids |= {unit.id for unit in load_units(folder / REGISTRY)[0]}
    return ids
