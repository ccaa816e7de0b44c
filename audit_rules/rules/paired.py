"""``paired``: do the policy documents have their interpretations, within three working days (文件公开后3个工作日内)?

Params: ``documents`` (the subject in whose columns the documents stand; default regulations), ``workdays`` (default 3). The
check's subject is that of the interpretations. Source: 云政办发〔2017〕41号 第102行; 国办发〔2016〕80号 (政策性文件与解读材料
同步公开).

Looked at are documents dated after the plan was published whose titles are those of policies (意见, 办法, 方案 …),
and postings anywhere on the portal that say that they interpret something (``audit_rules.sightings.pairing``). Not
every document needs an interpretation, and one can be published elsewhere: a document without one accuses nobody, it
is listed for an inspector. Late is called only what is certain: the document's title names the unit as its author, no
other document is called the same, both days may carry a judgement and no earlier crawl speaks against them, the
columns of interpretations were read back over the document's day, no interpretation of it is without a sure date, and
none that names no document could be of it; and the day of the document is that on which it came out, not its signature.
Which share is paired, and in which directions the pages are linked, stands in the sentence.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from audit_rules.absence.missing import MESSAGES as MISSING_MESSAGES
from audit_rules.absence.proof import find_gap
from audit_rules.calendar import add_workdays, known_until
from audit_rules.duty import Duty
from audit_rules.params import Params, Word
from audit_rules.sightings.by_subject import (
    cites,
    columns_of,
    complete_from,
    postings_in,
    readable,
    sure_date,
    until,
)
from audit_rules.sightings.pairing import Pair, core_of, is_interpretation, is_own, is_policy, pairs_of
from audit_rules.timing.timeliness import last_day
from audit_rules.wording import day, listed, quotable
from domain.beijing import beijing_day
from domain.deadlines import Due
from domain.findings import AT_FAULT, Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

_COUNTS = (
    "{unit}门户网站“{place}”栏目自方案公布以来公开政策性文件{documents}件，有解读的{with_one}件（{share}），其中文件与解读双向关联"
    "{both}件、单向关联{one_way}件、未见关联{unlinked}件、未打开正文核对{unopened}件"
)

MESSAGES = {
    **{name: words for name, words in MISSING_MESSAGES.items() if name not in {"not_due", "crawl_too_early"}},
    "paired": _COUNTS + "，解读均在文件公开后{workdays}个工作日内公开，判为按时公开。",
    "late": _COUNTS + "；晚于文件公开后{workdays}个工作日的{late}，判为逾期公开。",
    "late_unsure": _COUNTS
    + "；{late}晚于文件公开后{workdays}个工作日，但文件是否由本单位起草、日期是否可靠、此前有无其他解读"
    "不能断定，不作认定，建议人工核对。",
    "unpaired": _COUNTS
    + "；未见解读的有{unpaired}，是否属于应当解读的文件、是否在别处解读无法判断，建议逐件核对。",
    "list_unread": "{unit}门户网站“{place}”栏目自方案公布以来的文件未能读全，文件与解读是否配套无法判断，建议人工翻阅该栏目。",
    "no_place": "{unit}门户网站未查到“{place}”栏目，文件与解读是否配套无法判断，建议人工在站内检索。",
    "no_documents": "{unit}门户网站“{place}”栏目自方案公布以来未见标题为意见、办法、方案等的政策性文件，"
    "没有应当解读的对象，不作评判。",
}


class PairedParams(Params):
    """Where the documents stand, and how many working days their interpretations may take."""

    needs_subject = True

    documents: Word = "regulations"
    workdays: int = Field(default=3, ge=0)


PARAMS = PairedParams

_CITED = 10
"""Pairs that a verdict cites; it counts all."""


_SEPARATORS = re.compile(r"[-_./]")
_TO_COME_OUT = 20
"""Working days that a document may take from its signature to the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """A pair whose interpretation came ``days`` after its last day; ``sure``: that may be held against the unit."""

    pair: Pair
    days: int
    sure: bool


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    subject = str(duty.check.params.get("documents", "regulations"))
    since = duty.plan.known_from + timedelta(days=1)
    columns = readable(columns_of(facts, {subject}))
    documents = [
        each
        for each in postings_in(facts, columns, as_of)
        if is_policy(each.title) and (on := sure_date(each)) is not None and on >= since
    ]
    place: dict[str, object] = {"place": duty.name_of(subject)}
    if not columns or not all(complete_from(each, since) for each in columns):
        gap = find_gap(duty, facts, {subject}, None)
        if gap is not None and not documents:
            return gap.verdict(duty, "政策性文件与解读是否配套")
        code = "list_unread" if columns else "no_place"
        return _said(Outcome.CANT_TELL, code, place, cites(facts.reach, *columns))
    if not documents:
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="no_documents",
            timeliness=Timeliness.NOT_DUE,
            values=place,
            cites=cites(*columns),
        )
    return _compared(duty, facts, documents, place, as_of)


