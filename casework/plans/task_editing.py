"""How is one task of a plan edited as text, so that everything else of its file stays as it was, to the byte?"""

from dataclasses import dataclass
from difflib import unified_diff

import yaml

from audit_rules.inputs.yaml_form import LOADER, YamlForm
from audit_rules.plans.files import Problem, read_plan_source
from audit_rules.plans.loading import build_plan
from audit_rules.plans.plan_bounds import FORM
from audit_rules.plans.source import PlanSource, PlanSourceError

LONGEST = 60_000
"""Characters of the text of one task."""


class TaskTextError(Exception):
    """A text that can't be a task; ``problems`` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a task's text stands in a file: from, to (characters), and how deep it is set in."""

    file: str
    begin: int
    end: int
    depth: int


def task_text(source: PlanSource, number: str) -> str:
    """The YAML text of a task as it stands in the plan's files, set in by nothing.

    Raises:
        KeyError: there is no such task.
        TaskTextError: the files can't be read.
    """
    place = _place(source, number)
    text = source.files[place.file].decode()[place.begin : place.end]
    first, *rest = text.splitlines()
    return "\n".join([first, *(_out(line, place.depth) for line in rest)]) + "\n"


def with_task(source: PlanSource, number: str, text: str) -> PlanSource:
    """The plan's files with another text of one task. It must keep its number: others refer to it.

    Raises:
        KeyError: there is no such task.
        TaskTextError: it is no task, or the plan can't be built with it.
    """
    place = _place(source, number)
    _check_form(text, place.file, number)
    whole = source.files[place.file].decode()
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    inset = "\n".join([lines[0], *(f"{' ' * place.depth}{line}" if line else "" for line in lines[1:])])
    changed = whole[: place.begin] + inset + whole[place.end :]
    try:
        made = PlanSource({**source.files, place.file: changed.encode()})
    except PlanSourceError as error:
        raise TaskTextError((Problem(file=error.file, reason=error.reason, remedy=error.remedy),)) from None
    _, problems = build_plan(read_plan_source(made))
    if problems:
        raise TaskTextError(problems)
    if not _only_this_changed(source, made, number):
        reason = "the text must hold this one task, with its number"
        raise TaskTextError((Problem(file=place.file, task=number, reason=reason, remedy="Mend the text"),))
    return made


def differences(before: PlanSource, after: PlanSource) -> tuple[str, ...]:
    """What two versions' files say otherwise, as lines with ``-``, ``+`` or a space before them, and headings of files."""
    lines: list[str] = []
    for name in sorted({*before.files, *after.files}):
        old = before.files.get(name, b"").decode("utf-8", "replace").splitlines()
        new = after.files.get(name, b"").decode("utf-8", "replace").splitlines()
        if old != new:
            lines += unified_diff(old, new, name, name, lineterm="")
    return tuple(lines)


def _check_form(text: str, file: str, number: str) -> None:
    """Whether the text alone is one mapping of a bounded form: spliced in it could else be anything."""
    reason: str | None = None
    if len(text) > LONGEST:
        reason = f"the text has {len(text)} characters, and may have {LONGEST}"
    else:
        try:
            reason = YamlForm(FORM).beyond(text)
            if reason is None and not isinstance(yaml.compose(text, Loader=LOADER), yaml.MappingNode):
                reason = "the text is no mapping (key: value)"
        except (yaml.YAMLError, RecursionError) as error:
            reason = "not YAML: " + " ".join(str(error).split())
    if reason:
        raise TaskTextError((Problem(file=file, task=number, reason=reason, remedy="Mend the text"),))


def _only_this_changed(before: PlanSource, after: PlanSource, number: str) -> bool:
    old, new = _entries(before), _entries(after)
    return list(old) == list(new) and all(old[each] == new[each] for each in old if each != number)


def _entries(source: PlanSource) -> dict[str, object]:
    files = read_plan_source(source)
    return {str(entry.number): entry for content in files.tasks.values() for entry in content.tasks}


def _place(source: PlanSource, number: str) -> _Place:
    files = read_plan_source(source)
    if files.problems:
        raise TaskTextError(files.problems)
    for name, data in source.files.items():
        text = data.decode()
        for node in _task_nodes(yaml.compose(text, Loader=LOADER)):
            if any(_value(key) == "number" and _value(value) == number for key, value in node.value):
                begin = node.start_mark.index
                # libyaml counts bytes where Python's own loader counts characters; lines and columns are the same in both.
                begin = _index(text, node.start_mark)
                end = _index(text, node.end_mark)
                return _Place(name, begin, begin + len(_told(text[begin:end])), node.start_mark.column)
    raise KeyError(number)


def _told(text: str) -> str:
    """Without the empty lines and comments after it: those belong to what follows."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith(("#", "- "))):
        lines.pop()
    return "\n".join(lines)


def _task_nodes(root: yaml.Node | None) -> list[yaml.MappingNode]:
    """The mappings below any ``tasks`` of the head's sections or of a task file."""
    found: list[yaml.MappingNode] = []
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if _value(key) == "tasks" and isinstance(value, yaml.SequenceNode):
            found += [node for node in value.value if isinstance(node, yaml.MappingNode)]
        elif _value(key) == "sections" and isinstance(value, yaml.SequenceNode):
            for section in value.value:
                found += _task_nodes(section)
    return found


def _value(node: yaml.Node) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _index(text: str, mark: yaml.Mark) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: mark.line]) + mark.column


def _out(line: str, depth: int) -> str:
    return line[depth:] if not line[:depth].strip() else line.lstrip()
