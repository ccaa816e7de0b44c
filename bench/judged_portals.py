"""What do thousands of portals hold that are judged at scale? Rows for the store, and a plan that asks everything of each.

The plan is the bundled one with every unit owing every task. A portal has a column for most subjects the plan asks for, and so
many postings: what fulfils most checks (some late, some left out), and everyday notices and news. Of most, the date was
shown; some have one from the address alone, some none. Two crawls saw them, between which nights went by; a few are gone in
the second or turned up long after their date. Each hour of the last week was probed.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

from audit_rules.bundled import PLANS
from audit_rules.duties.deadlines import judged_dues, read_duty_deadline
from audit_rules.plans.loading import load_plan
from audit_rules.sightings.titles import first_word, title_test
from domain.plans import Check, Plan, Task

AS_OF = date(2017, 12, 31)
FIRST, LAST = datetime(2017, 10, 1, 3, tzinfo=UTC), datetime(2018, 1, 2, 3, tzinfo=UTC)
PROBES = 7 * 24
ELEMENTS = '["政策文件", "工作动态", "项目库"]'
EVERYDAY = ("notices", "news", "regulations")
TOPICS = (
    "做好公文处理", "举办业务培训", "机关后勤保障", "职称评审", "干部教育", "安全保卫", "档案管理", "文明创建", "志愿服务",
    "扶贫联系点调研", "项目资金安排", "先进集体表彰", "值班值守", "内部审计", "工会活动", "节能宣传", "党风廉政建设", "信访接待",
)  # fmt: skip
FORMS = (
    "{unit}关于{topic}的通知（第{n}号）",
    "{unit}召开{topic}工作推进会（{n}）",
    "{topic}情况公示（第{n}批）",
)
TABLES: Mapping[str, str] = {
    "units": "id name kind portal_url aliases region parent filed_url successor note",
    "crawls": "id scope_digest state started_at resumed_at finished_at",
    "portal_crawls": "crawl_id unit_id portal_url finished_at status pages rendered failed_pages blocked failure"
    " http_status home_url remedy crawled_at coverage norms cited",
    "columns": "id key unit_id subject url first_seen first_ok last_seen",
    "column_sightings": "column_id crawl_id unit_id title grade surface found_on status failure postings pages_read"
    " complete_since elements seen_at",
    "candidates": "id key crawl_id unit_id subject url text grade surface found_on refusal failure seen_at",
    "postings": "id key unit_id url title section first_seen last_seen",
    "posting_dates": "id posting_id key value source confidence conflict conflict_source first_seen last_seen",
    "posting_columns": "posting_id column_id first_seen last_seen",
    "probes": "id key unit_id url purpose at ok http_status failure seconds final_url",
}
"""The tables filled, each after those it refers to, and the columns that a row gives, in order."""

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Numbered = tuple[int, tuple[str, str, date]]
"""A posting's number on its portal; its subject, title and day."""


def unit_id(number: int) -> str:
    """The id of the unit with this number."""
    return f"u{number:05d}"


def unit_name(number: int) -> str:
    """A name of the length that names of units have."""
    return f"第{number}县政务服务管理局"


def home_of(number: int) -> str:
    """The address of a unit's portal."""
    return f"http://{unit_id(number)}.gov.example/"


