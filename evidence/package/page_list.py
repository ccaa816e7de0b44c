"""Which archived pages does a viewer list, by which titles? First those that findings cite, then all others."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser

from domain.captures import Event, Exchange
from domain.charset import decode
from evidence.captures.records import one_line, record_id
from evidence.package.http_heads import field_of, media_type, status_of

Unpack = Callable[[bytes, Sequence[str]], bytes]
"""Undoes content codings (``gzip``), given the values of the Content-Encoding fields; raises ``ValueError``."""

_PAGES = {"text/html", "application/xhtml+xml"}
_GONE = {404, 410}
_LONGEST = 200
_LONGEST_READ = 1 << 18
"""A title stands at the beginning of a page, so that the rest need not be parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page as viewers list it; ``url`` and ``at`` are those of its capture."""

    url: str
    at: datetime
    title: str


def archived_pages(events: Sequence[Event], unpack: Unpack, titles: dict[str, str]) -> Iterator[ListedPage]:
    """Every page that was had, each once, in the order of the visit; of what facts name also a page that nothing is there.

    Args:
        events: of the visit.
        unpack: undoes content codings.
        titles: by address, what pages are called by those who know better than the page itself.
    """
    told: set[str] = set()
    for event in events:
        if not isinstance(event, Exchange) or event.response is None or event.method != "GET":
            continue
        head, url = event.response.head, one_line(event.url)
        shown = {200, *_GONE} if event.url in titles else {200}
        if url in told or status_of(head) not in shown or media_type(head) not in _PAGES:
            continue
        told.add(url)
        title = titles.get(event.url) or _title(event.response.payload.read(), head, unpack)
        yield ListedPage(url=url, at=event.at, title=title or url)


def page_lists(pages: Sequence[ListedPage], cited: Collection[str]) -> tuple[bytes, bytes]:
    """The two lists: pages of cited addresses, in the order in which they are cited first, and the others.

    Where nothing that is cited is a page, the first page of the visit stands in the first list: a viewer opens it.
    """
    rank = {one_line(url): place for place, url in reversed(list(enumerate(cited)))}
    first = sorted((page for page in pages if page.url in rank), key=lambda page: rank[page.url]) or pages[:1]
    rest = [page for page in pages if page not in set(first)]
    return _list("pages", "结论所依据的网页", first), _list("extra-pages", "抓取到的其他网页", rest)


def _list(name: str, title: str, pages: Sequence[ListedPage]) -> bytes:
    head = {"format": "json-pages-1.0", "id": name, "title": title, "hasText": False}
    entries = (
        {
            "id": record_id("page", page.url)[len("<urn:uuid:") : -1],
            "url": page.url,
            "ts": page.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "title": page.title,
        }
        for page in pages
    )
    lines = (json.dumps(each, ensure_ascii=False) for each in (head, *entries))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _title(payload: bytes, head: bytes, unpack: Unpack) -> str:
    coding = field_of(head, "content-encoding")
    try:
        body = unpack(payload, [coding]) if coding else payload
    except ValueError:
        return ""
    found = LexborHTMLParser(decode(body[:_LONGEST_READ]).text).css_first("title")
    words = " ".join(found.text().split()) if found else ""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
