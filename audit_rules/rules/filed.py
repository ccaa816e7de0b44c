"""``filed``: is the address on file (备案) alive, and is it the portal's key-areas column?

No params. The address stands in the registry (``filed_url``). It is asked by the visit of the portal, which keeps what came
(``facts.filed``), and by probes. It is right when any of them opened it and it leads to a
column that the crawl confirmed as the subject's (default ``key-areas``). On what day it was filed no page shows, so
timeliness is unknown unless it was opened before the due date. It is wrong when it opens what the crawl knows to
be something else (the home page, the column of another subject), and dead only when the server itself says that
nothing is there (404, 410), while the portal was well reached; any other failure says
nothing about the unit, nor does a request from before its time was over. A page that only says in words that nothing is there
was opened: what it is, is for people.

An accusation rests on the visit: where it asked, what it found must say so, and no probe may speak against it. Probes alone
accuse only where the visit did not ask, as of an address that was filed since.
"""

from datetime import date
from urllib.parse import SplitResult, urlsplit

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
from domain.reach import GONE, FailureKind, Probe
from domain.subjects import Grade

MESSAGES = {
    **{code: PROOF_MESSAGES[code] for code in ("not_crawled", "unreachable", "blocked", "partial_reach")},
    "not_due": MISSING_MESSAGES["not_due"],
    "no_address": "单位名册中没有{unit}报备的重点领域信息公开专栏网址，是否已备案无法判断，建议补录备案网址。",
    "not_probed": "{unit}报备的专栏网址（{filed}）尚未访问，是否有效无法判断，建议重新巡查。",
    "matches": "{unit}报备的专栏网址（{filed}）可正常打开，即门户网站的“{title}”栏目，备案日期不在网上公布、不作认定。",
    "not_confirmed": "{unit}报备的专栏网址（{filed}）有打开的记录，但未能确认就是重点领域信息公开专栏，建议人工打开核对。",
    "other_page": "{unit}报备的专栏网址（{filed}）于{on}访问时打开的是“{other}”，不是门户网站的“{title}”栏目（{address}），"
    "判为未落实。",
    "probe_failed": "{unit}报备的专栏网址（{filed}）未能打开（{failure}），是否有效无法判断，{remedy}。",
    "dead": "{unit}门户网站可正常访问，但报备的专栏网址（{filed}）于{on}访问时已失效（{failure}），判为未落实。",
}


class FiledParams(Params):
    """None of its own."""

    needs_subject = True


PARAMS = FiledParams

_HOME = "首页"


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    filed = duty.unit.filed_url
    if filed is None:
        return _open_or_untold(duty, as_of, "no_address", {}, cites(facts.reach))
    values: dict[str, object] = {"filed": place(filed, duty.unit.portal_url)}
    asked = _Asked(filed, facts)
    if any(map(_answered, asked.every)):
        return _opened(duty, facts, as_of, asked, values)
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        if is_open(duty.due, as_of):
            return not_due(duty, "专栏网址备案", as_of)
        return gap.verdict(duty, "报备的专栏网址是否有效")
    if asked.proof is None:
        return _open_or_untold(duty, as_of, "not_probed", values, cites(facts.reach))
    return _closed(duty, facts, as_of, asked, asked.proof, values)


class _Asked:
    """What came of asking for the address: ``visit`` by the visit of the portal, ``probes`` beside it, oldest first.

    ``proof`` is what an accusation rests on: the visit, else the newest probe, of the very address. What came of one that differs
    by ``www.`` or the name of an index page may clear the unit, and never accuses it.
    """

    def __init__(self, filed: str, facts: PortalFacts) -> None:
        self.filed = filed
        of_crawl = facts.filed
        # The registry may name another address by now than when the portal was visited.
        self.visit = of_crawl if of_crawl and _same(of_crawl.url) == _same(filed) else None
        self.probes = [
            each for each in facts.probes if each.purpose == "filed" and _same(each.url) == _same(filed)
        ]
        self.every = [each for each in (self.visit, *self.probes) if each]
        exact = [each for each in self.probes if self.is_of_it(each)]
        newest = max(exact, key=lambda each: (each.at, each.id), default=None)
        self.proof = self.visit if self.visit and self.is_of_it(self.visit) else newest

    def is_of_it(self, found: Probe) -> bool:
        """Whether the very address was asked for, under http or https."""
        return _page(found.url) == _page(self.filed)

    @property
    def opened_by_probe(self) -> Probe | None:
        """The newest probe that opened it."""
        return next((each for each in reversed(self.probes) if _answered(each)), None)

    def landed(self, found: Probe) -> set[str]:
        """Where the address led, and itself."""
        behind = page_fragment(self.filed)  # a redirect keeps it, though no server is told of it
        led = [f"{found.final_url.partition('#')[0]}#{behind}"] if found.final_url else []
        return {_same(self.filed), *map(_same, led)}


def _open_or_untold(
    duty: Duty, as_of: date, code: str, values: dict[str, object], seen: tuple[str, ...]
) -> Verdict:
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(outcome=Outcome.CANT_TELL, code=code, values=values, due=duty.due_dates, cites=seen)


