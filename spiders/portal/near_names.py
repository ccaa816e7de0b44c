"""Which links might be a column that was not found, under a name that the vocabulary doesn't know?

Portals call columns by names of their own (减税降费政策落实情况), or name one where only a script knows its address. Such a
link is no match; but while one leads to a list, or was not looked at, its subject's column must not be called missing:
an inspector has to look.
"""

from collections.abc import Collection, Iterator

from audit_rules.subjects.matcher import Vocabulary
from domain.pages import PageKind, PageReading
from domain.subjects import Grade, Surface
from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, clean_url, is_article, is_trap, page_key
from spiders.portal.column_check import is_service
from spiders.portal.frontier import Claim
from spiders.portal.navigation import is_column_name, name_of


class NearNames:
    """Collects such links of one portal, and what their targets turned out to be."""

    def __init__(self, vocabulary: Vocabulary, wanted: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._wanted = wanted
        self._seen: set[tuple[str, str]] = set()
        self._found: dict[tuple[str, str], tuple[Claim, str]] = {}
        self._scripted: dict[str, tuple[Claim, str]] = {}
        self._columns: dict[str, bool] = {}

    def look(self, reading: PageReading, site: Site, max_links: int) -> None:
        """Take the links of a page that hold a wanted subject's word."""
        postings = {posting.url for posting in reading.postings}
        for link in reading.links[:max_links]:
            name = name_of(link)
            if (link.url, name) in self._seen or link.region == "friend" or link.url in postings:
                continue
            self._seen.add((link.url, name))
            matched = {match.subject for match in link.matches if match.grade > Grade.WEAK}
            subjects = [
                each for each in self._vocabulary.kin(name) if each in self._wanted and each not in matched
            ]
            url = clean_url(link.url) if subjects and is_column_name(name) else None
            if url is None or not site.owns(url) or is_article(url) or is_file(url) or is_trap(url):
                continue
            for subject in subjects:
                claim = Claim(
                    subject=subject, grade=Grade.WEAK, surface=Surface.TEXT, text=name, found_on=reading.url
                )
                self._found.setdefault((subject, page_key(url)), (claim, url))

        for match in reading.scripted:
            if match.subject in self._wanted:
                claim = Claim(
                    subject=match.subject,
                    grade=match.grade,
                    surface=match.surface,
                    text=match.matched,
                    found_on=reading.url,
                )
                self._scripted.setdefault(match.subject, (claim, reading.url))

    def visited(self, url: str, reading: PageReading) -> None:
        """Remember whether a page that was read could be a column."""
        self._columns[page_key(url)] = reading.kind in {PageKind.LIST, PageKind.COLUMN} and not is_service(
            reading
        )

    def settled(self, found: Collection[str]) -> Iterator[tuple[Claim, str]]:
        """The links under a like name whose target is none, for a subject that is not among those ``found``."""
        for (subject, key), (claim, url) in self._found.items():
            if subject not in found and not self._columns.get(key, True):
                yield claim, url

    def scripted(self, found: Collection[str]) -> Iterator[tuple[Claim, str]]:
        """The names that only a script leads on from, with the page that shows them."""
        for subject, (claim, url) in self._scripted.items():
            if subject not in found:
                yield claim, url

    def unsettled(self, found: Collection[str]) -> Iterator[tuple[Claim, str]]:
        """The links that may be the column of a subject that is not among those ``found``."""
        for (subject, key), (claim, url) in self._found.items():
            if subject not in found and self._columns.get(key, True):
                yield claim, url
