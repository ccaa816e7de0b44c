"""Which pages does a finding rest on, and what on them is to be framed? Pure: told from its citations and the facts.

A frame is red only round what is itself the problem: an inspector takes red for the breach.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from types import MappingProxyType

from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus
from domain.coverage import Place, PlaceState
from domain.dossier import Dossier, PlaceSearched
from domain.failure_words import FAILURES, challenge_name
from domain.findings import AT_FAULT, Finding, Outcome
from domain.observations import PortalFacts
from domain.postings import MessageSeen, PostingSeen
from domain.reach import Probe, Reach, ReachStatus
from domain.reach_words import answer_words
from evidence.office.audit_report import Reported
from evidence.office.plain_text import quoted
from evidence.office.statuses import PROBLEMS, Status, status_of
from evidence.pictures.views import Element, Region, View

MOST_VIEWS = 6
"""Pictures of one finding: an inspector reads a handful, and a count of 36 periods rests on 36 postings."""

_MOST_FRAMED = 8
_MOST_COLUMNS = 2
_MOST_CANDIDATES = 2
_HOME_PARTS: Mapping[str, Region] = MappingProxyType({"norms": Region.FOOTER, "home_marks": Region.FOOTER})
"""Checks of the home page, by the part of it that they look at."""

_Fact = ColumnSeen | PostingSeen | MessageSeen | CandidateSeen | Reach | Probe


def what_to_show(reported: Reported, facts: PortalFacts) -> tuple[View, ...]:
    """The pages of a finding, the most telling first, at most ``MOST_VIEWS``; none where it rests on no page."""
    finding = reported.finding
    cited = _Cited(finding.cites, facts, _at_fault(reported))
    blocked = _refused(cited.reach) if finding.outcome is Outcome.CANT_TELL else ()
    views = chain(
        _filed(cited.filed),
        blocked,
        _listed(finding, facts, cited),
        _articles(cited) if finding.dossier is None else (),
        _searched(finding.dossier, facts) if finding.dossier else (),
        _entrances(finding, cited),
        _candidates(cited.candidates),
        () if blocked else _home(finding, cited),
    )
    return _by_page(views)[:MOST_VIEWS]


class _Cited:
    """The facts that a finding's citations stand for, in the citations' order; ``at_fault`` are ids of those to blame."""

    def __init__(self, cites: Sequence[str], facts: PortalFacts, at_fault: frozenset[str]) -> None:
        self.at_fault = at_fault
        told: list[_Fact] = [facts.reach, *facts.former_columns, *facts.columns, *facts.postings]
        told += [*facts.candidates, *facts.messages, *((facts.filed,) if facts.filed else ())]
        known = {each.id: each for each in told}
        self.found = found = [known[each] for each in cites if each in known]
        self.columns = [each for each in found if isinstance(each, ColumnSeen)]
        self.postings = [each for each in found if isinstance(each, PostingSeen)]
        self.messages = [each for each in found if isinstance(each, MessageSeen)]
        self.candidates = [each for each in found if isinstance(each, CandidateSeen)]
        self.filed = next((each for each in found if isinstance(each, Probe)), None)
        self.reach = next((each for each in found if isinstance(each, Reach)), None)


def _at_fault(reported: Reported) -> frozenset[str]:
    """The observations that are themselves the problem, unless a review took the accusation away."""
    told = reported.finding.values.get(AT_FAULT)
    if not isinstance(told, list | tuple) or status_of(reported) not in PROBLEMS:
        return frozenset()
    return frozenset(map(str, told))


def _filed(filed: Probe | None) -> Iterator[View]:
    """What the server showed under the address on file, when the visit asked for it."""
    if filed is None:
        return
    led = f"，跳转到 {filed.final_url}" if filed.final_url else ""
    yield View(
        page=filed.url,
        what="报备的专栏网址打开的页面" if filed.ok else "服务器对报备的专栏网址返回的页面",
        answer=f"抓取时访问报备的专栏网址，{answer_words(filed)}{led}",
    )


def _refused(reach: Reach | None) -> tuple[View, ...]:
    """What the server showed instead of its pages."""
    if reach is None or reach.home_url is None:
        return ()
    if reach.status not in {ReachStatus.BLOCKED, ReachStatus.UNREACHABLE} and reach.blocked is None:
        return ()
    why = (
        challenge_name(reach.blocked)
        if reach.blocked
        else FAILURES.get(reach.failure)
        if reach.failure
        else ""
    )
    return (
        View(
            page=reach.home_url,
            what="服务器返回的页面",
            sought=(f"自动访问未能读到门户网站内容（{why}）。",) if why else (),
        ),
    )


def _listed(finding: Finding, facts: PortalFacts, cited: _Cited) -> Iterator[View]:
    """The columns that are cited, or that hold what is cited, in that order, with the postings framed; else with their newest."""
    known = {each.id: each for each in (*facts.columns, *cited.columns)}
    columns: dict[str, ColumnSeen] = {}
    for fact in cited.found:
        ids = _stands_in(fact)
        # Of several columns that hold a posting, that one which the finding cites.
        of_cited = [each.id for each in cited.columns if each.id in ids]
        if columns.keys().isdisjoint(ids):
            columns |= {each: known[each] for each in (*of_cited, *ids)[:1] if each in known}
    most = _MOST_COLUMNS if finding.dossier else MOST_VIEWS
    return (_column_view(column, facts, cited) for column in list(columns.values())[:most])


def _stands_in(fact: _Fact) -> tuple[str, ...]:
    """The ids of the columns in which a fact stands; a column's own."""
    match fact:
        case ColumnSeen():
            return (fact.id,)
        case PostingSeen():
            return fact.columns
        case MessageSeen():
            return (fact.column,)
        case _:
            return ()


