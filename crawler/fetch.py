"""How is a page had? Guarded, allowed by robots.txt, paced, redirects followed and recorded, failures retried.

A fetcher works for one visit, over that visit's ``Wire``: the network, or what was captured of it. Redirects and retries
are done here and not by Scrapy's middlewares, because each hop must be checked, recorded and counted, and what is
retried depends on the kind of failure. A host's robots.txt is asked for once a visit, so that what is kept of the visit
holds the rules that it obeyed.
"""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from crawler.answers import Fetched
from crawler.failures import CHALLENGE_STATUSES, FetchFailed, failure_of_status, tries_left
from crawler.options import CrawlOptions
from crawler.robots import MAX_ROBOTS_BYTES, Robots
from crawler.unpacking import ACCEPTED
from crawler.wire import Wire, WireAnswer, WireRequest
from domain.pages import PageRequest
from domain.reach import FailureKind

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEPS_METHOD = frozenset({307, 308})


class Fetcher:
    """Fetches pages for one visit of a portal."""

    def __init__(
        self, wire: Wire, options: CrawlOptions, *, watch: Callable[[Fetched], None] | None = None
    ) -> None:
        """Fetch over a wire; ``watch`` is shown every page that was had."""
        self._wire = wire
        self._options = options
        self._watch = watch
        token = options.user_agent.partition("/")[0].strip() or "Mingcha"
        self._robots = Robots(token, self._robots_txt, wire.ask_pause)

    @property
    def out_of_time(self) -> bool:
        """Whether the visit's budget of time is spent."""
        return self._wire.out_of_time()

    async def fetch(
        self,
        wanted: PageRequest,
        *,
        referer: str | None = None,
        retries: int | None = None,
        max_body: int | None = None,
    ) -> Fetched:
        """Fetch a page, trying again where that may help (at most ``retries`` times, by default as configured).

        ``max_body`` bounds it in bytes (None: as configured).

        An answer with an error status is raised too; where its page may say who refused (a firewall's page, a
        challenge), ``FetchFailed.answer`` of the raised failure holds it.

        Raises:
            FetchFailed: the page could not be had.
        """
        tried = 0
        retries = self._options.retries if retries is None else retries
        while True:
            try:
                fetched = await self._follow(wanted, referer, max_body)
            except FetchFailed as failure:
                host = urlsplit(wanted.url).hostname or ""
                pause = self._options.backoff * 2**tried
                if failure.kind is FailureKind.RATE_LIMITED or failure.http_status == 503:
                    pause = max(pause, self._wire.slow_down(host, failure.retry_after))
                    if (failure.retry_after or 0) > self._options.max_delay:
                        raise
                if not tries_left(failure.kind, tried, retries):
                    raise
            else:
                if self._watch is not None:
                    self._watch(fetched)
                return fetched
            tried += 1
            await self._wire.pause(pause)

    async def render(self, url: str) -> Fetched:
        """Load a page in the browser.

        Raises:
            FetchFailed: the page could not be loaded.
        """
        if not self._options.render:
            raise FetchFailed(FailureKind.RENDER_FAILED, "rendering is switched off")
        self._wire.check_address(url)
        if self._options.obey_robots:
            await self._robots.check(url)
        return _fetched(url, [], await self._wire.render(url), rendered=True)

    async def _follow(self, wanted: PageRequest, referer: str | None, max_body: int | None) -> Fetched:
        asked: list[str] = []
        hop = wanted
        while True:
            self._wire.check_address(hop.url)
            if self._options.obey_robots:
                await self._robots.check(hop.url)
            answer = await self._wire.exchange(self._request(hop, referer, max_body=max_body))
            target = _redirect_target(answer)
            if target is None:
                break
            asked.append(hop.url)
            if len(asked) > self._options.max_redirects or target in asked:
                raise FetchFailed(FailureKind.REDIRECT_LOOP, target, http_status=answer.status)
            keep = answer.status in _KEEPS_METHOD
            hop = (
                PageRequest(url=target, method=hop.method, form=hop.form) if keep else PageRequest(url=target)
            )
        fetched = _fetched(wanted.url, asked, answer)
        _raise_for_status(fetched)
        return fetched

    async def _robots_txt(self, url: str) -> bytes:
        asked: list[str] = []
        hop = url
        while True:
            self._wire.check_address(hop)
            answer = await self._send_twice(
                self._request(PageRequest(url=hop), None, max_body=2 * MAX_ROBOTS_BYTES)
            )
            target = _redirect_target(answer)
            if target is None:
                break
            asked.append(hop)
            if len(asked) > self._options.max_redirects:
                raise FetchFailed(FailureKind.REDIRECT_LOOP, target)
            hop = target
        _raise_for_status(_fetched(url, asked, answer))
        return answer.body

    async def _send_twice(self, request: WireRequest) -> WireAnswer:
        """Send a request, and once more after a server error; what has no connection is the caller's to try again."""
        answer = await self._wire.exchange(request)
        if answer.status < 500 or answer.status in CHALLENGE_STATUSES:
            return answer
        await self._wire.pause(self._options.backoff)
        return await self._wire.exchange(request)

    def _request(
        self, wanted: PageRequest, referer: str | None, *, max_body: int | None = None
    ) -> WireRequest:
        headers = {
            "User-Agent": self._options.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            **({"Referer": referer.partition("#")[0]} if referer else {}),
            **dict(wanted.headers),
        }
        body = b""
        if wanted.method != "GET":
            body = urlencode(wanted.form).encode()
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        headers.setdefault("Accept-Encoding", ACCEPTED)
        return WireRequest(
            url=wanted.url, method=wanted.method, headers=tuple(headers.items()), body=body, max_body=max_body
        )


def _redirect_target(answer: WireAnswer) -> str | None:
    """Where an answer redirects to; non-ASCII addresses are read as UTF-8, else GB18030.

    The fragment that was asked for goes on where the answer names none (RFC 9110, 10.2.2).

    Raises:
        FetchFailed: it redirects to what is no address.
    """
    location = answer.headers.get("location", "").encode("latin-1")
    if answer.status not in _REDIRECTS or not location:
        return None
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("gb18030", "replace")
    try:
        target, fragment = urljoin(answer.url, text.strip()), urldefrag(answer.url).fragment
    except ValueError as error:
        raise FetchFailed(FailureKind.GARBAGE, f"{text}: {error}", http_status=answer.status) from None
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def _fetched(url: str, asked: list[str], answer: WireAnswer, *, rendered: bool = False) -> Fetched:
    return Fetched(
        url=url,
        final_url=answer.url,
        status=answer.status,
        body=answer.body,
        at=answer.at,
        headers=answer.headers,
        redirects=tuple(asked),
        seconds=answer.seconds,
        size=answer.size,
        rendered=rendered,
    )


def _raise_for_status(fetched: Fetched) -> None:
    kind = failure_of_status(fetched.status)
    if kind is None:
        return
    retry_after = _retry_after(fetched.headers.get("retry-after"), fetched.at)
    if fetched.status == 503 and retry_after is not None:
        kind = FailureKind.RATE_LIMITED
    failure = FetchFailed(kind, f"HTTP {fetched.status}", http_status=fetched.status, retry_after=retry_after)
    failure.answer = fetched
    raise failure


def _retry_after(value: str | None, at: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, from a number or a date; ``at`` is when it came."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - at.timestamp())
    except ValueError:
        return None