def write_plan(folder: Path, units: int) -> Path:
    """The bundled plan, in a folder of its own, with every unit owing every task."""
    plan = copytree(PLANS / "yunnan-2017", folder / "plan")
    head = yaml.safe_load((plan / "plan.yaml").read_text(encoding="utf-8"))
    head |= {"id": "bench", "groups": {"everyone": [unit_id(number) for number in range(units)]}}
    (plan / "plan.yaml").write_text(
        yaml.safe_dump(head, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    for path in sorted((plan / "tasks").glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for task in content["tasks"]:
            task |= {"leads": [], "units": ["@everyone"]}
            for check in task.get("checks", ()):
                check.pop("units", None)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return plan


def write_units(folder: Path, units: int) -> Path:
    """The registry of all units."""
    path = folder / "units.csv"
    lines = (
        f"{unit_id(number)},{unit_name(number)},county,{home_of(number)},{home_of(number)}key-areas/\n"
        for number in range(units)
    )
    path.write_text("id,name,kind,portal_url,filed_url\n" + "".join(lines), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Portals:
    """Makes the rows of portals, each with so many postings, for the checks of a plan."""

    plan: Plan
    postings: int

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of all columns."""
        asked = {check.subject: None for _, check in self._checks if check.subject}
        return tuple(dict.fromkeys((*EVERYDAY, *asked)))

    @cached_property
    def _checks(self) -> tuple[tuple[Task, Check], ...]:
        return tuple((task, check) for task in self.plan.tasks for check in task.checks)

    @cached_property
    def _answers(self) -> tuple[tuple[str, str, tuple[date, ...]], ...]:
        """Of each check with titles: the subject of its column, a title that will do, the days it is due."""
        found = []
        for task, check in self._checks:
            test = title_test(check.params)
            if not test.asks:
                continue
            words = "、".join(first_word(entry) for entry in (*test.some[:1], *test.every))
            dues = judged_dues(self.plan, read_duty_deadline(self.plan, task, check))
            days = tuple(due.on for due in dues if due.on <= AS_OF) or (date(2017, 6, 30), date(2017, 9, 30))
            found.append((check.subject or "notices", f"2017年{words}", days))
        return tuple(found)

    def _contents(self, number: int, chance: random.Random) -> Iterator[tuple[str, str, date]]:
        """Subject, title and day of so many postings, what fulfils checks first."""
        room = self.postings
        for subject, title, days in self._answers:
            if chance.random() < 0.1:
                continue
            for day in days:
                if room <= self.postings // 5:
                    break
                room -= 1
                late = 20 if chance.random() < 0.1 else -chance.randrange(1, 5)
                yield subject, f"{title}（{day.month}月{day.day}日）", day + timedelta(days=late)
        name = unit_name(number)
        for place in range(room):
            title = chance.choice(FORMS).format(unit=name, topic=chance.choice(TOPICS), n=place)
            subject = chance.choice(EVERYDAY if chance.random() < 0.7 else self.subjects)
            yield subject, title, date(2016, 7, 1) + timedelta(days=chance.randrange(540))

    def rows(self, number: int, crawl: int) -> Rows:
        """The rows that one crawl (0 or 1) added of one portal, by table."""
        chance = random.Random(number)  # noqa: S311 - the same portal every time
        statuses = chance.choices(("ok", "blank", "failed", None), (88, 3, 3, 6), k=len(self.subjects))
        contents = list(enumerate(self._contents(number, chance)))
        return {
            **({} if crawl else self._portal(number)),
            **self._columns(number, crawl, statuses),
            **self._postings(number, statuses, [each for each in contents if _crawl_of(each) == crawl]),
        }

    def _columns(self, number: int, crawl: int, statuses: Sequence[str | None]) -> Rows:
        unit, home = unit_id(number), home_of(number)
        first, last = _text(FIRST), _text(LAST)
        rows: Rows = {"columns": [], "column_sightings": []}
        for place, (subject, status) in enumerate(zip(self.subjects, statuses, strict=True)):
            if status is None:
                continue
            column, url = number * 100 + place + 1, f"{home}{subject}/"
            opened = first if status == "ok" else None
            if crawl == 0:
                rows["columns"].append((column, _key(column), unit, subject, url, first, opened, last))
            failure = "http_5xx" if status == "failed" else None
            held = self.postings // len(self.subjects) if status == "ok" else 0
            since = str(date(2017, 1, 1) if place % 5 else date.min)
            found = ("政策文件", 3, "text", home, status, failure, held, 2, since, ELEMENTS, last)
            rows["column_sightings"].append((column, crawl + 1, unit, *found))
        return rows

    def _postings(
        self,
        number: int,
        statuses: Sequence[str | None],
        every: Sequence[Numbered],
    ) -> Rows:
        unit, home = unit_id(number), home_of(number)
        places = {name: place for place, name in enumerate(self.subjects) if statuses[place] == "ok"}
        rows: Rows = {"postings": [], "posting_dates": [], "posting_columns": []}
        for numbered in every:
            place, (subject, title, on) = numbered
            posting = number * self.postings + place + 1
            seen = (_text(_first_seen(numbered)), _text(LAST - timedelta(seconds=place)))
            if place % 97 == 0 and not _crawl_of(numbered):
                seen = (seen[0], _text(FIRST))
            url = f"{home}{subject}/{on:%Y%m}/t{on:%Y%m%d}_{posting}.html"
            rows["postings"].append((posting, _key(posting), unit, url, title, None, *seen))
            if place % 40:
                source, sure = ("list", 3) if place % 20 else ("url", 1)
                rows["posting_dates"].append(
                    (posting, posting, _key(posting), str(on), source, sure, None, None, *seen)
                )
            if subject in places:
                rows["posting_columns"].append((posting, number * 100 + places[subject] + 1, *seen))
        return rows

    def _portal(self, number: int) -> Rows:
        unit, home = unit_id(number), home_of(number)
        refused = ("有关链接", 1, "text", home, "article", None, _text(LAST))
        candidates = [
            (place + 1, _key(place), 2, unit, subject, f"{home}{place}.html", *refused)
            for place, subject in enumerate(self.subjects[:15], number * 15)
        ]
        probes = []
        for place in range(PROBES):
            probe, at = number * PROBES + place, _text(LAST - timedelta(hours=place))
            answer = (True, 200) if place % 50 else (False, None)
            probes.append((probe + 1, _key(probe), unit, home, "home", at, *answer, None, 0.4, None))
        places = ("home", "navigation", "sitemap", "key_areas", "statutory")
        coverage = json.dumps({**dict.fromkeys(places, True), "pages_read": 180})
        norms = json.dumps({"site_name": unit_name(number), "icp": "滇ICP备1号", "sitemap": True})
        portals = [
            (crawl, unit, home, at, "ok", 180, 0, 0, None, None, None, home, None, at, coverage, norms, False)
            for crawl, at in enumerate((_text(FIRST), _text(LAST)), 1)
        ]
        registered = (
            unit,
            unit_name(number),
            "county",
            home,
            "[]",
            None,
            None,
            f"{home}key-areas/",
            None,
            None,
        )
        return {"units": [registered], "portal_crawls": portals, "candidates": candidates, "probes": probes}


def crawl_rows() -> Rows:
    """The rows of the crawls themselves."""
    return {
        "crawls": [
            (number, "sha256:bench", "finished", _text(at - timedelta(hours=2)), None, _text(at))
            for number, at in enumerate((FIRST, LAST), 1)
        ]
    }


def portals_of(plan: Path, postings: int) -> Portals:
    """The portals for the plan written by ``write_plan``."""
    return Portals(load_plan(plan), postings)


def _crawl_of(numbered: Numbered) -> int:
    """The crawl (0 or 1) that saw a posting first; a few turned up long after their date."""
    place, (_, _, on) = numbered
    return 0 if on < FIRST.date() and place % 50 else 1


def _first_seen(numbered: Numbered) -> datetime:
    """When the first crawl saw it, or the night after it was posted; at last, if it turned up late."""
    place, (_, _, on) = numbered
    if not _crawl_of(numbered):
        return FIRST - timedelta(seconds=place)
    night = datetime(on.year, on.month, on.day, 19, tzinfo=UTC)
    return min(night if place % 50 else LAST, LAST - timedelta(seconds=place))


def _key(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
