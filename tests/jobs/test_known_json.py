"""Does what was known of other units come back as it was, and in one form only?"""

from datetime import date

import pytest

from audit_rules.duties.events import Event
from audit_rules.duties.shared import Doer
from domain.register import EventDay, FiledNotice, Register
from jobs.known_json import Context, context_of, context_text
from jobs.unit_judge import Known

CONTEXT = Context(
    known=Known(
        events={"意见印发": Event(on=date(2017, 4, 13), cites=("obs:posting/7",))},
        doers={
            12: Doer(name="省财政厅", cites=("obs:column/3",)),
            40: Doer(in_time=False, unsure="省审计厅"),
        },
    ),
    register=Register(
        notices=(FiledNotice(unit_id="czt", task="L4", done_on=date(2017, 4, 1), note="备案表"),),
        events={"印发": EventDay(name="印发", on=date(2017, 5, 1))},
    ),
)
EMPTY = Context(known=Known(events={}, doers={}), register=Register())


@pytest.mark.parametrize("context", [CONTEXT, EMPTY])
def test_it_comes_back_as_it_was(context: Context) -> None:
    assert context_of(context_text(context)) == context
    assert context_text(context_of(context_text(context))) == context_text(context)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", context_text(EMPTY) + " ", context_text(EMPTY).replace("{}", '{"1":3}', 1)]
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no context"):
        context_of(text)
