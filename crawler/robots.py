"""May this page be fetched, by the host's robots.txt (RFC 9309)?

What is done when robots.txt itself can't be had:

- 4xx: there are no rules, everything may be fetched (RFC 9309, 2.3.1.3). A challenge's 412 counts as such an
  answer too: the home page then meets the same challenge, and the portal is reported as blocked by it.
- 5xx and 429: everything is off limits (2.3.1.4); the portal is reported with ``robots`` and a remedy. A
  challenge's 521 or 512 is let through to the home page, for the same reason as above.
- no connection, no name, no answer in time: the request fails as its robots.txt did, with that failure's own name.
"""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from crawler.failures import CHALLENGE_STATUSES, FetchFailed
from domain.reach import FailureKind

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5


class Robots:
    """The rules of the hosts that one visit asks, each fetched once."""

    def __init__(
        self,
        agent: str,
        fetch: Callable[[str], Awaitable[bytes]],
        on_delay: Callable[[str, float], None],
    ) -> None:
        """Take the product token, a fetch of a robots.txt (raising ``FetchFailed``), and who hears of Crawl-delay."""
        self._agent = agent
        self._fetch = fetch
        self._on_delay = on_delay
        self._rules: dict[str, asyncio.Task[Protego | FetchFailed | None]] = {}

    async def check(self, url: str) -> None:
        """Let an allowed address pass.

        Raises:
            FetchFailed: ``robots`` when it is disallowed; else why robots.txt could not be had.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        task = self._rules.get(origin)
        if task is None:
            task = self._rules[origin] = asyncio.create_task(self._load(origin, parts.hostname or ""))
        # Shielded: a page that is given up must not take the rules from another of the same host.
        rules = await asyncio.shield(task)
        if isinstance(rules, FetchFailed):
            if rules.kind is not FailureKind.ROBOTS:
                self._rules.pop(origin, None)  # no answer is no rule to be kept: the next request asks again
            raise FetchFailed(rules.kind, rules.detail, http_status=rules.http_status)
        if rules is not None and not rules.can_fetch(url, self._agent):
            raise FetchFailed(FailureKind.ROBOTS, url)

    async def _load(self, origin: str, host: str) -> Protego | FetchFailed | None:
        try:
            body = await self._fetch(f"{origin}/robots.txt")
        except FetchFailed as failure:
            return _without_rules(failure)
        rules = Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"))
        delay = rules.crawl_delay(self._agent)
        if delay:
            self._on_delay(host, float(delay))
        return rules


def _without_rules(failure: FetchFailed) -> FetchFailed | None:
    """What a missing robots.txt means: no rules (None), or no access."""
    status = failure.http_status
    if status is None:
        permissive = {FailureKind.TOO_LARGE, FailureKind.GARBAGE, FailureKind.REDIRECT_LOOP}
        return None if failure.kind in permissive else failure
    if status in CHALLENGE_STATUSES or (status < 500 and status != 429):
        return None
    return FetchFailed(FailureKind.ROBOTS, f"robots.txt: HTTP {status}", http_status=status)
