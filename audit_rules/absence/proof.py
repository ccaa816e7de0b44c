"""Is it proved that something is not on a portal, and if not, what stands in the way?

A thing is missing only when the portal was reached, asked for it, and read well enough: home page, navigation, and one of site
map, statutory content or key-areas column; the page budget was not used up; nothing that mattered stayed unread;
no candidate link stayed undecided; and the portal was looked at after the due date.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from audit_rules.absence.dossiers import PLACES, REFUSALS, SHORT_NAMES, place_note, places_of
from audit_rules.absence.former import FORMER_MESSAGES, former_gap
from audit_rules.absence.gap import Gap
from audit_rules.absence.sought import NOT_SOUGHT_MESSAGES, not_sought_gap
from audit_rules.duty import Duty
from audit_rules.failure_words import remedy
from audit_rules.sightings.by_subject import candidates_of, cites, columns_of, crawled_on, undecided, unread
from audit_rules.timing.timeliness import last_day
from audit_rules.wording import day, listed, place, quotable
from domain.columns import CandidateSeen, ColumnSeen
from domain.coverage import Place, PlaceState
from domain.deadlines import Due
from domain.failure_words import FAILURES, challenge_name
from domain.observations import PortalFacts
from domain.reach import GONE, FailureKind, Reach, ReachStatus

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "not_crawled": "本次未能完成对{unit}门户网站的巡查，{want}无法判断，建议重新安排巡查。",
        "unreachable": "{unit}门户网站（{host}）无法访问（{failure}），{want}无法判断，{remedy}。",
        "blocked": "{unit}门户网站（{host}）启用了{blocked}，拦截了自动访问，{want}无法判断，{remedy}。",
        "partial_reach": "{unit}门户网站（{host}）只读取到{pages}个页面、另有{failed}个页面读取失败，"
        "{want}无法判断，{remedy}。",
        "column_unread": "{unit}的“{title}”栏目（{address}）未能读取（{failure}），{want}无法判断，{remedy}。",
        "candidate_undecided": "{unit}门户网站上的“{title}”（{address}）可能是所查栏目但未能核实（{failure}），"
        "{want}无法判断，建议人工打开该地址核对。",
        "budget_exhausted": "{unit}门户网站页面较多，读取{pages}个页面后达到巡查上限，{want}无法判断，"
        "建议提高页面上限后重新巡查。",
        "places_unread": "{unit}门户网站的{missing}未能读到，查找范围不足，{want}无法判断，"
        "建议核对首页导航后重新巡查。",
        "search_unused": "{unit}门户网站设有站内搜索（{address}）但未能使用（{why}），网站地图和信息公开目录又未能一并读到，"
        "{want}无法判断，建议人工在站内检索。",
        "pages_unread": "{unit}门户网站有{count}个相关页面未能读取（如{address}，{failure}），{want}无法判断，"
        "{remedy}。",
        **NOT_SOUGHT_MESSAGES,
        **FORMER_MESSAGES,
        "crawl_too_early": "最近一次巡查{unit}门户网站是在{crawled}，早于{due}时限届满，{want}无法判断，"
        "建议重新巡查。",
    }
)
"""The sentences of every way in which absence is not proved; ``want`` says what was looked for."""

HUBS = frozenset({"key-areas", "statutory"})
"""Columns that lead to columns of other subjects: one that could not be read may hide any subject."""


def find_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str], due: Due | None) -> Gap | None:
    """What stands in the way of calling something of these subjects missing; None when its absence is proved.

    Args:
        duty: the duty judged.
        facts: the portal's facts.
        subjects: the subjects in whose columns it would stand.
        due: the due date after which the portal must have been looked at; None when no date matters.
    """
    return (
        reach_gap(facts, duty.unit.portal_url)
        or not_sought_gap(duty, facts, subjects)
        or _column_gap(duty, facts, subjects)
        or former_gap(duty, facts, subjects)
        or _undecided_gap(duty, facts, subjects)
        or _budget_gap(facts)
        or _coverage_gap(facts, subjects)
        or _search_gap(facts, subjects)
        or _unread_gap(duty, facts, subjects)
        or _early_gap(facts, due)
    )


def reading_gap(duty: Duty, facts: PortalFacts) -> Gap | None:
    """The gap that anything unread leaves for a verdict on the portal as a whole; None when all of it was read."""
    subjects = {each.subject for each in facts.columns}
    return (
        reach_gap(facts, duty.unit.portal_url)
        or _column_gap(duty, facts, subjects)
        or _budget_gap(facts)
        or _unread_gap(duty, facts, subjects)
    )


def reach_gap(facts: PortalFacts, portal_url: str | None) -> Gap | None:
    """The gap that the reach of the portal leaves; None when the portal was reached."""
    reach = facts.reach
    where = {"host": place(reach.home_url or portal_url or "").removesuffix("/") or "地址不详"}
    known = cites(reach)
    match reach.status:
        case ReachStatus.OK:
            return None
        case ReachStatus.NOT_CRAWLED:
            return Gap(code="not_crawled", cites=known)
        case ReachStatus.UNREACHABLE:
            values = {**where, "failure": _why(reach), "remedy": remedy(reach.failure, reach.remedy)}
            return Gap(code="unreachable", values=values, cites=known)
        case ReachStatus.BLOCKED:
            values = {
                **where,
                "blocked": challenge_name(reach.blocked),
                "remedy": remedy(FailureKind.BLOCKED, reach.remedy),
            }
            return Gap(code="blocked", values=values, cites=known)
        case ReachStatus.PARTIAL:
            values = {
                **where,
                "pages": str(reach.pages),
                "failed": str(reach.failed_pages),
                "remedy": remedy(reach.failure, reach.remedy),
            }
            return Gap(code="partial_reach", values=values, cites=known)


def _why(reach: Reach) -> str:
    words = FAILURES[reach.failure] if reach.failure else "原因不明"
    return f"{words}，HTTP {reach.http_status}" if reach.http_status else words


def _column_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    closed = unread(columns_of(facts, {*subjects, *HUBS}))
    if not closed:
        return None
    first = closed[0]
    values = {
        "title": quotable(first.title) or duty.name_of(first.subject),
        "address": place(first.url, duty.unit.portal_url),
        "failure": FAILURES[first.failure] if first.failure else "列表内容无法自动读取",
        "remedy": remedy(first.failure, None) if first.failure else "建议人工打开该页面核对",
    }
    return Gap(code="column_unread", values=values, cites=cites(facts.reach, *closed))


def _undecided_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    open_links = undecided(facts, subjects)
    if not open_links:
        return None
    first = open_links[0]
    text = first.title if isinstance(first, ColumnSeen) else first.text
    values = {
        "title": quotable(text) or duty.name_of(first.subject),
        "address": place(first.url, duty.unit.portal_url),
        "failure": _undecided_why(first),
    }
    return Gap(code="candidate_undecided", values=values, cites=cites(facts.reach, *open_links))


def _undecided_why(seen: CandidateSeen | ColumnSeen) -> str:
    if seen.failure:
        return FAILURES[seen.failure]
    return REFUSALS[seen.refusal] if isinstance(seen, CandidateSeen) else "页面自身未标明该主题"


def _budget_gap(facts: PortalFacts) -> Gap | None:
    if not facts.coverage.budget_exhausted:
        return None
    values = {"pages": str(facts.coverage.pages_read or facts.reach.pages)}
    return Gap(code="budget_exhausted", values=values, cites=cites(facts.reach))


def _coverage_gap(facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    coverage = facts.coverage
    missing = [
        name
        for name, seen in (
            ("首页", coverage.home),
            ("导航", coverage.navigation),
            (
                "网站地图或信息公开目录",
                coverage.sitemap or coverage.statutory or coverage.key_areas or _told_all(facts, subjects),
            ),
        )
        if not seen
    ]
    if not missing:
        return None
    return Gap(code="places_unread", values={"missing": "、".join(missing)}, cites=cites(facts.reach))


def _told_all(facts: PortalFacts, subjects: Collection[str]) -> bool:
    """Whether the portal's search was asked for every one of the subjects, and all that it found was looked at."""
    return bool(subjects) and set(subjects) <= {each.subject for each in facts.coverage.asked if each.whole}


