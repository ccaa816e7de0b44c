"""How are a few pages of a portal read at once, in an order that comes again when the visit is gone through again?"""

import asyncio
from collections.abc import Awaitable, Callable

from spiders.portal.frontier import Task


async def work_off(
    take: Callable[[], Task | None], work: Callable[[Task], Awaitable[None]], *, at_once: int
) -> None:
    """Take and work on one page after the other, ``at_once`` at a time, until none is left and none is being worked on.

    Who is done with one takes the next in the same step, before anything else can happen: what is taken depends on the order
    in which answers came, never on whom the event loop wakes first. Work may add to what is left. The first error ends it all.
    """
    idle: list[asyncio.Future[None]] = []
    busy = 0

    async def worker() -> None:
        nonlocal busy
        while True:
            task = take()
            if task is None and not busy:
                _wake(idle)
                return
            if task is None:
                idle.append(asyncio.get_running_loop().create_future())
                await idle[-1]
                continue
            busy += 1
            await work(task)
            busy -= 1
            _wake(idle)

    workers = [asyncio.create_task(worker()) for _ in range(at_once)]
    try:
        await asyncio.gather(*workers)
    finally:
        for each in workers:
            each.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _wake(idle: list[asyncio.Future[None]]) -> None:
    for each in idle:
        if not each.done():
            each.set_result(None)
    idle.clear()
