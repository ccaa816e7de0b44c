"""A few pages read at once: who takes which next depends on the order of the answers alone."""

import asyncio

import pytest

from spiders.portal.frontier import Role, Task
from spiders.portal.working_off import work_off


def page(name: str) -> Task:
    return Task(url=name, role=Role.COLUMN, depth=1, found_on=None)


def run(answers: list[str], leads_to: dict[str, str]) -> list[str]:
    """Work off what ``a`` and ``b`` lead to; pages are answered in the given order. Returns the order of requests."""
    waiting = [page("a"), page("b")]
    asked: list[str] = []

    async def all_of_it() -> None:
        open_: dict[str, asyncio.Future[None]] = {}

        async def work(task: Task) -> None:
            asked.append(task.url)
            open_[task.url] = asyncio.get_running_loop().create_future()
            await open_[task.url]
            waiting.extend(page(each) for each in leads_to.get(task.url, ""))

        async def answer() -> None:
            for url in answers:
                while url not in open_:
                    await asyncio.sleep(0)
                open_.pop(url).set_result(None)

        await asyncio.gather(work_off(lambda: waiting.pop(0) if waiting else None, work, at_once=2), answer())

    asyncio.run(asyncio.wait_for(all_of_it(), 10))
    return asked


def test_two_answers_at_the_same_moment_are_gone_on_from_one_after_the_other() -> None:
    assert run(["a", "b", "c", "d", "e", "f"], {"a": "cd", "b": "ef"}) == ["a", "b", "c", "d", "e", "f"]
    assert run(["b", "a", "e", "f", "c", "d"], {"a": "cd", "b": "ef"}) == ["a", "b", "e", "f", "c", "d"]


def test_who_found_nothing_to_do_goes_on_with_what_another_finds() -> None:
    assert run(["a", "b", "d", "c"], {"b": "cd"}) == ["a", "b", "c", "d"]


def test_the_first_error_ends_it_all() -> None:
    ended: list[str] = []
    waiting = [page("a"), page("b")]

    async def work(task: Task) -> None:
        try:
            await asyncio.sleep(0 if task.url == "a" else 60)
        finally:
            ended.append(task.url)
        raise ValueError(task.url)

    with pytest.raises(ValueError, match="a"):
        asyncio.run(work_off(lambda: waiting.pop(0) if waiting else None, work, at_once=2))
    assert ended == ["a", "b"]
