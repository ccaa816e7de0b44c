"""``attended``: do press conferences and interpretations name who took part (主要负责同志出席, 主要负责人解读)?

Params: ``roles``, each with its ``name``, the ``words`` by which a text names the role (厅长, 新闻发言人), ``per`` (``year``,
``half_year``, ``quarter`` or ``month``) and ``at_least`` (default 1); ``title_any``, ``title_all``, ``title_not``, which
postings of the subject's columns tell of such an event. Source: 云政办发〔2017〕41号 第97、99行.

A posting speaks for a role when its title has one of the words, or its own page, where a crawl opened it. That proves what is
asked. The other way round nothing is proved: who spoke may be told by the press office or by newspapers, under a name
without an office, or on a page that was not opened. So nobody is accused; what was not seen is for an inspector. Periods
are judged as ``count`` judges them.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from audit_rules.absence.proof import MESSAGES as GAPS
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.params import TitleParams, Word
from audit_rules.periods.stretches import Stretch, fair_stretches
from audit_rules.sightings.by_subject import cites, columns_of, postings_in, readable
from audit_rules.sightings.titles import title_test
from audit_rules.timing.timeliness import is_open
from audit_rules.wording import day, listed, quotable
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

MESSAGES = {
    **{name: GAPS[name] for name in ("not_crawled", "unreachable", "blocked", "partial_reach")},
    "attended": "{unit}门户网站“{subject}”栏目的信息写明了{told}，最近一条为{on}的“{posting}”，符合要求。",
    "not_seen": "{unit}门户网站“{subject}”栏目有关信息{events}条，已打开正文{opened}条，未见写明{lacking}；"
    "出席情况也可能登在其他网站或媒体，无法判断，建议查阅发布会实录和出席名单。",
    "not_due": "{unit}门户网站“{subject}”栏目有关信息{events}条，尚未见写明{lacking}，{due}前仍可完成，截至{as_of}暂不判定。",
}


class Role(BaseModel):
    """Who is to take part, by which words a text names them, and how often in a period."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Word
    words: list[Word] = Field(min_length=1)
    per: Literal["year", "half_year", "quarter", "month"]
    at_least: int = Field(default=1, ge=1)


class AttendedParams(TitleParams):
    """Some roles."""

    needs_subject = True

    roles: list[Role] = Field(min_length=1)


PARAMS = AttendedParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    params = AttendedParams.model_validate(dict(duty.check.params))
    test = title_test(duty.check.params)
    columns = readable(columns_of(facts, {duty.subject}))
    events = [each for each in postings_in(facts, columns, as_of) if test.passes(each.title)]
    spoken = {role.name: [each for each in events if _speaks(each, role)] for role in params.roles}
    lacking: dict[str, list[Stretch]] = {}
    running: dict[str, list[Stretch]] = {}
    for role in params.roles:
        for stretch in fair_stretches(duty.plan, role.per):
            if len(stretch.within(spoken[role.name])) < role.at_least:
                which = running if is_open(stretch.due, as_of) else lacking
                which.setdefault(_asked(role), []).append(stretch)
    seen = [each for role in params.roles for each in spoken[role.name]]
    if not lacking and not running:
        return _attended(params.roles, spoken)
    gap = reach_gap(facts, duty.unit.portal_url)
    if lacking and gap is not None:
        return gap.verdict(duty, f"{listed(lacking)}是否达到要求")
    open_or_lacking = lacking or running
    values: dict[str, object] = {
        "events": str(len(events)),
        "opened": str(sum(each.article is not None for each in events)),
        "lacking": listed(
            f"{asked}（{listed(each.label for each in some)}）" for asked, some in open_or_lacking.items()
        ),
        "due": day(min(each.due.late_after for some in open_or_lacking.values() for each in some)),
        "as_of": day(as_of),
    }
    ends = tuple(sorted({each.end for some in open_or_lacking.values() for each in some}))
    return Verdict(
        outcome=Outcome.CANT_TELL if lacking else Outcome.NOT_APPLICABLE,
        code="not_seen" if lacking else "not_due",
        timeliness=Timeliness.UNKNOWN if lacking else Timeliness.NOT_DUE,
        values=values,
        due=ends,
        cites=cites(facts.reach, *columns, *seen[:5]) if lacking else (),
    )


def _asked(role: Role) -> str:
    return f"{role.name}{role.at_least}次"


def _speaks(posting: PostingSeen, role: Role) -> bool:
    """Whether the posting's title or its own page names the role; 副厅长 is no 厅长."""
    marks = posting.article.marks if posting.article else ()
    return any(word in marks or re.search(f"(?<!副){re.escape(word)}", posting.title) for word in role.words)


def _attended(roles: Sequence[Role], spoken: dict[str, list[PostingSeen]]) -> Verdict:
    every = {each.id: each for role in roles for each in spoken[role.name]}
    last = max(every.values(), key=lambda each: (each.published_on or date.min, each.id))
    return Verdict(
        outcome=Outcome.PASSED,
        code="attended",
        timeliness=Timeliness.ON_TIME,
        values={
            "told": listed(f"{role.name}{len(spoken[role.name])}次" for role in roles),
            "posting": quotable(last.title),
            "on": day(last.published_on) if last.published_on else "日期不详",
        },
        done_on=last.published_on,
        cites=cites(*list(every.values())[:10]),
    )
