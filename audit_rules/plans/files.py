"""What stands in a plan folder, and what is wrong with it? Reads every file; problems are gathered, not raised."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from audit_rules.inputs.yaml_form import LOADER, YamlForm
from audit_rules.plans.plan_bounds import FORM
from audit_rules.plans.schema import PlanFile, TasksFile
from audit_rules.plans.source import HEAD, PlanSource, PlanSourceError, plan_source

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a plan: where, what, and what to do about it."""

    file: str
    reason: str
    remedy: str
    task: int | str | None = None

    def __str__(self) -> str:
        """One line for people."""
        place = self.file if self.task is None else f"{self.file}, task {self.task}"
        return f"{place}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFiles:
    """The files of a plan as far as they could be read; ``tasks`` maps where tasks stand to what stands there.

    ``name`` is the file with the head; tasks stand in files of their own, or in a section of that one.
    """

    source: PlanSource
    name: str
    head: PlanFile | None
    tasks: dict[str, TasksFile]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """``sha256:…`` of the files."""
        return self.source.digest


class _UniqueKeyLoader(LOADER):  # type: ignore[misc]  # which loader it is depends on the machine
    """YAML where a key given twice is an error: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} is given twice", key_node.start_mark
                )
            if isinstance(key, Hashable):  # what is not is refused by the class above, with its line
                seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_plan_files(path: Path) -> PlanFiles:
    """Read a folder's ``plan.yaml`` and the task files that its sections name, or the one file that holds a whole plan."""
    try:
        return read_plan_source(plan_source(path))
    except PlanSourceError as error:
        problem = Problem(file=error.file, reason=error.reason, remedy=error.remedy)
        return PlanFiles(source=PlanSource({}), name=HEAD, head=None, tasks={}, problems=(problem,))


def read_plan_source(source: PlanSource) -> PlanFiles:
    """Read the files of a plan, wherever they were kept."""
    head_name = source.head
    problems: list[Problem] = []
    form = YamlForm(FORM)
    head = _read(source, head_name, PlanFile, form, problems)
    tasks: dict[str, TasksFile] = {}
    for section in head.sections if head else ():
        if section.file is None:
            place = f"{head_name}, section {section.name}"
            if place in tasks:
                problems.append(
                    Problem(
                        file=head_name, reason=f"section {section.name} is there twice", remedy="Join them"
                    )
                )
            tasks[place] = TasksFile(section=section.name, tasks=section.tasks)
            continue
        name = f"tasks/{section.file}.yaml"
        if name in tasks:
            reason, remedy = f"two sections of {HEAD} name this file", "Give each section a file of its own"
            problems.append(Problem(file=name, reason=reason, remedy=remedy))
            continue
        content = _read(source, name, TasksFile, form, problems)
        if content is None:
            continue
        tasks[name] = content
        if content.section != section.name:
            reason = f"the file says section {content.section!r}, {HEAD} says {section.name!r}"
            problems.append(Problem(file=name, reason=reason, remedy="Give both the same name"))
    if head:
        problems += _strangers(source, head)
    return PlanFiles(source=source, name=head_name, head=head, tasks=tasks, problems=tuple(problems))


def _strangers(source: PlanSource, head: PlanFile) -> list[Problem]:
    """Task files that no section names: they would be left out silently."""
    listed = {f"tasks/{section.file}.yaml" for section in head.sections}
    remedy = f"Name it in the sections of {HEAD}, or remove it"
    return [
        Problem(file=name, reason="no section names this file", remedy=remedy)
        for name in sorted(source.files)
        if name != source.head and name not in listed
    ]


def _read(
    source: PlanSource, name: str, shape: type[Shape], form: YamlForm, problems: list[Problem]
) -> Shape | None:
    """One file in its shape, or None with the problems noted."""
    if name not in source.files:
        remedy = f"Put it into the folder of {HEAD}; a plan in one file holds its tasks itself"
        problems.append(Problem(file=name, reason="the file is missing", remedy=remedy))
        return None
    try:
        text = source.files[name].decode("utf-8")
        if beyond := form.beyond(text):
            remedy = "Write it shorter: docs/plans.md says how large a plan may be"
            problems.append(Problem(file=name, reason=beyond, remedy=remedy))
            return None
        content = yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506
        return shape.model_validate(content)
    except UnicodeDecodeError as error:
        problems.append(Problem(file=name, reason=f"not UTF-8: {error}", remedy="Save the file as UTF-8"))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        problems.append(
            Problem(file=name, reason=f"not YAML: {reason}", remedy="Mend the line that is named")
        )
    except ValidationError as error:
        problems += [_explain(name, content, detail) for detail in error.errors()]
    except RecursionError:
        problems.append(Problem(file=name, reason="nested too deeply", remedy="Write it with fewer levels"))
    except ValueError as error:  # a date such as 2017-02-30 is one by its shape only
        problems.append(
            Problem(file=name, reason=f"a value is not one: {error}", remedy="Mend the date or number")
        )
    return None


def _explain(name: str, content: object, detail: ErrorDetails) -> Problem:
    """A validation error as a problem that names the task it stands in."""
    path = detail["loc"]
    task: int | str | None = None
    if len(path) >= 3 and path[0] == "sections" and path[2] == "tasks" and isinstance(content, dict):
        content, path = content["sections"][path[1]], path[2:]
    if len(path) >= 2 and path[0] == "tasks" and isinstance(path[1], int) and isinstance(content, dict):
        entry = content["tasks"][path[1]]
        number = entry.get("number") if isinstance(entry, dict) else None
        task = number if isinstance(number, int | str) else f"#{path[1] + 1}"
        path = path[2:]
    place = ".".join(str(part) for part in path)
    nothing = detail["type"] in {"model_type", "model_attributes_type", "dict_type"}
    message = "it has no keys" if nothing else detail["msg"].removeprefix("Value error, ")
    reason = f"{place}: {message}" if place else message
    given = detail["input"]
    if isinstance(given, str | int | float) and not isinstance(given, bool):
        reason += f" (given: {given!r})"
    return Problem(file=name, task=task, reason=reason, remedy="See docs/plans.md for what may stand there")