def _compared(
    duty: Duty, facts: PortalFacts, documents: Sequence[PostingSeen], place: dict[str, object], as_of: date
) -> Verdict:
    """The verdict on the documents that there are; on the unit's own ones, where titles name it as the author."""
    own = [each for each in documents if is_own(duty.unit, each.title)]
    interpretations = [each for each in until(facts, as_of) if is_interpretation(each.title)]
    pairs = pairs_of(own or documents, interpretations)
    values = {**place, **_values(duty, pairs)}
    late = _late(duty, facts, pairs, documents, interpretations, as_of)
    if any(each.sure for each in late):
        return _called_late(pairs, [each for each in late if each.sure], values)
    if late:
        values["late"] = listed(_lateness(each) for each in late)
        return _said(Outcome.CANT_TELL, "late_unsure", values, _cited([each.pair for each in late]))
    unpaired = [each.document for each in pairs if not _in_time(duty, each)]
    if unpaired:
        values["unpaired"] = listed(f"“{quotable(each.title, 40)}”" for each in unpaired)
        return _said(Outcome.CANT_TELL, "unpaired", values, cites(*unpaired[:5]))
    return Verdict(
        outcome=Outcome.PASSED,
        code="paired",
        timeliness=Timeliness.ON_TIME,
        values=values,
        done_on=max(on for each in pairs if (on := each.interpretations[0].published_on)),
        cites=_cited(pairs),
    )


def _said(outcome: Outcome, code: str, values: dict[str, object], seen: tuple[str, ...]) -> Verdict:
    return Verdict(outcome=outcome, code=code, values=values, cites=seen)


def _cited(pairs: Sequence[Pair]) -> tuple[str, ...]:
    return cites(*(each for pair in pairs[:_CITED] for each in (pair.document, *pair.interpretations[:1])))


def _values(duty: Duty, pairs: Sequence[Pair]) -> dict[str, object]:
    known = [each for each in pairs if each.interpretations]
    links = Counter((each.forth, each.back) for each in known)
    both = links[True, True]
    one_way = sum(count for ways, count in links.items() if True in ways) - both
    unlinked = links[False, False]
    return {
        "documents": str(len(pairs)),
        "with_one": str(len(known)),
        "share": f"{100 * len(known) / len(pairs):.0f}%",
        "both": str(both),
        "one_way": str(one_way),
        "unlinked": str(unlinked),
        "unopened": str(len(known) - both - one_way - unlinked),
        "workdays": str(_workdays(duty)),
    }


def _workdays(duty: Duty) -> int:
    return int(duty.check.params.get("workdays", 3))


def _due(duty: Duty, on: date) -> Due:
    due = add_workdays(on, _workdays(duty))
    return Due(on=due, late_after=due, provisional=due > known_until())


def _shown(posting: PostingSeen) -> list[date]:
    """Every day that may be the posting's: those that its pages show, and that of its first sight."""
    published, seen = posting.published, beijing_day(posting.first_seen)
    days = [published.on, published.conflict] if published else []
    return [each for each in (*days, seen) if each is not None]


