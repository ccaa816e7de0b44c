"""What the result says of a site under an inspection table (检查指标): vetoes, warnings, points taken off."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit_rules.scores.deductions import deduction_of, inspect
from domain.findings import Finding
from domain.inspection_words import RESULT_WORDS
from domain.plans import Plan, Scoring


def inspected(plan: Plan, unit_id: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """The unit's ``warnings`` and, under an inspection table, its ``inspection``."""
    warnings = {"warnings": sum(finding.warning for finding in findings)}
    if plan.scoring is not Scoring.DEDUCTIONS:
        return warnings
    found = inspect(plan, unit_id, findings)
    inspection = {
        "result": str(found.result),
        "vetoes": list(found.vetoes),
        "reference_vetoes": list(found.reference_vetoes),
        "vetoes_open": found.vetoes_open,
        "breaches": found.breaches,
        "warnings": found.warnings,
        "open": found.open,
        "taken": found.taken,
        "taken_reference": found.taken_reference,
        "points": found.points,
        "points_reference": found.points_reference,
    }
    return {**warnings, "inspection": inspection}


def deductions_of(plan: Plan, findings: Sequence[Finding]) -> Iterator[tuple[Finding, dict[str, Any] | None]]:
    """Each finding with what it takes off, and how that figure is known."""
    checks = {
        (task.number, check.rule, check.subject): (task, check)
        for task in plan.tasks
        for check in task.checks
        if plan.scoring is Scoring.DEDUCTIONS
    }
    for finding in findings:
        known = checks.get((finding.task, finding.check, finding.subject))
        taken = deduction_of(*known, finding) if known else None
        if known is None or taken is None:
            yield finding, None
            continue
        yield (
            finding,
            {
                "points": taken.points,
                "reference": taken.reference,
                "provenance": str(known[0].points_provenance),
            },
        )


def print_inspection(result: Mapping[str, Any], console: Console) -> None:
    """The table that ends an inspection: vetoed sites first. Names are printed as plain text, never as markup."""
    table = Table(title=f"政府网站检查结果  指标 {result['plan']}  截至 {result['as_of']}", box=SIMPLE_HEAD)
    table.add_column("单位", overflow="fold")
    table.add_column("结论", no_wrap=True)
    for heading in ("单项否决", "预警", "扣分", "参考扣分", "否决项待核", "其他待核"):
        table.add_column(heading, justify="right", no_wrap=True)
    order = list(RESULT_WORDS)
    for unit in sorted(result["units"], key=lambda unit: order.index(unit["inspection"]["result"])):
        found = unit["inspection"]
        table.add_row(
            Text(unit["name"]),
            RESULT_WORDS[found["result"]],
            str(len(found["vetoes"])),
            str(found["warnings"]),
            f"{found['taken']:g}",
            f"{found['taken_reference']:g}",
            str(found["vetoes_open"]),
            str(found["open"]),
        )
    console.print(table)
    counts = Counter(unit["inspection"]["result"] for unit in result["units"])
    words = "、".join(f"{RESULT_WORDS[name]}{counts[name]}个" for name in order if counts[name])
    console.print(f"{words}。", highlight=False)
    console.print(
        "参考扣分的分值未经核实，仅供参考，不计入结论；未发现单项否决不等于合格，待核的各项须由人工检查；预警为接近限值、尚未违反。",
        highlight=False,
    )
