"""``removed``: was a posting taken away after it was published (发布后撤除)?

Params: none of its own. With a subject only that subject's columns are looked at, without one the whole portal.

Suspected is a posting that two crawls in a row no longer saw in any of its lists, though these were read past its date
and those older and newer that stood around it still stand there, and which stands under no other address or title. A
list that was cut short, blank, unread, moved or rebuilt takes nothing away (``audit_rules.suspicion.history``). Never a
failure: what expired, was wrong or was to stay secret may be withdrawn; an inspector opens the old address and asks.
"""

from datetime import date

from audit_rules.duty import Duty
from audit_rules.families.suspected import MESSAGES as SUSPECTED_MESSAGES
from audit_rules.families.suspected import judge_suspected
from audit_rules.params import Params
from audit_rules.wording import day, quotable
from domain.beijing import beijing_day
from domain.findings import Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES = {
    **SUSPECTED_MESSAGES,
    "suspected": "{unit}门户网站有{count}条信息发布后疑似被撤下：{told}，也可能是正常撤稿或移至别处，不作认定，建议打开原地址并"
    "向发布单位核实。",
}

PARAMS = Params


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    return judge_suspected(
        duty,
        facts,
        as_of,
        kinds={Suspicion.REMOVED: "suspected"},
        want="是否有信息发布后被撤下",
        none="发布后被撤下",
        tell=_told,
    )


def _told(posting: PostingSeen, address: str) -> str:
    reading, on = posting.gone, posting.published_on
    first, last = beijing_day(posting.first_seen), beijing_day(posting.last_seen)
    read = beijing_day(reading.at) if reading else None
    if reading is None or on is None or first is None or last is None or read is None:
        raise ValueError(
            "a removed posting has a date, days of first and last sight and a reading without it"
        )
    return (
        f"“{quotable(posting.title)}”（{address}，标注{day(on)}）自{day(first)}至{day(last)}在列，{day(read)}起巡查"
        f"“{quotable(reading.title, 30)}”栏目时已无此条而前后信息仍在"
    )
