"""A console filled with two audits of three units, one of which sends what no page may let through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework.standing.renewing import catch_up
from db.database import Database
from domain.accounts import Role
from domain.columns import ColumnStatus
from domain.coverage import Place, PlaceState
from domain.crawl import PostingFound
from domain.dossier import (
    CandidateConsidered,
    ColumnConsidered,
    Dossier,
    GradeWord,
    PlaceSearched,
    SubjectSought,
)
from domain.findings import Digests, Finding, Outcome, Points, Score, Timeliness
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.subjects import Surface
from domain.units import Unit, UnitKind
from tests.small_portal import column_found, portal_done

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'\u202e" + "长" * 10_000
TRICK = "javascript:alert(1)"
AT = datetime(2017, 8, 1, 2, 0, tzinfo=UTC)
IDS = ("czt", "nyt", "evil")


def _units() -> list[Unit]:
    names = {"czt": "省财政厅", "nyt": "省农业厅", "evil": HOSTILE}
    return [
        Unit(
            id=each,
            name=names[each],
            kind=UnitKind.PROVINCIAL_DEPT,
            portal_url=TRICK if each == "evil" else f"http://{each}.example/",
            region=HOSTILE if each == "evil" else None,
        )
        for each in IDS
    ]


def _findings(unit: str, cite: str, night: int) -> list[Finding]:
    hostile = unit == "evil"
    dossier = Dossier(
        subjects=(SubjectSought(subject="ppp", name=HOSTILE, names=3),),
        crawled_on=date(2017, 8, 1),
        pages_read=9,
        places=(PlaceSearched(place=Place.HOME, name="首页", state=PlaceState.READ, address=TRICK, note=HOSTILE),),
        columns=(
            ColumnConsidered(
                subject="ppp", title=HOSTILE, address=TRICK, grade=GradeWord.WEAK, status=ColumnStatus.OK, note=HOSTILE
            ),
        ),
        candidates=(
            CandidateConsidered(
                subject="ppp", text=HOSTILE, address=TRICK, found_on=TRICK, grade=GradeWord.WEAK,
                surface=Surface.TEXT, refusal=HOSTILE,
            ),
        ),
    )  # fmt: skip
    base = Finding(
        unit_id=unit,
        task=16,
        check="column",
        subject="ppp",
        outcome=Outcome.FAILED,
        timeliness=Timeliness.OVERDUE,
        code="missing",
        explanation=HOSTILE if hostile else "未见栏目。",
        due=(date(2017, 7, 31),),
        points=Points(possible=5),
        cites=(cite,),
        dossier=dossier if hostile else None,
    )
    done: dict[str, Any] = {
        "outcome": Outcome.PASSED,
        "timeliness": Timeliness.ON_TIME,
        "code": "found",
        "dossier": None,
    }
    turned = replace(base, **done, points=Points(earned=5, possible=5)) if unit == "nyt" and night else base
    unseen = replace(
        base,
        task=17,
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        code="not_read",
        points=Points(unmeasured=5),
    )
    return [turned, replace(base, **done, task=20, points=Points(earned=10, possible=10)), unseen]


@pytest.fixture
def filled(database: Database) -> Database:
    """The store, audited twice and worked in."""
    units = _units()
    run = database.begin_crawl(units, scope_digest="sha256:two", now=AT)
    for unit in units:
        column = column_found(AT, unit, title=HOSTILE)
        posting = PostingFound(
            unit_id=unit.id,
            title=HOSTILE,
            url=TRICK if unit.id == "evil" else f"http://{unit.id}.example/1.html",
            column_url=column.url,
            subject="ppp",
            published=ReadDate(on=date(2017, 8, 1), source=DateSource.LIST, confidence=DateConfidence.HIGH),
            seen_at=AT,
        )
        database.save_items(run.id, [column, posting, portal_done(AT, unit)])
    database.finish_crawl(run.id, "finished", AT)
    facts = database.load_facts(list(IDS))
    digests = Digests(plan="sha256:p", rules="sha256:r", vocabulary="sha256:v")
    for night in range(2):
        findings = [each for unit in IDS for each in _findings(unit, facts[unit].postings[0].id, night)]
        scores = {
            unit: Score(
                earned=sum(each.points.earned for each in findings if each.unit_id == unit),
                possible=15,
                unmeasured=5,
            )
            for unit in IDS
        }
        database.save_audit(
            plan_id="yunnan-2017", digests=digests, as_of=date(2017, 8, 1 + night), scores=scores, findings=findings,
            facts=facts, names={unit.id: unit.name for unit in units}, now=datetime(2017, 8, 1 + night, 9, tzinfo=UTC),
        )  # fmt: skip
    catch_up(database)
    return database


@pytest.fixture
def lead(filled: Database, browser_of: Callable[..., Any]) -> Any:
    """A browser of somebody who sees everything."""
    return browser_of("lead", Role.LEAD)
