"""What is still to be done before a draft is a plan?"""

from audit_rules.plans.files import PlanFiles, Problem
from audit_rules.plans.schema import SuggestedEntry


def draft_problems(files: PlanFiles) -> list[Problem]:
    """That it is a draft, what of the document was not read, and every suggestion that nobody has decided on."""
    head = files.head
    if head is None:
        return []
    problems = []
    if head.draft:
        remedy = "Do what 'mingcha plan check' names, compare the document, then remove 'draft: true'"
        problems.append(
            Problem(file=files.name, reason="it is a draft: nobody may be judged by it", remedy=remedy)
        )
    problems += [
        Problem(
            file=files.name,
            task=entry.task,
            reason=f"not read of the document: {entry.place}: {entry.reason}",
            remedy="Settle it by the document, then remove the entry from 'unread'",
        )
        for entry in head.unread
    ]
    problems += [
        Problem(
            file=place,
            task=task.number,
            reason=f"a suggested check is not decided: {_shown(suggested)}",
            remedy="Move it to 'checks' with points or 'advice: true', or remove it",
        )
        for place, content in files.tasks.items()
        for task in content.tasks
        for suggested in task.suggested
    ]
    return problems


def _shown(entry: SuggestedEntry) -> str:
    about = f" of {entry.subject}" if entry.subject else ""
    return f"{entry.rule}{about}, because of “{entry.because}”"
