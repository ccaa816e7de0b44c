"""Does a plan hold: is it whole, true to its source, and can it be judged?"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from audit_rules.inputs.csv_table import CsvFileError
from audit_rules.inputs.units import load_units
from audit_rules.plans.deductions import check_deductions
from audit_rules.plans.draft import draft_problems
from audit_rules.plans.duties import Known, Phrases, check_duties, check_names, count_phrases
from audit_rules.plans.files import PlanFiles, Problem, read_plan_files, read_plan_source
from audit_rules.plans.loading import PlanError, build_plan, find_plan, judged_plan
from audit_rules.plans.quotes import Quotations, check_numbers, check_quotations
from audit_rules.plans.source import PlanSource
from audit_rules.plans.weights import check_weights
from audit_rules.registry import all_rules
from audit_rules.subjects.matcher import load_vocabulary
from domain.plans import EVERY_UNIT, Plan, Scoring, SourceStatus

REGISTRY = "units.csv"
REGISTRIES = "units*.csv"
_REGISTRY_REMEDY: Final = (
    "Put the registry that the plan's units are of beside the plan as units.csv; docs/plans.md shows one"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What was checked of a plan, in numbers, and every problem; ``plan`` is None when it could not be built."""

    folder: Path
    digest: str
    plan: Plan | None
    problems: tuple[Problem, ...]
    numbered: int = 0
    numbered_found: int = 0
    quotations: Quotations = field(default_factory=Quotations)
    phrases: Phrases = field(default_factory=Phrases)
    units: int = 0

    @property
    def ok(self) -> bool:
        """Whether the plan holds."""
        return not self.problems

    def rows(self, source: SourceStatus) -> int:
        """How many tasks the source carries like this."""
        return sum(task.source is source for task in self.plan.tasks) if self.plan else 0


def check_plan(id_or_path: str | Path) -> PlanReport:
    """Check a bundled plan (by id), a folder or a file that holds a whole plan.

    Returns:
        The report; with problems in the files' shape, nothing deeper is checked.

    Raises:
        PlanError: there is no such plan.
        VocabularyError: the subject vocabulary can't be used.
    """
    found = find_plan(id_or_path)
    return _report(read_plan_files(found), found, _folder(found), None)


def check_source(source: PlanSource, units: Collection[str], document: Path | None = None) -> PlanReport:
    """Check the files of a plan, wherever they were kept.

    Args:
        source: the files.
        units: the ids that its tasks may name.
        document: the folder with the document's text (``source.txt``), against which quotations are held; None: they are not.

    Raises:
        VocabularyError: the subject vocabulary can't be used.
    """
    return _report(read_plan_source(source), Path(source.head), document, frozenset(units))


def _report(files: PlanFiles, where: Path, folder: Path | None, units: frozenset[str] | None) -> PlanReport:
    plan, problems = build_plan(files)
    if plan is None or files.head is None:
        unfinished = tuple(draft_problems(files))
        return PlanReport(folder=where, digest=files.digest, plan=None, problems=(*problems, *unfinished))
    places = _places(files)
    named = any(set(task.units) - {EVERY_UNIT} for task in plan.tasks)
    unit_problems: list[Problem] = []
    ids = units
    if ids is None and folder is not None:
        ids, unit_problems = _unit_ids(folder, needed=named)
    quotations, quote_problems = (
        check_quotations(plan, folder, places) if files.head.quoted and folder else (Quotations(), [])
    )
    known = Known(units=ids, subjects=load_vocabulary().names, rules=all_rules())
    numbers = {task.number for task in plan.tasks}
    return PlanReport(
        folder=where,
        digest=files.digest,
        plan=plan,
        problems=(
            *draft_problems(files),
            *check_numbers(plan, files.head.numbered),
            *quote_problems,
            *unit_problems,
            *check_duties(plan, known, places),
            *(check_weights if plan.scoring is Scoring.WEIGHTED else check_deductions)(
                plan, places, files.name
            ),
        ),
        numbered=files.head.numbered,
        numbered_found=sum(number in numbers for number in range(1, files.head.numbered + 1)),
        quotations=quotations,
        phrases=count_phrases(plan),
        units=len(ids or ()),
    )


def load_judged_plan(id_or_path: str | Path, audited: Collection[str] = ()) -> tuple[Plan, PlanSource]:
    """The plan to judge by, with its files: one whose rows are all there, and whose units, rules, subjects and parameters exist.

    A name mistyped would spare a unit its duty in silence, or call missing what nobody can find under such a name.
    Units are those of the plan's registry and those that are audited.

    Raises:
        PlanError: there is no such plan, it can't be built, it is a draft, or one of these is amiss.
        VocabularyError: the subject vocabulary can't be used.
    """
    found = find_plan(id_or_path)
    files = read_plan_files(found)
    plan = judged_plan(files)
    folder = _folder(found)
    own = _unit_ids(folder, needed=True)[0] if (folder / REGISTRY).is_file() else None
    units = None if own is None else own | frozenset(audited)
    known = Known(units=units, subjects=load_vocabulary().names, rules=all_rules())
    numbered = files.head.numbered if files.head else 0
    problems = [*check_numbers(plan, numbered), *check_names(plan, known, _places(files))]
    if problems:
        raise PlanError(problems)
    return plan, files.source


def _folder(found: Path) -> Path:
    """Where the files beside a plan stand."""
    return found.parent if found.is_file() else found


def _places(files: PlanFiles) -> dict[int | str, str]:
    return {entry.number: name for name, content in files.tasks.items() for entry in content.tasks}


def _unit_ids(folder: Path, *, needed: bool) -> tuple[frozenset[str] | None, list[Problem]]:
    """The ids of the plan's registry (None: it can't be read), and what is wrong with it and with its other registries.

    A plan that names no unit needs no registry of its own.
    """
    ids: frozenset[str] | None = None if needed else frozenset()
    problems = []
    own = {folder / REGISTRY} if needed else set()
    for path in sorted({*own, *folder.glob(REGISTRIES)}):
        try:
            units, refused = load_units(path)
        except CsvFileError as error:
            reason = str(error).removeprefix(f"{path}: ")
            problems.append(Problem(file=path.name, reason=reason, remedy=_REGISTRY_REMEDY))
            continue
        if path.name == REGISTRY:
            ids = frozenset(unit.id for unit in units)
        problems += [
            Problem(file=f"{path.name}, line {row.line}", reason=row.reason, remedy=row.remedy)
            for row in refused
        ]
    return ids, problems
