"""Which captured answer is the page of an address, and what was captured of what the page asks for besides?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from urllib.parse import unquote, urljoin, urlsplit

from domain.captures import Event, Exchange, Rendering
from domain.charset import decode
from domain.page_addresses import page_fragment
from domain.reach import FailureKind

Unpack = Callable[[bytes, Sequence[str]], bytes]
"""Undoes content codings (``gzip``), given the values of the Content-Encoding headers; raises ``ValueError``."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 6
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CSS = "text/css"
_LEAST_TAIL = 6
"""Characters of an address's end that tell it from others (``t1.htm``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedPage:
    """A page as it was captured: ``text`` decoded as the page readers do, ``digest`` of the body that was kept.

    ``rendered``: the text is the tree that the browser made of the page, and not what the server sent.
    """

    address: str
    at: datetime
    status: int
    text: str
    digest: str
    rendered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedAnswer:
    """What an address gave, page or not: ``body`` unpacked, None where it can't be; ``digest`` and ``size`` of what was kept.

    ``rendered``: the body is the tree that the browser made of a page.
    """

    address: str
    at: datetime
    status: int
    content_type: str
    body: bytes | None
    digest: str
    size: int
    rendered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What was captured of something that a page asks for; ``at`` is None where it is of the page's own visit."""

    content_type: str
    body: bytes
    at: datetime | None = None


class CapturedPages:
    """The pages of one visit.

    ``journal`` is the digest by which the visit is known. ``earlier`` are events of an earlier visit (known by
    ``earlier_journal``), of which style sheets are taken that this one has not.
    """

    def __init__(
        self,
        events: Sequence[Event],
        *,
        journal: str,
        unpack: Unpack,
        earlier: Iterable[Event] = (),
        earlier_journal: str = "",
    ) -> None:
        self.journal = journal
        self.earlier_journal = earlier_journal
        self._events = events
        self._unpack = unpack
        self._earlier = earlier
        self._texts: dict[int, str] = {}

    def page(self, address: str) -> CapturedPage | None:
        """The page of an address as the visit saw it last, rendered where it was; None where nothing came of it."""
        rendering = self._renderings.get(address_key(address))
        if rendering is not None and rendering.dom is not None:
            return self._rendered(rendering)
        landed = self._landed(address)
        return None if landed is None else self._fetched(landed)

    def answer(self, address: str) -> CapturedAnswer | None:
        """What ``page`` takes the page of an address from, whatever it is; None where nothing came."""
        rendering = self._renderings.get(address_key(address))
        if rendering is not None and rendering.dom is not None:
            return CapturedAnswer(
                address=rendering.final_url or rendering.url,
                at=rendering.at,
                status=rendering.status,
                content_type="text/html; charset=utf-8",
                body=rendering.dom.read(),
                digest=rendering.dom.digest,
                size=rendering.dom.size,
                rendered=True,
            )
        landed = self._landed(address)
        if landed is None or landed.response is None:
            return None
        return CapturedAnswer(
            address=landed.url,
            at=landed.at,
            status=_status(landed),
            content_type=_content_type(landed),
            body=self._body(landed),
            digest=landed.response.payload.digest,
            size=landed.response.payload.size,
        )

    def failure(self, address: str) -> FailureKind | None:
        """Why an address gave no page, as the visit saw it last; None where it was not asked for, or gave one."""
        asked = [each for each in self._events if address_key(each.url) == address_key(address)]
        return asked[-1].failure if asked else None

    def page_with(self, address: str, *, beside: str) -> str | None:
        """The address of the page that leads to an address, as far as its text shows: a later page of a list.

        Of several the one whose own address is most like that of ``beside``, where it should have stood; that page
        itself where it leads there.
        """
        tail = _tail(address)
        if len(tail) < _LEAST_TAIL:
            return None
        known = self.page(beside)
        if known is not None and tail in known.text:
            return beside
        found = [
            each
            for each in self._pages
            if tail in each.text and address_key(each.address) != address_key(address)
        ]
        return max(found, key=lambda each: _alike(each.address, beside)).address if found else None

    def resource(self, url: str) -> Resource | None:
        """What was captured of an address that a page asks for."""
        return self._of_this_visit(url) or self._of_earlier(url)

    @cached_property
    def _answers(self) -> dict[str, Exchange]:
        return _answers(self._events)

    @cached_property
    def _errors(self) -> dict[str, Exchange]:
        """Answers that are errors, by the very address, the last of each."""
        every = (each for each in self._events if isinstance(each, Exchange) and each.method == "GET")
        return {each.url: each for each in every if each.response and _status(each) >= 400}

    @cached_property
    def _earlier_answers(self) -> dict[str, Exchange]:
        return _answers(self._earlier)

    @cached_property
    def _renderings(self) -> dict[str, Rendering]:
        rendered = [each for each in self._events if isinstance(each, Rendering) and each.dom is not None]
        by_landing = {address_key(each.final_url): each for each in rendered if each.final_url}
        return by_landing | {address_key(each.url): each for each in rendered}

    @cached_property
    def _seen(self) -> dict[str, Resource]:
        """What the browser saw, by address."""
        return {
            each.url.partition("#")[0]: Resource(
                content_type=dict(each.headers).get("content-type", ""), body=each.body.read()
            )
            for rendering in self._renderings.values()
            for each in rendering.seen
            if each.method == "GET" and each.status == 200
        }

    @cached_property
    def _pages(self) -> tuple[CapturedPage, ...]:
        """Every page with a text, each once, in the order in which they were asked for."""
        pages = {address_key(each.url): self.page(each.url) for each in self._answers.values()}
        pages |= {key: self._rendered(each) for key, each in self._renderings.items()}
        return tuple(each for each in pages.values() if each is not None)

    def _landed(self, address: str) -> Exchange | None:
        """The answer at the end of an address's redirects."""
        for _ in range(_MOST_REDIRECTS):
            found = self._answer(address)
            if found is None or found.response is None:
                return None
            location = _header(found, "location")
            if _status(found) not in _REDIRECTS or not location:
                return found
            address = urljoin(found.url, location[0].encode("latin-1").decode("utf-8", "replace"))
        return None

    def _answer(self, address: str) -> Exchange | None:
        """The answer to an address under either scheme; where both are errors, under its own."""
        found = self._answers.get(address_key(address))
        if found is None or _status(found) < 400:
            return found
        return self._errors.get(address, found)

    def _fetched(self, exchange: Exchange) -> CapturedPage | None:
        assert exchange.response is not None
        payload = exchange.response.payload
        if payload.size == 0:
            return None
        if exchange.began not in self._texts:
            body = self._body(exchange)
            self._texts[exchange.began] = decode(body).text if body else ""
        text = self._texts[exchange.began]
        return (
            CapturedPage(
                address=exchange.url,
                at=exchange.at,
                status=_status(exchange),
                text=text,
                digest=payload.digest,
            )
            if text
            else None
        )

    def _rendered(self, rendering: Rendering) -> CapturedPage:
        assert rendering.dom is not None
        return CapturedPage(
            address=rendering.final_url or rendering.url,
            at=rendering.at,
            status=rendering.status,
            text=rendering.dom.read().decode("utf-8", "replace"),
            digest=rendering.dom.digest,
            rendered=True,
        )

    def _of_this_visit(self, url: str) -> Resource | None:
        seen = self._seen.get(url.partition("#")[0])
        if seen is not None:
            return seen
        landed = self._landed(url)
        return None if landed is None or _status(landed) != 200 else self._resource(landed)

    def _of_earlier(self, url: str) -> Resource | None:
        found = self._earlier_answers.get(address_key(url))
        if found is None or _status(found) != 200 or not _content_type(found).startswith(_CSS):
            return None
        resource = self._resource(found)
        return resource and Resource(content_type=resource.content_type, body=resource.body, at=found.at)

    def _resource(self, exchange: Exchange) -> Resource | None:
        body = self._body(exchange)
        if body is None:
            return None
        return Resource(content_type=_content_type(exchange), body=body)

    def _body(self, exchange: Exchange) -> bytes | None:
        """The unpacked body; None where it can't be unpacked."""
        assert exchange.response is not None
        try:
            return self._unpack(exchange.response.payload.read(), _header(exchange, "content-encoding"))
        except ValueError:
            return None


