"""Does ``--register`` (or ``MINGCHA_REGISTER``) reach the findings, and is a bad one refused in words?"""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.database import open_database
from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import ColumnFound, PortalDone, PostingFound
from domain.pages import DateConfidence, DateSource, ReadDate, SiteNorms
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2018, 1, 5, 2, tzinfo=UTC)
NOTICES = "http://czt.example/tzgg/"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A store with one portal whose implementation plan (L2) came in September."""
    url = f"sqlite:///{tmp_path / 'm.db'}"
    unit = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.example/")
    shown = ReadDate(on=date(2017, 9, 9), source=DateSource.LIST, confidence=DateConfidence.HIGH)
    with open_database(url) as opened:
        opened.migrate()
        run = opened.begin_crawl([unit], scope_digest="x", now=AT)
        opened.save_items(
            run.id,
            [
                PostingFound(
                    unit_id="czt",
                    title="省财政厅2017年政务公开工作实施方案",
                    url=f"{NOTICES}1.html",
                    seen_at=AT,
                    published=shown,
                    subject="notices",
                    column_url=NOTICES,
                ),
                ColumnFound(
                    unit_id="czt",
                    subject="notices",
                    url=NOTICES,
                    title="通知公告",
                    grade=Grade.EXACT,
                    surface=Surface.TEXT,
                    found_on="http://czt.example/",
                    status=ColumnStatus.OK,
                    seen_at=AT,
                    postings=1,
                    complete_since=date.min,
                ),
                PortalDone(
                    unit_id="czt",
                    reach=Reach(id="", status=ReachStatus.OK, pages=9, crawled_at=AT),
                    coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=9),
                    norms=SiteNorms(),
                    finished_at=AT,
                ),
            ],
        )
    return url


def judge(
    database: str, folder: Path, *more: str, **environment: str
) -> tuple[subprocess.CompletedProcess[str], Any]:
    result = folder / "result.json"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jobs.cli", "judge", "--plan", "yunnan-2017", "--as-of", "2017-12-31"),
            *("--db", database, "--json", str(result), *more),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if not result.exists():
        return done, None
    (unit,) = json.loads(result.read_text(encoding="utf-8"))["units"]
    (found,) = [each for each in unit["findings"] if (each["task"], each["check"]) == ("L2", "document")]
    return done, found


def test_a_notice_filed_in_time_is_cited(database: str, tmp_path: Path) -> None:
    _, late = judge(database, tmp_path)
    assert (late["outcome"], late["timeliness"]) == ("passed", "late")
    file = tmp_path / "register.csv"
    file.write_text("unit,task,done_on,note\nczt,L2,2017-05-26,书面报送\nczt,L2,soon,\n", encoding="utf-8")
    for given in (("--register", str(file)), ()):
        environment = {} if given else {"MINGCHA_REGISTER": str(file)}
        done, found = judge(database, tmp_path, *given, **environment)
        assert done.returncode == 0, done.stderr
        assert "register.csv: 'soon' is not a date" in done.stderr
        assert "line 3" in done.stderr
        assert (found["timeliness"], found["code"], found["done_on"]) == (
            "on_time",
            "filed_in_time",
            "2017-05-26",
        )
        assert found["cites"][-1] == "filed:czt/L2/2017-05-26"
        assert "书面报送" in found["explanation"]


def test_a_register_that_can_not_be_read(database: str, tmp_path: Path) -> None:
    done, _ = judge(database, tmp_path, "--register", "none.csv")
    assert done.returncode == 2
    assert "none.csv" in done.stderr
    assert "Traceback" not in done.stderr
