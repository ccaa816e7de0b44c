"""Does a captured visit answer as it did: the same answers, in the same order, at the same times?"""

import asyncio
import gzip
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.replay_wire import ReplayWire
from crawler.wire import WireAnswer, WireRequest
from domain.captures import Body, ClockState, Event, Exchange, Rendering, Response, Truncation, VisitEnded
from domain.reach import FailureKind

BEGAN = datetime(2017, 8, 1, 1, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-One:  a \r\nx-one: b\r\n\r\n"


def exchange(
    began: int, ended: int, path: str, body: bytes = b"", head: bytes = HEAD, **more: Any
) -> Exchange:
    return Exchange(
        began=began,
        ended=ended,
        method=more.pop("method", "GET"),
        url=f"http://a.example{path}",
        at=BEGAN + timedelta(seconds=began),
        seconds=float(ended - began),
        request=b"",
        response=more.pop("response", Response(head=head, payload=Body.of(body))),
        **more,
    )


def wire(*events: Event, out_of_time_at: int | None = None, **options: Any) -> ReplayWire:
    ended = VisitEnded(clock=ClockState(at=BEGAN), out_of_time_at=out_of_time_at)
    return ReplayWire(events, began=BEGAN, ended=ended, options=CrawlOptions(**options))


def ask(replay: ReplayWire, path: str, method: str = "GET") -> Coroutine[Any, Any, WireAnswer]:
    return replay.exchange(WireRequest(url=f"http://a.example{path}", method=method))


async def order_of(replay: ReplayWire, *paths: str) -> list[str]:
    """In which order pages asked for at once are answered."""
    given: list[str] = []

    async def one(path: str) -> None:
        await ask(replay, path)
        given.append(path)

    await asyncio.gather(*(one(path) for path in paths))
    await replay.close()
    return given


def test_an_answer_is_given_as_it_came() -> None:
    packed = gzip.compress(b"<html>")
    head = HEAD[:-2] + b"Content-Encoding: gzip\r\n\r\n"
    replay = wire(exchange(0, 1, "/", packed, head))
    answer = asyncio.run(ask(replay, "/"))
    assert answer == WireAnswer(
        url="http://a.example/",
        status=200,
        headers={"content-type": "text/html", "x-one": "b"},
        body=b"<html>",
        at=BEGAN + timedelta(seconds=1),
        seconds=1.0,
        size=len(packed),
    )
    assert replay.now() == BEGAN + timedelta(seconds=1)
    assert not replay.divergence()


def test_before_the_first_answer_it_is_when_the_visit_began() -> None:
    assert wire().now() == BEGAN


@pytest.mark.parametrize("asked", [("/a", "/b", "/c"), ("/c", "/b", "/a")])
def test_answers_come_in_the_order_in_which_they_came(asked: tuple[str, ...]) -> None:
    events = (exchange(0, 5, "/a"), exchange(1, 3, "/b"), exchange(2, 4, "/c"))
    assert asyncio.run(order_of(wire(*events), *asked)) == ["/b", "/c", "/a"]


def test_an_answer_waits_for_what_was_asked_before_it_came() -> None:
    """``/b`` came after ``/c`` had been asked for, which happened only when ``/a`` was there."""
    events = (exchange(0, 2, "/a"), exchange(1, 5, "/b"), exchange(3, 4, "/c"))
    replay, given = wire(*events), []

    async def first() -> None:
        for path in ("/a", "/c"):
            await ask(replay, path)
            given.append(path)

    async def second() -> None:
        await ask(replay, "/b")
        given.append("/b")

    async def both() -> None:
        await asyncio.gather(second(), first())

    asyncio.run(both())
    assert given == ["/a", "/c", "/b"]


def test_a_page_asked_for_twice_answers_as_it_did_each_time() -> None:
    replay = wire(exchange(0, 1, "/", b"first"), exchange(2, 3, "/", b"second"))

    async def both() -> list[bytes]:
        return [(await ask(replay, "/")).body, (await ask(replay, "/")).body]

    assert asyncio.run(both()) == [b"first", b"second"]


def test_what_was_not_captured_is_no_answer_and_is_named() -> None:
    replay = wire(exchange(0, 1, "/a"), exchange(2, 3, "/b"))
    with pytest.raises(FetchFailed) as failure:
        asyncio.run(ask(replay, "/other"))
    assert failure.value.kind is FailureKind.INTERRUPTED
    assert replay.divergence().not_captured == ("http://a.example/other",)
    assert replay.divergence().not_asked == ("http://a.example/a", "http://a.example/b")


def test_what_is_not_asked_for_again_does_not_hold_up_the_rest() -> None:
    events = (exchange(0, 3, "/gone"), exchange(1, 4, "/a"), exchange(2, 5, "/b"))
    replay = wire(*events)
    assert asyncio.run(order_of(replay, "/b", "/a")) == ["/a", "/b"]
    assert replay.divergence().not_asked == ("http://a.example/gone",)


def test_a_failure_fails_again() -> None:
    cut = Response(head=HEAD, payload=Body.of(b"half"), truncated=Truncation.TIME)
    replay = wire(
        exchange(0, 1, "/", failure=FailureKind.TIMEOUT, detail="no answer", http_status=200, response=cut)
    )
    with pytest.raises(FetchFailed) as failure:
        asyncio.run(ask(replay, "/"))
    assert (failure.value.kind, failure.value.detail, failure.value.http_status) == (
        "timeout",
        "no answer",
        200,
    )


def test_what_unpacks_to_too_much_fails_as_it_did() -> None:
    head = HEAD[:-2] + b"Content-Encoding: gzip\r\n\r\n"
    replay = wire(exchange(0, 1, "/", gzip.compress(b"x" * 5000), head), max_body=1000)
    with pytest.raises(FetchFailed) as failure:
        asyncio.run(ask(replay, "/"))
    assert failure.value.kind is FailureKind.TOO_LARGE


def test_a_rendered_page_is_the_tree_that_was_read() -> None:
    shown = Rendering(
        began=0,
        ended=1,
        url="http://a.example/app",
        at=BEGAN,
        seconds=1.5,
        final_url="http://a.example/app#/list",
        status=200,
        headers=(("Content-Type", "text/html"),),
        dom=Body.of(b"<html>drawn"),
    )
    answer = asyncio.run(wire(shown).render("http://a.example/app"))
    assert (answer.url, answer.body) == ("http://a.example/app#/list", b"<html>drawn")
    assert answer.at == BEGAN + timedelta(seconds=1.5)


def test_a_budget_of_time_ends_where_it_ended() -> None:
    replay = wire(exchange(0, 1, "/a"), exchange(2, 3, "/b"), out_of_time_at=2)

    async def spent() -> list[bool]:
        told = [replay.out_of_time()]
        for path in ("/a", "/b"):
            await ask(replay, path)
            told.append(replay.out_of_time())
        return told

    assert asyncio.run(spent()) == [False, True, True]


def test_addresses_that_might_not_be_visited_may_not_now() -> None:
    with pytest.raises(FetchFailed):
        wire().check_address("http://127.0.0.1/")
    wire(allow_networks=("127.0.0.0/8",)).check_address("http://127.0.0.1/")
