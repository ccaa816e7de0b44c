"""What was searched before something was called missing? Everything that a finding of absence rests on, in one value."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import candidates_of, crawled_on
from audit_rules.wording import day, plain
from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, Refusal
from domain.coverage import Coverage, Place, PlaceSeen, PlaceState, SearchBar
from domain.dossier import (
    CandidateConsidered,
    ColumnConsidered,
    Dossier,
    GradeWord,
    PlaceSearched,
    Question,
    SubjectSought,
)
from domain.failure_words import FAILURES
from domain.observations import PortalFacts
from domain.reach import FailureKind
from domain.subjects import Grade

PLACES: Mapping[Place, str] = MappingProxyType(
    {
        Place.HOME: "首页",
        Place.NAVIGATION: "导航",
        Place.SITEMAP: "网站地图",
        Place.STATUTORY: "法定主动公开内容（信息公开目录）",
        Place.KEY_AREAS: "重点领域专栏",
        Place.SEARCH: "站内搜索",
    }
)
"""What the places are called."""

SHORT_NAMES: Mapping[Place, str] = MappingProxyType({Place.STATUTORY: "政府信息公开栏目"})
"""What a sentence calls them, where that is shorter."""

REFUSALS: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.ARTICLE: "指向单篇信息",
        Refusal.OTHER_SITE: "指向其他网站",
        Refusal.SERVICE: "是办事入口",
        Refusal.NOT_A_LIST: "不是信息栏目",
        Refusal.OTHER_COLUMN: "页面自身标明是其他栏目",
        Refusal.GONE: "页面不存在",
        Refusal.HOME: "指向首页",
        Refusal.FILE: "指向文件，内容须人工核对",
        Refusal.SCRIPT: "由页面脚本打开，地址无从核实",
        Refusal.NOT_FOLLOWED: "超出巡查范围，未打开",
        Refusal.UNCONFIRMED: "页面自身未标明该主题，未能核实",
        Refusal.FAILED: "未能打开",
    }
)
"""Why a link is not the column, as words that can stand behind it."""

BARS: Mapping[SearchBar, str] = MappingProxyType(
    {
        SearchBar.POST: "须以表单提交（POST）查询，程序不代为提交",
        SearchBar.SCRIPT: "由页面脚本查询，程序无法使用",
        SearchBar.CAPTCHA: "须填写验证码，程序不代为填写",
        SearchBar.OTHER_SITE: "设在其他网站",
        SearchBar.NOT_UNDERSTOOD: "结果页无法识别",
    }
)
"""Why a search was not used."""

_GRADES = {Grade.EXACT: GradeWord.EXACT, Grade.SYNONYM: GradeWord.SYNONYM, Grade.WEAK: GradeWord.WEAK}
_STATES = {
    PlaceState.NOT_OFFERED: "已读页面上没有该入口",
    PlaceState.UNREAD: "未能读取",
    PlaceState.NOT_ASKED: "本次未使用",
}
_STATUSES = {
    ColumnStatus.OK: "已读取",
    ColumnStatus.BLANK: "空白栏目",
    ColumnStatus.UNREADABLE: "列表内容无法自动读取",
    ColumnStatus.FAILED: "未能打开",
}
_LONGEST_TEXT = 120


def dossier_of(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Dossier:
    """The dossier of what was searched on a portal for something of these subjects."""
    wanted = sorted(subjects)
    return Dossier(
        subjects=tuple(
            SubjectSought(subject=each, name=duty.name_of(each), names=duty.subject_terms.get(each, 0))
            for each in wanted
        ),
        crawled_on=crawled_on(facts),
        pages_read=facts.coverage.pages_read or facts.reach.pages,
        places=tuple(_place(each) for each in places_of(facts)),
        columns=tuple(_column(each) for each in facts.columns if each.subject in subjects),
        candidates=tuple(_candidate(each) for each in candidates_of(facts, subjects)),
        questions=tuple(
            Question(subject=each.subject, words=plain(each.words), hits=each.hits, whole=each.whole)
            for each in facts.coverage.asked
            if each.subject in subjects
        ),
    )


def places_of(facts: PortalFacts) -> tuple[PlaceSeen, ...]:
    """The places of a portal and what became of each, as the crawl recorded them.

    An older crawl recorded only which it had read. What it had found and could not read stands among its unread pages,
    so the others were not offered; it did not look for a search.
    """
    coverage = facts.coverage
    if coverage.places:
        return coverage.places
    return tuple(
        PlaceSeen(
            place=place,
            state=PlaceState.READ
            if seen
            else PlaceState.UNREAD
            if place in {Place.HOME, Place.NAVIGATION}
            else PlaceState.NOT_OFFERED,
            url=facts.reach.home_url if place in {Place.HOME, Place.NAVIGATION} else None,
        )
        for place, seen in _flags(coverage)
    )


def _flags(coverage: Coverage) -> tuple[tuple[Place, bool], ...]:
    return (
        (Place.HOME, coverage.home),
        (Place.NAVIGATION, coverage.navigation),
        (Place.SITEMAP, coverage.sitemap),
        (Place.STATUTORY, coverage.statutory),
        (Place.KEY_AREAS, coverage.key_areas),
    )


def refusal_words(candidate: CandidateSeen) -> str:
    """Why a link is not the column, with the failure where there was one."""
    return _with(REFUSALS[candidate.refusal], candidate.failure)


def _with(words: str, failure: FailureKind | None) -> str:
    if failure is None or FAILURES[failure] == words:
        return words
    return f"{words}（{FAILURES[failure]}）"


def place_note(seen: PlaceSeen) -> str | None:
    """Why a place was not read; None when it was."""
    note = BARS[seen.bar] if seen.bar else _STATES.get(seen.state)
    return _with(note, seen.failure) if note else None


def _place(seen: PlaceSeen) -> PlaceSearched:
    return PlaceSearched(
        place=seen.place,
        name=PLACES[seen.place],
        state=seen.state,
        address=seen.url,
        failure=seen.failure,
        note=place_note(seen),
    )


def _column(seen: ColumnSeen) -> ColumnConsidered:
    note = _with(_STATUSES[seen.status], seen.failure)
    if seen.status is ColumnStatus.OK:
        since = seen.complete_since
        read = (
            "列表未读全" if since is None else "列表已读完" if since.year == 1 else f"列表已读至{day(since)}"
        )
        note = f"{note}，{read}"
    return ColumnConsidered(
        subject=seen.subject,
        title=plain(seen.title, _LONGEST_TEXT),
        address=seen.url,
        grade=_GRADES[seen.grade],
        status=seen.status,
        note=note,
        read_back_to=seen.complete_since,
        failure=seen.failure,
    )


def _candidate(seen: CandidateSeen) -> CandidateConsidered:
    return CandidateConsidered(
        subject=seen.subject,
        text=plain(seen.text, _LONGEST_TEXT),
        address=seen.url,
        found_on=seen.found_on,
        grade=_GRADES[seen.grade],
        surface=seen.surface,
        refusal=refusal_words(seen),
        failure=seen.failure,
    )