def _column_view(column: ColumnSeen, facts: PortalFacts, cited: _Cited) -> View:
    newest = _newest(each for each in facts.postings if column.id in each.columns)
    framed = [
        _posting(each, cited, is_newest=each is newest)
        for each in cited.postings
        if column.id in each.columns
    ]
    framed += [_message(each, cited) for each in cited.messages if each.column == column.id]
    what = "栏目页面"
    if column.status is ColumnStatus.BLANK:
        what = "栏目页面（空白栏目）"
    elif column.status is not ColumnStatus.OK:
        why = FAILURES[column.failure] if column.failure else "列表内容无法自动读取"
        what = f"栏目页面（{why}）"
    elif not framed and newest:
        framed = [_element(newest, "本栏目核查时最新一条信息")]
    return View(
        page=column.url,
        what=what,
        title=column.title,
        elements=tuple(framed[:_MOST_FRAMED]),
        anywhere=True,
    )


def _posting(posting: PostingSeen, cited: _Cited, *, is_newest: bool) -> Element:
    if posting.id in cited.at_fault:
        return replace(_element(posting, f"{Status.LATE}的信息"), at_fault=True)
    return _element(posting, f"结论所依据的信息{'（本栏目最新一条）' if is_newest else ''}")


def _element(posting: PostingSeen, label: str) -> Element:
    return Element(label=label, text=posting.title, address=posting.url, posted_on=posting.published_on)


def _message(message: MessageSeen, cited: _Cited) -> Element:
    at_fault = message.id in cited.at_fault
    return Element(
        label="逾期未回应的留言" if at_fault else "结论所依据的留言",
        text=message.title,
        address=message.url,
        posted_on=message.submitted_on,
        at_fault=at_fault,
    )


def _newest(postings: Iterable[PostingSeen]) -> PostingSeen | None:
    return max(postings, key=lambda each: (each.published_on or date.min, each.id), default=None)


def _articles(cited: _Cited) -> Iterator[View]:
    """The own pages of postings that a crawl opened."""
    for each in cited.postings:
        if each.article is not None:
            late = each.id in cited.at_fault
            label = f"{Status.LATE}的信息标题" if late else "信息标题"
            yield View(
                page=each.url,
                what="信息正文页面",
                title=each.title,
                elements=(Element(label=label, text=each.title, at_fault=late),),
            )


def _searched(dossier: Dossier, facts: PortalFacts) -> Iterator[View]:
    """The navigation, the site map and the other places in which something was looked for and not found."""
    sought = tuple(
        f"在此查找{quoted(each.name)}栏目（栏目同义词表中的名称共 {each.names} 个），未找到名称相符且可确认的栏目。"
        for each in dossier.subjects
    )
    if dossier.columns:
        # The column is there, and something that should stand in it was not found.
        sought = tuple(
            f"在此查找{quoted(each.name)}栏目（名称共 {each.names} 个），见查找记录。"
            for each in dossier.subjects
        )
    read = {each.place: each for each in dossier.places if each.state is PlaceState.READ}
    home = facts.reach.home_url or _address(read, Place.HOME) or _address(read, Place.NAVIGATION)
    if home:
        yield View(
            page=home,
            what="首页和导航",
            elements=(Element(label="导航（查找范围）", region=Region.NAVIGATION),),
            sought=sought,
        )
    for place in (Place.SITEMAP, Place.STATUTORY, Place.KEY_AREAS, Place.SEARCH):
        address = _address(read, place)
        if address:
            yield View(page=address, what=read[place].name, sought=sought)


def _address(read: Mapping[Place, PlaceSearched], place: Place) -> str | None:
    return read[place].address if place in read else None


def _entrances(finding: Finding, cited: _Cited) -> Iterator[View]:
    """Where the portal leads to its columns."""
    if finding.dossier is not None:
        return
    for column in cited.columns:
        if column.found_on and column.found_on != column.url:
            yield View(
                page=column.found_on,
                what="栏目入口所在页面",
                title=column.title,
                elements=(Element(label="栏目入口", text=column.title, address=column.url),),
            )


def _candidates(candidates: Sequence[CandidateSeen]) -> Iterator[View]:
    for each in candidates[:_MOST_CANDIDATES]:
        yield View(
            page=each.found_on,
            what="曾考虑的链接所在页面",
            title=each.text,
            elements=(Element(label="曾考虑、未采用的链接", text=each.text, address=each.url),),
        )


def _home(finding: Finding, cited: _Cited) -> Iterator[View]:
    """The home page, of a finding that rests on the portal as a whole."""
    if cited.reach is None or cited.reach.home_url is None:
        return
    part = _HOME_PARTS.get(finding.check)
    yield View(
        page=cited.reach.home_url,
        what="首页",
        elements=(Element(label="页脚", region=part),) if part else (),
    )


def _by_page(views: Iterable[View]) -> tuple[View, ...]:
    """One view a page, with everything that is to be framed there."""
    found: dict[str, View] = {}
    for view in views:
        first = found.setdefault(view.page, view)
        if first is not view:
            elements = dict.fromkeys((*first.elements, *view.elements))
            found[view.page] = replace(
                first,
                elements=tuple(elements)[:_MOST_FRAMED],
                sought=tuple(dict.fromkeys((*first.sought, *view.sought))),
            )
    return tuple(found.values())
