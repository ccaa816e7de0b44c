"""Which style sheets make a portal's pages look as they do? Fetched for the capture's sake, after everything that makes facts.

A captured page without its style sheets is hard to read when it is shown as evidence. They are no pages: none counts in a
reach, none becomes a fact, and one that can't be had harms nothing.
"""

import html
import re
from collections import Counter
from collections.abc import Callable

from crawler.answers import Fetched
from crawler.failures import FetchFailed
from crawler.fetch import Fetcher
from domain.charset import decode
from domain.pages import PageRequest
from domain.reach import FailureKind
from spiders.markup.absolute import absolute

MOST_SHEETS = 8
"""Style sheets of one portal, imported ones among them."""
MOST_BYTES = 1024 * 1024
"""Of one style sheet."""

_SCANNED = 128 * 1024
_MOST_OF_A_PAGE = 40
_MOST_PAGES = 60
"""Pages that are looked at: what so many ask for is what a portal's pages ask for, and each costs a search of its head."""
_HEADERS = (("Accept", "text/css,*/*;q=0.1"),)
_LINK = re.compile(rb"<link\b[^<>]{1,1000}>", re.IGNORECASE)
_BASE = re.compile(rb"<base\b[^<>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"'()\s;]{1,500})""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class StyleSheets:
    """The style sheets of one portal: what its pages ask for, and what of it is fetched when the visit knows its facts.

    ``facts_end`` is told when nothing more that is fetched makes facts.
    """

    def __init__(self, facts_end: Callable[[], None]) -> None:
        self._facts_end = facts_end
        self._home: list[str] = []
        self._asked: Counter[str] = Counter()
        self._pages = 0

    def saw(self, fetched: Fetched) -> None:
        """Take note of what a page asks for."""
        if self._pages == _MOST_PAGES:
            return
        if "html" not in (fetched.content_type or "").lower() and b"<link" not in fetched.body[:_SCANNED]:
            return
        self._pages += 1
        sheets = sheets_of(fetched)[:_MOST_OF_A_PAGE]
        if not self._home:
            self._home = sheets
        self._asked.update(sheets)

    async def fetch(self, fetcher: Fetcher) -> None:
        """Fetch the home page's style sheets, then those that most pages ask for, each with what it imports.

        A server that asks for rest is asked for no more of them.

        Raises:
            CaptureFailed: what was fetched could not be kept.
        """
        self._facts_end()
        waiting = list(dict.fromkeys([*self._home, *(url for url, _ in self._asked.most_common())]))
        done: set[str] = set()
        while waiting and len(done) < MOST_SHEETS:
            url = waiting.pop(0)
            if url in done:
                continue
            done.add(url)
            wanted = PageRequest(url=url, headers=_HEADERS)
            try:
                sheet = await fetcher.fetch(wanted, retries=0, max_body=MOST_BYTES)
            except FetchFailed as failure:
                if failure.kind is FailureKind.RATE_LIMITED:
                    return
                continue
            if url in self._asked:
                waiting[:0] = imports_of(sheet.final_url, decode(sheet.body[:_SCANNED]).text)


def sheets_of(page: Fetched) -> list[str]:
    """The addresses of the style sheets that a page asks for on a screen, in its order, each once."""
    head = page.body[:_SCANNED]
    base = page.final_url
    for tag in _BASE.findall(head)[:1]:
        base = absolute(base, _attributes(tag).get("href", "")) or base
    found = []
    for tag in _LINK.findall(head):
        attributes = _attributes(tag)
        rel = attributes.get("rel", "").lower().split()
        if "stylesheet" not in rel or "alternate" in rel or attributes.get("media", "").lower() == "print":
            continue
        found.append(absolute(base, attributes.get("href", "")))
    return list(dict.fromkeys(url.partition("#")[0] for url in found if url))


def imports_of(url: str, text: str) -> list[str]:
    """The addresses of the style sheets that one imports."""
    found = (absolute(url, each) for each in _IMPORT.findall(_COMMENT.sub("", text)))
    return list(dict.fromkeys(each.partition("#")[0] for each in found if each))


def _attributes(tag: bytes) -> dict[str, str]:
    text = decode(tag).text
    return {
        name.lower(): html.unescape(quoted or single or bare).strip()
        for name, quoted, single, bare in reversed(_ATTRIBUTE.findall(text))
    }