def _opened(duty: Duty, facts: PortalFacts, as_of: date, asked: _Asked, values: dict[str, object]) -> Verdict:
    opened = [each for each in asked.every if each.ok]
    addresses = {address for each in opened for address in asked.landed(each)}
    column = next((each for each in _columns(duty, facts) if _same(each.url) in addresses), None)
    if column is None:
        return _elsewhere(duty, facts, as_of, asked, values)
    first = min((beijing_day(each.at) or date.max for each in opened), default=date.max)
    proof = Proof(on=first if first <= as_of else None)
    visit = asked.visit if asked.visit and asked.visit.ok else None
    return Verdict(
        outcome=Outcome.PASSED,
        code="matches",
        timeliness=timeliness_of(proof, duty.due, standing=duty.is_standing),
        values={**values, **named(duty, column)},
        due=duty.due_dates,
        cites=cites(visit, column, asked.opened_by_probe),
    )


def _elsewhere(
    duty: Duty, facts: PortalFacts, as_of: date, asked: _Asked, values: dict[str, object]
) -> Verdict:
    """The address opens, but not as the column: wrong only when it is known to be something else."""
    right = next(iter(_columns(duty, facts)), None)
    found = [each for each in (asked.visit, asked.opened_by_probe) if each]
    others = {_other(duty, facts, asked, each) for each in found}
    other = others.pop() if len(others) == 1 else None  # where they saw different things nothing is known
    seen = cites(asked.visit, facts.reach, right, asked.opened_by_probe)
    gap = find_gap(duty, facts, {duty.subject}, None)
    if right is None or other is None or gap is not None or _is_early(duty, found[0]):
        return _open_or_untold(duty, as_of, "not_confirmed", values, seen)
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(
        outcome=Outcome.FAILED,
        code="other_page",
        timeliness=Timeliness.OVERDUE,
        values={**values, **named(duty, right), "other": other, "on": _day_of(found[0])},
        due=duty.due_dates,
        cites=seen,
    )


def _other(duty: Duty, facts: PortalFacts, asked: _Asked, found: Probe) -> str | None:
    """What one request opened instead of the column, by its name on the portal; None where that is not known.

    A page that reads as the home page does without having led there may hold the column in a frame, or load it by a script.
    """
    if not asked.is_of_it(found):
        return None
    home = {_same(each) for each in (facts.reach.home_url, duty.unit.portal_url) if each}
    if found.failure is FailureKind.REDIRECT_HOME:
        return _HOME if found.final_url and _same(found.final_url) in home else None
    if not found.ok:
        return None
    addresses = asked.landed(found)
    pages = {_page(asked.filed), *([_page(found.final_url)] if found.final_url else [])}
    return next(
        (
            quotable(each.title)
            for each in facts.columns
            if each.grade > Grade.WEAK and each.subject not in HUBS and _page(each.url) in pages
        ),
        _HOME if home & addresses else None,
    )


def _answered(found: Probe) -> bool:
    """Whether the address was answered with a page, whatever that page is."""
    return found.ok or found.failure in {FailureKind.REDIRECT_HOME, FailureKind.SOFT_404}


def _columns(duty: Duty, facts: PortalFacts) -> tuple[ColumnSeen, ...]:
    return readable(columns_of(facts, {duty.subject or "key-areas"}))


def _closed(
    duty: Duty, facts: PortalFacts, as_of: date, asked: _Asked, proof: Probe, values: dict[str, object]
) -> Verdict:
    values |= {
        "on": _day_of(proof),
        "failure": FAILURES[proof.failure] if proof.failure else "原因不明",
        "remedy": remedy(proof.failure, None),
    }
    if proof.failure not in GONE or _read_anyway(duty, facts) or _is_early(duty, proof):
        seen = cites(asked.visit, facts.reach, *asked.probes[-1:])
        return _open_or_untold(duty, as_of, "probe_failed", values, seen)
    if is_open(duty.due, as_of):
        return not_due(duty, "专栏网址备案", as_of)
    return Verdict(
        outcome=Outcome.FAILED,
        code="dead",
        timeliness=Timeliness.OVERDUE,
        values=values,
        due=duty.due_dates,
        cites=cites(asked.visit, facts.reach, *asked.probes),
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
    """An address without what seldom tells pages apart: scheme, www, index page, final slash."""
    parts = urlsplit(url)
    head, _, last = parts.path.rpartition("/")
    path = head if last.partition(".")[0] in {"index", "default"} else parts.path
    return f"{_host(parts).removeprefix('www.')}{path.rstrip('/')}?{parts.query}#{page_fragment(url)}"


def _page(url: str) -> str:
    """An address without its scheme, and nothing else."""
    parts = urlsplit(url)
    return f"{_host(parts)}{parts.path or '/'}?{parts.query}#{page_fragment(url)}"


def _host(parts: SplitResult) -> str:
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"{(parts.hostname or '').rstrip('.')}{port}"