def _search_gap(facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    """Where a person could still ask the portal's search for a column, and no listing of the whole portal makes up for it.

    Of no matter: a search that the portal does not offer or whose address is dead (nobody can ask it); one that was asked;
    a subject whose column was read. A crawl that did not look for a search says nothing of it.
    """
    seen = facts.coverage.place(Place.SEARCH)
    columns = columns_of(facts, subjects)
    if seen is None or seen.state is PlaceState.NOT_OFFERED or seen.failure in GONE or columns:
        return None
    asked = {each.subject for each in facts.coverage.asked}
    coverage = facts.coverage
    if set(subjects) <= asked or (coverage.sitemap and (coverage.statutory or coverage.key_areas)):
        return None
    values = {
        "why": place_note(seen) or "本次未就该栏目查询",
        "address": place(seen.url or "", facts.reach.home_url),
    }
    return Gap(code="search_unused", values=values, cites=cites(facts.reach))


def _unread_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    """Pages that mattered and stayed unread.

    Not counted: an address that the server itself says does not exist (nothing is there to be read), and the
    column of another subject (it is known what it is), unless that column is a hub.
    """
    elsewhere = {
        seen.url
        for seen in columns_of(facts, {each.subject for each in facts.columns} - HUBS - set(subjects))
    }
    closed = sorted(
        (url, failure)
        for url, failure in facts.coverage.unread
        if failure is not FailureKind.NOT_FOUND and url not in elsewhere
    )
    if not closed:
        return None
    url, failure = closed[0]
    values = {
        "count": str(len(closed)),
        "address": place(url, duty.unit.portal_url),
        "failure": FAILURES[failure],
        "remedy": remedy(failure, None),
    }
    return Gap(code="pages_unread", values=values, cites=cites(facts.reach))


def _early_gap(facts: PortalFacts, due: Due | None) -> Gap | None:
    crawled = crawled_on(facts)
    if due is None or crawled is None or crawled > last_day(due):
        return None
    values = {"crawled": day(crawled), "due": day(last_day(due))}
    return Gap(code="crawl_too_early", values=values, cites=cites(facts.reach))


def searched(facts: PortalFacts, subjects: Collection[str]) -> str:
    """What was searched, as a clause: pages read, places looked at, how many links considered; the dossier has the rest."""
    places = [
        SHORT_NAMES.get(each.place, PLACES[each.place])
        for each in places_of(facts)
        if each.state is PlaceState.READ
    ]
    crawled = crawled_on(facts)
    when = f"{day(crawled)}巡查" if crawled else "巡查"
    words = f"{when}共读取{facts.coverage.pages_read or facts.reach.pages}个页面，查遍{listed(places, 6)}"
    refused = candidates_of(facts, subjects)
    if refused:
        words += f"，共核查相近链接{len(refused)}处，详见核查记录"
    return words


def visited(facts: PortalFacts) -> str:
    """When the portal was looked at, as a clause."""
    crawled = crawled_on(facts)
    return f"{day(crawled)}巡查时" if crawled else "巡查时"


def absence_cites(facts: PortalFacts, subjects: Collection[str], *seen: object) -> tuple[str, ...]:
    """The facts that a finding of absence rests on: every column considered, what was ``seen`` there, candidates, the reach."""
    columns, candidates = columns_of(facts, subjects), candidates_of(facts, subjects)
    return cites(*columns, *seen, *candidates, facts.reach)
