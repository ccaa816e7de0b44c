"""Is a round of probes in which nearly nobody answers told to be our own outage, and nothing else?"""

from datetime import UTC, datetime

import pytest

from crawler.own_outage import told_apart
from domain.reach import FailureKind, Probe

AT = datetime(2017, 12, 1, tzinfo=UTC)


def rounds(*failures: FailureKind | None) -> list[tuple[str, Probe]]:
    return [
        (
            f"u{n}",
            Probe(
                id=f"obs:probe/{n}", url=f"http://u{n}.example/", at=AT, ok=failure is None, failure=failure
            ),
        )
        for n, failure in enumerate(failures)
    ]


def told(*failures: FailureKind | None) -> list[FailureKind | None]:
    return [probe.failure for _, probe in told_apart(rounds(*failures))]


DNS, CONNECT, TIMEOUT, OFFLINE = (
    FailureKind.DNS,
    FailureKind.CONNECT,
    FailureKind.TIMEOUT,
    FailureKind.OFFLINE,
)


def test_where_nobody_answers_the_line_is_ours() -> None:
    assert told(DNS, CONNECT, TIMEOUT) == [OFFLINE] * 3
    assert told(CONNECT, CONNECT) == [OFFLINE] * 2


def test_what_answered_from_a_cache_or_the_own_network_is_kept() -> None:
    assert told(*[TIMEOUT] * 8, None, FailureKind.HTTP_5XX) == [*[OFFLINE] * 8, None, FailureKind.HTTP_5XX]


@pytest.mark.parametrize(
    "failures",
    [
        (TIMEOUT,),
        (None, None, None, CONNECT, CONNECT),
        (CONNECT, CONNECT, CONNECT, None, None),
        (FailureKind.HTTP_5XX, FailureKind.NOT_FOUND, FailureKind.TLS),
    ],
)
def test_a_portal_s_own_failure_stays_its_own(failures: tuple[FailureKind | None, ...]) -> None:
    assert told(*failures) == list(failures)


def test_several_addresses_of_one_host_are_one_host() -> None:
    pages = [("u", Probe(id="obs:probe/1", url="http://u.example/a", at=AT, ok=False, failure=TIMEOUT))] * 3
    assert [probe.failure for _, probe in told_apart(pages)] == [TIMEOUT] * 3


def test_nothing_probed_is_nothing_told() -> None:
    assert told_apart([]) == []