def address_key(url: str) -> str:
    """What addresses of one page share: the scheme may be either, an escape be written either way."""
    address = url.strip().partition("#")[0]
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").rstrip(".")
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{unquote(parts.path) or '/'}{query}#{page_fragment(url.strip())}"


def _answers(events: Iterable[Event]) -> dict[str, Exchange]:
    """Answers to GET by address, the last of each; one that came whole is not lost to a later failure."""
    found: dict[str, Exchange] = {}
    for event in events:
        if isinstance(event, Rendering) or event.method != "GET" or event.response is None:
            continue
        key = address_key(event.url)
        if key not in found or _status(event) < 400 or _status(found[key]) >= 400:
            found[key] = event
    return found


def _status(exchange: Exchange) -> int:
    head = exchange.response.head if exchange.response else b""
    words = head.split(b"\r\n", 1)[0].split(None, 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _header(exchange: Exchange, name: str) -> tuple[str, ...]:
    """The values of a header, in order."""
    head = exchange.response.head if exchange.response else b""
    lines = head.decode("latin-1").split("\r\n")[1:]
    fields = (line.partition(":") for line in lines)
    return tuple(value.strip() for field, _, value in fields if field.strip().lower() == name)


def _content_type(exchange: Exchange) -> str:
    return next(iter(_header(exchange, "content-type")), "")


def _tail(address: str) -> str:
    """The part of an address that a page would link to it by, however relative the link is."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return f"{last}?{parts.query}" if parts.query else last


def _alike(one: str, two: str) -> int:
    """How many characters two addresses begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
