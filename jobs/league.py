"""The league table that ends an audit: units by score, with what could not be told. Made of a ``jobs.summary``."""

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit_rules.scores.changes import CAUSES
from domain.changes import Cause
from domain.reach import FailureKind, ReachStatus
from domain.reach_words import reach_word
from domain.score_words import percent_word, place_word
from jobs.inspection import print_inspection
from jobs.summary import COUNTED

SHOWN = 400
"""Rows of the table: nobody reads the thousands of a country on a terminal, and they would take a minute to draw."""


def league_rows(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a unit in the order of the ranking; those that are not ranked come last."""
    rows = []
    units = {unit["id"]: unit for unit in result["units"]}
    for standing in result["ranking"]:
        unit = units[standing["unit"]]
        rows.append(
            {
                "place": place_word(standing["place"], standing["tied"]),
                "name": unit["name"],
                "grade": standing["grade"],
                "score": unit["score"],
                "coverage": unit["score"]["coverage"],
                "counts": unit["counts"],
                "pages": unit["reach"]["pages"],
                "reach": _reach_word(unit["reach"]),
            }
        )
    return rows


def _reach_word(reach: Mapping[str, Any]) -> str:
    failure = FailureKind(reach["failure"]) if reach["failure"] else None
    return reach_word(ReachStatus(reach["status"]), reach["blocked"], failure)


def print_league(result: Mapping[str, Any], console: Console) -> None:
    """Print the table. Names come from the registry and are printed as plain text, never as markup."""
    if any("inspection" in unit for unit in result["units"]):
        print_inspection(result, console)
        return
    table = Table(title=f"政务公开核查结果  计划 {result['plan']}  截至 {result['as_of']}", box=SIMPLE_HEAD)
    table.add_column("名次", justify="right", no_wrap=True)
    table.add_column("单位", overflow="fold")
    for heading in ("得分", "等次", "覆盖率", *COUNTED, "网页"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("门户", overflow="fold")
    rows = league_rows(result)
    for row in rows[:SHOWN]:
        table.add_row(
            row["place"],
            Text(row["name"]),
            percent_word(row["score"]["percent"], row["score"]["unmeasured"]),
            row["grade"] or "–",
            f"{row['coverage']:.0%}",
            *(str(row["counts"][status]) for status in COUNTED),
            str(row["pages"]),
            Text(row["reach"]),
        )
    console.print(table)
    if len(rows) > SHOWN:
        console.print(
            f"其余{len(rows) - SHOWN}个单位从略，全部名次见结果文件（--json）的ranking。", highlight=False
        )
    console.print(
        "得分 = 已得分 ÷ 可测得的分；待核实的不扣分，计分的只降低覆盖率；覆盖率过低的不评等次、不排名。",
        highlight=False,
    )
    for line in change_lines(result):
        console.print(line, highlight=False)


def change_lines(result: Mapping[str, Any]) -> list[str]:
    """What changed since the last audit, in a line; empty when none of the units was audited before."""
    since = [unit["since"] for unit in result["units"] if unit["since"]]
    if not since:
        return []
    changes = sum(each["changes"] for each in since)
    touched = sum(bool(each["changes"]) for each in since)
    days = sorted({each["as_of"] for each in since})
    span = days[0] if len(days) == 1 else f"{days[0]}至{days[-1]}"
    if not changes:
        return [f"与上次核查（截至{span}）相比，没有变化。"]
    causes = {cause: sum(each["causes"].get(cause, 0) for each in since) for cause in Cause}
    told = "，".join(f"{CAUSES[cause]}{count}项" for cause, count in causes.items() if count)
    return [f"与上次核查（截至{span}）相比，{touched}个单位有{changes}项变化：{told}。"]
