"""What our own clock is worth: as the kernel says, or unknown."""

from datetime import UTC, datetime, timedelta

from crawler.clock_state import clock_state


def test_the_clock_is_told_to_the_millisecond_with_what_the_system_knows_of_it() -> None:
    before = datetime.now(UTC)
    state = clock_state()
    assert before - timedelta(milliseconds=1) <= state.at <= datetime.now(UTC)
    assert state.at.microsecond % 1000 == 0
    assert state.synchronised in {True, False, None}
    assert (state.error is not None) == bool(state.synchronised)
    assert state.error is None or 0 <= state.error < 60
