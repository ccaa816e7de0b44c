"""``filed``: is the address on file (备案) alive, and is it the portal's key-areas column?

No params. The address stands in the registry (``filed_url``). It is right when a probe opened it and it leads to a
column that the crawl confirmed as the subject's (default ``key-areas``). On what day it was filed no page shows, so
timeliness is unknown unless a probe opened it before the due date. It is wrong when it opens what the crawl knows to
be something else (the home page, the column of another subject), and dead only when the server itself says that
nothing is there, or sends the visitor away, while the portal was well reached; any other failure of a probe says
nothing about the unit, nor does a probe from before its time was over.
"""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from audit_rules.absence.missing import MESSAGES as MISSING_MESSAGES
from audit_rules.absence.missing import named, not_due
from audit_rules.absence.proof import HUBS, find_gap, reach_gap
from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.duty import Duty
from audit_rules.failure_words import remedy
from audit_rules.params import Params
from audit_rules.sightings.by_subject import cites, columns_of, readable
from audit_rules.timing.timeliness import Proof, is_open, timeliness_of
from audit_rules.wording import day, place, quotable
from domain.beijing import beijing_day
from domain.columns import ColumnSeen
from domain.failure_words import FAILURES
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.page_addresses import page_fragment
from domain.reach import GONE, Probe
from domain.subjects import Grade

MESSAGES = {
    **{code: PROOF_MESSAGES[code] for code in ("not_crawled", "unreachable", "blocked", "partial_reach")},
    "not_due": MISSING_MESSAGES["not_due"],
    "no_address": "单位名册中没有{unit}报备的重点领域信息公开专栏网址，是否已备案无法判断，建议补录备案网址。",
    "not_probed": "{unit}报备的专栏网址（{filed}）尚未探测，是否有效无法判断，建议重新巡查。",
    "matches": "{unit}报备的专栏网址（{filed}）可正常打开，即门户网站的“{title}”栏目，备案日期不在网上公布、不作认定。",
    "not_confirmed": "{unit}报备的专栏网址（{filed}）可以打开，但未能确认就是重点领域信息公开专栏，建议人工打开核对。",
    "other_page": "{unit}报备的专栏网址（{filed}）于{on}探测时打开的是“{other}”，不是门户网站的“{title}”栏目（{address}），"
    "判为未落实。",
    "probe_failed": "{unit}报备的专栏网址（{filed}）未能打开（{failure}），是否有效无法判断，{remedy}。",
    "dead": "{unit}门户网站可正常访问，但报备的专栏网址（{filed}）于{on}探测时已失效（{failure}），判为未落实。",
}


class FiledParams(Params):
    """None of its own."""

    needs_subject = True


PARAMS = FiledParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    filed = duty.unit.filed_url
    if filed is None:
        return _open_or_untold(duty, as_of, "no_address", {}, cites(facts.reach))
    values: dict[str, object] = {"filed": place(filed, duty.unit.portal_url)}
    probes = [each for each in facts.probes if each.purpose == "filed" and _same(each.url) == _same(filed)]
    opened = [each for each in probes if each.ok]
    if opened:
        return _opened(duty, facts, as_of, filed, opened, values)
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        if is_open(duty.due, as_of):
            return not_due(duty, "专栏网址备案", as_of)
        return gap.verdict(duty, "报备的专栏网址是否有效")
    if not probes:
        return _open_or_untold(duty, as_of, "not_probed", values, cites(facts.reach))
    return _closed(duty, facts, as_of, probes, values)


def _open_or_untold(
    duty: Duty, as_of: date, code: str, values: dict[str, object], seen: tuple[str, ...]
) -> Verdict:
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(outcome=Outcome.CANT_TELL, code=code, values=values, due=duty.due_dates, cites=seen)


def _opened(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    filed: str,
    opened: Sequence[Probe],
    values: dict[str, object],
) -> Verdict:
    behind = page_fragment(filed)  # a redirect keeps it, though no server is told of it
    landed = (each.final_url.partition("#")[0] + f"#{behind}" for each in opened if each.final_url)
    addresses = {_same(filed), *map(_same, landed)}
    column = next((each for each in _columns(duty, facts) if _same(each.url) in addresses), None)
    if column is None:
        return _elsewhere(duty, facts, as_of, addresses, opened, values)
    first = min((beijing_day(each.at) or date.max for each in opened), default=date.max)
    proof = Proof(on=first if first <= as_of else None)
    return Verdict(
        outcome=Outcome.PASSED,
        code="matches",
        timeliness=timeliness_of(proof, duty.due, standing=duty.is_standing),
        values={**values, **named(duty, column)},
        due=duty.due_dates,
        cites=cites(column, opened[-1]),
    )


def _elsewhere(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    addresses: set[str],
    opened: Sequence[Probe],
    values: dict[str, object],
) -> Verdict:
    """The address opens, but not as the column: wrong only when it is known to be something else."""
    right = next(iter(_columns(duty, facts)), None)
    home = {_same(each) for each in (facts.reach.home_url, duty.unit.portal_url) if each}
    other = next(
        (
            quotable(each.title)
            for each in facts.columns
            if each.grade > Grade.WEAK and each.subject not in HUBS and _same(each.url) in addresses
        ),
        "首页" if home & addresses else None,
    )
    seen = cites(facts.reach, right, *opened[-1:])
    gap = find_gap(duty, facts, {duty.subject}, None)
    if right is None or other is None or gap is not None or _is_early(duty, opened[-1]):
        return _open_or_untold(duty, as_of, "not_confirmed", values, seen)
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(
        outcome=Outcome.FAILED,
        code="other_page",
        timeliness=Timeliness.OVERDUE,
        values={**values, **named(duty, right), "other": other, "on": _day_of(opened[-1])},
        due=duty.due_dates,
        cites=seen,
    )


def _columns(duty: Duty, facts: PortalFacts) -> tuple[ColumnSeen, ...]:
    return readable(columns_of(facts, {duty.subject or "key-areas"}))


def _closed(
    duty: Duty, facts: PortalFacts, as_of: date, probes: Sequence[Probe], values: dict[str, object]
) -> Verdict:
    last = max(probes, key=lambda each: (each.at, each.id))
    values |= {
        "on": _day_of(last),
        "failure": FAILURES[last.failure] if last.failure else "原因不明",
        "remedy": remedy(last.failure, None),
    }
    if last.failure not in GONE or _read_anyway(duty, facts) or _is_early(duty, last):
        return _open_or_untold(duty, as_of, "probe_failed", values, cites(facts.reach, last))
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(
        outcome=Outcome.FAILED,
        code="dead",
        timeliness=Timeliness.OVERDUE,
        values=values,
        due=duty.due_dates,
        cites=cites(facts.reach, *probes),
    )


def _day_of(probe: Probe) -> str:
    return day(beijing_day(probe.at) or probe.at.date())


def _is_early(duty: Duty, probe: Probe) -> bool:
    """Whether it was probed while there was still time: a column may have opened at the address since."""
    on = beijing_day(probe.at)
    return on is None or is_open(duty.due, on)


def _read_anyway(duty: Duty, facts: PortalFacts) -> bool:
    """Whether the crawl read a column at the filed address although the probe did not open it."""
    filed = _same(duty.unit.filed_url or "")
    return any(_same(each.url) == filed for each in _columns(duty, facts))


def _same(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www, index page, final slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    head, _, last = parts.path.rpartition("/")
    path = head if last.partition(".")[0] in {"index", "default"} else parts.path
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"{host}{port}{path.rstrip('/')}?{parts.query}#{page_fragment(url)}"
