"""How is a draft written, so that a person can complete it and the loader can read it? One YAML file, or a plan's folder."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from drafting.draft import Draft, DraftTask
from drafting.remarks import Unread
from drafting.suggest import Suggestion

_WIDE = 1_000_000
_FIRST_LINES = """\
# A draft, made by 'mingcha plan parse'. Nobody can be judged by it.
# 1. Compare every task that has a comment with the document, and settle what stands under 'unread'.
# 2. Decide on every suggested check: move it to 'checks' and give it points, or remove it.
# 3. Give tasks and sections their weights, and the units that owe them.
# 4. 'mingcha plan check' says what is left; when nothing is, remove 'draft: true'. docs/plans.md explains the keys.
"""

_MARKS = """\
# How points are lost by lateness, and which grades percents have, is for the office to decide; these are common ones.
late_steps: {10: 0.8, 30: 0.65}
late_share: 0.5
grades: {优秀: 90, 良好: 80, 合格: 60, 不合格: 0}
min_coverage: 0.6
"""


def write_file(draft: Draft, plan_id: str) -> str:
    """The whole draft as one YAML text."""
    lines = [_FIRST_LINES + _head(draft, plan_id), "sections:\n"]
    for section in draft.sections:
        lines.append(_indented(_yaml([{"name": section, "weight": 0}]), ""))
        lines.append("  tasks:\n")
        lines += [_indented(part, "  ") for part in _tasks(draft, section)]
    lines.append(_unread(draft.unread))
    return "".join(lines)


def write_folder(draft: Draft, plan_id: str, source: str) -> Mapping[str, str]:
    """The files of a plan's folder: its head, one file a section, and the document's text. Names to texts."""
    files = {}
    sections = []
    for number, section in enumerate(draft.sections, start=1):
        name = f"section-{number:02}"
        sections.append({"name": section, "file": name, "weight": 0})
        files[f"tasks/{name}.yaml"] = (
            _yaml({"section": section}) + "tasks:\n" + "\n".join(_tasks(draft, section))
        )
    head = _FIRST_LINES + _head(draft, plan_id) + _yaml({"sections": sections}) + _unread(draft.unread)
    return {"plan.yaml": head, "source.txt": source, **files}


def _head(draft: Draft, plan_id: str) -> str:
    head = draft.head
    text = _yaml({"draft": True, "id": plan_id, "title": head.title, "document_number": head.document_number})
    text += _yaml({"year": head.year, "issued_on": head.issued_on})
    text += "# The document does not say when it stood on the web; give the day it was published there.\n"
    text += _yaml({"published_on": head.issued_on, "numbered": max(1, draft.numbered)})
    text += _MARKS
    if draft.groups:
        text += "# All units of the registry of that kind; take out whom the plan does not mean.\n"
        text += "groups:\n"
        text += "".join(f"  {name}: [{', '.join(ids)}]\n" for name, ids in draft.groups.items())
    return text


def _tasks(draft: Draft, section: str) -> Iterator[str]:
    told: dict[int | str | None, list[Unread]] = {}
    for entry in draft.unread:
        told.setdefault(entry.task, []).append(entry)
    for task in draft.tasks:
        if task.section == section:
            comments = "".join(f"# {_plain(str(entry.reason))}\n" for entry in told.get(task.number, ()))
            yield f"# {_plain(task.place)}\n{comments}{_yaml([_entry(task)])}"


def _entry(task: DraftTask) -> dict[str, Any]:
    entry: dict[str, Any] = {"number": task.number, "group": task.group, "text": task.text}
    optional = {
        "lead_text": task.lead_text,
        "leads": list(task.leads),
        "units": list(task.units),
        "supports": list(task.supports),
        "deadline_text": task.deadline_text,
        "deadline": task.deadline,
        "deadline_note": task.deadline_note,
        "source": None if task.source == "intact" else str(task.source),
        "source_note": task.source_note,
        "suggested": [_check(suggestion) for suggestion in task.suggested],
        "manual_reason": task.manual_reason,
    }
    entry |= {key: value for key, value in optional.items() if value}
    return {**entry, "weight": 0}


def _check(suggestion: Suggestion) -> dict[str, Any]:
    check: dict[str, Any] = {"rule": suggestion.rule}
    if suggestion.subject:
        check["subject"] = suggestion.subject
    if suggestion.params:
        check["params"] = suggestion.params
    return {**check, "because": suggestion.because}


def _unread(entries: Sequence[Unread]) -> str:
    if not entries:
        return "unread: []\n"
    listed = []
    for entry in entries:
        task = {} if entry.task is None else {"task": entry.task}
        listed.append({"place": entry.place, **task, "reason": entry.reason})
    return "# What could not be read; 'mingcha plan check' names each until it is removed here.\n" + _yaml(
        {"unread": listed}
    )


def _yaml(content: object) -> str:
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=_WIDE))


def _indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


def _plain(text: str) -> str:
    """A text that may stand in a comment: one line of characters that YAML may hold."""
    return "".join(character if character.isprintable() else " " for character in text)
