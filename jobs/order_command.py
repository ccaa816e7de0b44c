"""Which command line does what an order asks for: by which plan, which registry, as of which day, and where do files go?"""

import csv
from datetime import date
from pathlib import Path

from audit_rules.subjects.vocabulary import VARIABLE
from casework.registry.current import current_versions
from casework.reports.kept_sources import kept_plan
from casework.vocabulary.suggestions import adopted_vocabulary
from db.database import Database
from db.editions import load_adopted
from db.registered import LastJudged, last_judged
from domain.beijing import BEIJING
from domain.orders import Ask, OrderFault, OrderKind, Product
from domain.units import Unit
from domain.versions import AdoptedKind
from jobs.settings import Settings

_COLUMNS = (
    "id",
    "name",
    "kind",
    "portal_url",
    "aliases",
    "region",
    "parent",
    "filed_url",
    "successor",
    "note",
)
_REPORTS: dict[Product, tuple[tuple[str, ...], str]] = {
    Product.LEDGER: (("--format", "xlsx"), "工作台账.xlsx"),
    Product.CIRCULAR: (("--format", "docx", "--kind", "circular"), "通报.docx"),
    Product.NOTICE: (("--format", "docx", "--kind", "notice"), "整改通知"),
    Product.REPORT: (("--format", "pdf"), "单位报告"),
    Product.TABLE: (("--format", "csv"), "核查结果.csv"),
    Product.OBJECT: (("--format", "json"), "公开数据.json"),
}


class OrderRefusedError(Exception):
    """An order that can't be done as it stands."""

    def __init__(self, fault: OrderFault, detail: str) -> None:
        self.fault = fault
        super().__init__(detail)


def command_of(ask: Ask, database: Database, settings: Settings, scratch: Path, files: Path) -> list[str]:
    """The arguments of ``mingcha``, but for the database: its URL may hold a password, and others can read command lines.

    Plan and registry of an audit are written to ``scratch``, exports go to ``files``.

    Raises:
        OrderRefusedError: the unit, the plan or the audit is not there, or the kind can't be done yet.
        StoreError: the database can't be used.
    """
    if ask.kind.crawls:
        evidence = ("--evidence", settings.evidence) if settings.evidence else ()
        return ["audit", *_judged_by(ask, database, settings, scratch), *evidence]
    if ask.kind is OrderKind.EXPORT and ask.product is not None:
        return ["export", *_export(ask, ask.product, settings, files)]
    raise OrderRefusedError(OrderFault.UNUSABLE, f"an order of the kind {ask.kind} can't be done yet")


def environment_of(ask: Ask, database: Database, scratch: Path) -> dict[str, str]:
    """What its process is to know besides: the vocabulary that was adopted, which every process of a crawl and audit goes by.

    Raises:
        StoreError: the database can't be used.
    """
    vocabulary = adopted_vocabulary(database) if ask.kind.crawls else None
    if vocabulary is None:
        return {}
    file = scratch / "subjects.yaml"
    file.write_bytes(vocabulary.data)
    return {VARIABLE: str(file)}


def _export(ask: Ask, product: Product, settings: Settings, files: Path) -> list[str]:
    of = ["--audit", ask.audit_id] if ask.audit_id else ["--plan", ask.plan_id]
    unit = ["--unit", ask.unit_id] if ask.unit_id else []
    if product is Product.EVIDENCE:
        if ask.unit_id is None:
            raise OrderRefusedError(OrderFault.UNIT_GONE, "a package is of one unit, and none is named")
        if not settings.evidence:
            raise OrderRefusedError(OrderFault.NO_CAPTURE, "MINGCHA_EVIDENCE is not set for the worker")
        chosen = (["--task", ask.task] if ask.task else []) + (
            ["--finding", ask.finding] if ask.finding else []
        )
        return [
            *("evidence", *unit, *of, *chosen),
            *("--evidence", settings.evidence, "-o", str(files / f"{ask.unit_id}-证据包.wacz")),
        ]
    options, name = _REPORTS[product]
    if product in {Product.NOTICE, Product.REPORT} and ask.unit_id:
        name = f"{ask.unit_id}-{name}{'.docx' if product is Product.NOTICE else '.pdf'}"
    return ["report", *options, *of, *unit, "-o", str(files / name)]


def _judged_by(ask: Ask, database: Database, settings: Settings, scratch: Path) -> list[str]:
    last = last_judged(database, ask.plan_id, ask.unit_id)
    if last is None and ask.kind is OrderKind.REAUDIT:
        raise OrderRefusedError(
            OrderFault.NO_AUDIT, f"the unit {ask.unit_id} was never audited under {ask.plan_id}"
        )
    # The office's own registry comes first for a whole audit, where it says which one that is.
    set_here = {"plan", "units"} <= settings.model_fields_set and ask.kind is OrderKind.AUDIT
    if last is None or set_here:
        return ["--plan", settings.plan, "--units", settings.units]
    units = _units(database, last)
    if ask.unit_id is not None and ask.unit_id not in {unit.id for unit in units}:
        raise OrderRefusedError(
            OrderFault.UNIT_GONE, f"the unit {ask.unit_id} is not in the registry any more"
        )
    arguments = ["--plan", _plan_of(last, ask, database, scratch)]
    arguments += ["--units", str(_registry(units, scratch / "units.csv"))]
    if ask.unit_id is not None:
        arguments += ["--unit", ask.unit_id]
    day = _day_of(last)
    return [*arguments, "--as-of", day.isoformat()] if day else arguments


def _day_of(last: LastJudged) -> date | None:
    """An audit that was made as of an earlier day on purpose is made as of that day again; others as of today."""
    return last.as_of if last.as_of < last.finished_at.astimezone(BEIJING).date() else None


def _units(database: Database, last: LastJudged) -> tuple[Unit, ...]:
    """The console's registry where somebody changed it; else what was judged by last."""
    versions = current_versions(database)
    edited = any(each.version for each in versions)
    return tuple(each.unit for each in versions if each.unit) if edited else last.units


def _plan_of(last: LastJudged, ask: Ask, database: Database, scratch: Path) -> str:
    # One unit is judged again by what all others are judged by; a version that was adopted since is for whole audits.
    taken = load_adopted(database, AdoptedKind.PLAN, ask.plan_id) if ask.kind is OrderKind.AUDIT else None
    if taken and not taken.version:
        return ask.plan_id
    source = kept_plan(database, taken.digest if taken else last.plan_digest)
    if source is None:
        return ask.plan_id
    folder = scratch / "plan"
    for name, content in source.files.items():
        # The store is hashed, not trusted: a name that leads out of the folder is none of a plan's.
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise OrderRefusedError(OrderFault.UNUSABLE, f"the plan holds a file of the name {name!r}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return str(folder if len(source.files) > 1 or source.head == "plan.yaml" else folder / source.head)


def _registry(units: tuple[Unit, ...], file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(_COLUMNS)
        for unit in units:
            values = [getattr(unit, name) for name in _COLUMNS]
            rows.writerow(["|".join(each) if isinstance(each, tuple) else each or "" for each in values])
    return file