def _out_by(document: PostingSeen, on: date) -> date:
    """The last day on which the document may have come out.

    A list may show the day on which it was signed (成文日期), and an office has 20 working days from there (政府信息公开条例,
    国务院令第492号, 第十八条). An address that bears the same day, or a crawl that saw it, tells better.
    """
    if (
        f"{on:%Y%m%d}" in _SEPARATORS.sub("", document.url)
        or f"/{on.year}/{on.month}/{on.day}/" in document.url
    ):
        return on
    latest = add_workdays(on, _TO_COME_OUT)
    seen = beijing_day(document.first_seen)
    return latest if seen is None else min(latest, max(seen, on))


def _may_tell(interpretation: PostingSeen, pairs: Sequence[Pair], begin: date, end: date) -> bool:
    """Whether it interprets something that its title does not name, in time for a document of these days."""
    on = interpretation.published_on
    known = any(interpretation.id == each.id for pair in pairs for each in pair.interpretations)
    return not known and "《" not in interpretation.title and (on is None or begin <= on <= end)


def _in_time(duty: Duty, pair: Pair) -> bool:
    on = sure_date(pair.document)
    first = pair.interpretations[0].published_on if pair.interpretations else None
    return on is not None and first is not None and first <= last_day(_due(duty, on))


def _late(
    duty: Duty,
    facts: PortalFacts,
    pairs: Sequence[Pair],
    documents: Sequence[PostingSeen],
    interpretations: Sequence[PostingSeen],
    as_of: date,
) -> list[_Late]:
    """The pairs whose every interpretation came too late, or may have."""
    names = Counter(core_of(each.title) for each in documents)
    subject = {duty.subject}
    lists = readable(columns_of(facts, subject))
    found = []
    for pair in pairs:
        on = sure_date(pair.document)
        if on is None or not pair.interpretations or _in_time(duty, pair):
            continue
        first = min((min(_shown(each), default=as_of) for each in pair.interpretations), default=as_of)
        last = last_day(
            _due(duty, max(on, pair.document.published.conflict or on) if pair.document.published else on)
        )
        if first <= last:
            continue
        out = last_day(_due(duty, _out_by(pair.document, on)))
        sure = (
            is_own(duty.unit, pair.document.title)
            and first > out
            and not any(_may_tell(each, pairs, on, out) for each in interpretations)
            and names[core_of(pair.document.title)] == 1
            and all(sure_date(each) is not None for each in pair.interpretations)
            and not any(each.suspected for each in (pair.document, *pair.interpretations))
            and bool(lists)
            and all(complete_from(each, on) for each in lists)
            and find_gap(duty, facts, subject, None) is None
        )
        found.append(_Late(pair=pair, days=(first - last).days, sure=sure))
    return found


def _lateness(late: _Late) -> str:
    document, first = late.pair.document, late.pair.interpretations[0]
    on, after = sure_date(document), first.published_on
    title, known = f"“{quotable(document.title, 40)}”", f"{day(on)}公开" if on else "公开日期不详"
    if on is None or after is None:
        seen = beijing_day(first.first_seen)
        met = f"，巡查于{day(seen)}首次见到" if after is None and seen else ""
        return f"{title}（{known}，解读日期{day(after) if after else '不详'}{met}）"
    return f"{title}（{known}、{day(after)}解读，晚{late.days}天）"


def _called_late(pairs: Sequence[Pair], late: Sequence[_Late], values: dict[str, object]) -> Verdict:
    days = {each.pair.document.id: each.days for each in late}
    tardy = [each.pair.interpretations[0] for each in late[:_CITED]]
    return Verdict(
        outcome=Outcome.PASSED,
        code="late",
        timeliness=Timeliness.LATE,
        values={**values, "late": listed(_lateness(each) for each in late), AT_FAULT: cites(*tardy)},
        done_on=late[-1].pair.interpretations[0].published_on,
        late_by=tuple(days.get(each.document.id, 0) for each in pairs if each.interpretations),
        # What came late is the interpretation; its document says by when it was owed.
        cites=cites(*tardy, *(each.pair.document for each in late[:_CITED])),
    )
