"""What can be told of one page? Each fact is found when it is first asked for, from the facts that it rests on.

Links with their subjects, postings and dates ask for a part only; a whole reading (``spiders.reader``) asks for nearly all.
"""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from domain.charset import Decoded
from domain.pages import Link, PageKind, Posting, ReadDate
from domain.subjects import SubjectMatch
from spiders.articles.article import read_article_date
from spiders.articles.article_date import ShownDate, has_info_line, headline_above, shown_date
from spiders.families.protocol import Answer, Family, Paging, RawPage
from spiders.families.table import family_of, rewritten
from spiders.kinds import shells
from spiders.kinds.own_words import own_words
from spiders.kinds.page_kind import (
    Evidence,
    choices_of,
    headline_of,
    kind_of,
    loose_dates,
    or_error,
    signs_in,
)
from spiders.lists.find_lists import find_lists
from spiders.lists.postings import read_postings
from spiders.markup.absolute import absolute, base_of
from spiders.markup.links import find_links, metas
from spiders.markup.page_node import Node
from spiders.markup.regions import regions
from spiders.markup.script_menus import parse_with_menus
from spiders.markup.titles import document_title, page_title, title_node
from spiders.pagers.paging import generic_paging
from spiders.subjects import own_subjects
from spiders.subjects.link_subjects import as_links
from spiders.subjects.scripted import clicked_only

if TYPE_CHECKING:
    from audit_rules.subjects.matcher import Vocabulary

MAX_TEXT = 200_000
NO_ADDRESS = "http://unknown.invalid/"
_MAX_SCRIPT = 400_000


class PageFacts:
    """A decoded page, or the answer of a family's data interface (``answer``); nothing raises on any page.

    ``captured_on`` is the day of the fetch: it bounds the dates that a page can show.
    """

    def __init__(
        self,
        address: str,
        source: Decoded,
        *,
        family: Family | None = None,
        answer: Answer | None = None,
        vocabulary: "Vocabulary",
        captured_on: date | None = None,
    ) -> None:
        self.address = address
        # An address that can't be split must not cost the page: its links are then resolved against none.
        self.url = address if absolute(address, address) else NO_ADDRESS
        self.charset = source.charset
        self.html = source.text
        self.vocabulary = vocabulary
        self.captured_on = captured_on
        self._family = family
        self._answer = answer
        self.tree = parse_with_menus(answer.html if answer is not None else rewritten(source.text))
        self.base = base_of(self.tree, self.url)
        self.region_of = regions(self.tree)
        self.found = find_links(self.tree, self.base, self.region_of)
        self.lists = find_lists(self.tree, self.found)
        self.spans = [(item.start, item.end) for made in self.lists for item in made.items]
        self.meta = metas(self.tree)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links with the subjects that their names match."""
        return as_links(self.tree, self.found, self.vocabulary)

    @cached_property
    def postings(self) -> tuple[Posting, ...]:
        """The items of its lists."""
        return read_postings(self.tree, self.lists, captured_on=self.captured_on)

    @cached_property
    def published(self) -> ReadDate | None:
        """When the one thing that it publishes was published, taken for an article."""
        return read_article_date(self.url, self.meta, self._dated_title[1], self.captured_on)

    @cached_property
    def _dated_title(self) -> tuple[Node | None, ShownDate | None]:
        """Where its title stands, and the date shown beside it."""
        title = title_node(self.tree, self.meta, self.region_of)
        shown = shown_date(self.tree, self.region_of, title, self.spans)
        if shown is not None and not shown.near:
            headline = headline_above(self.tree, self.region_of, shown)
            if headline is not None:
                return headline, replace(shown, near=True)
        return title, shown

    def title(self, *, article: bool) -> str:
        """What it is called."""
        return page_title(self.tree, self.meta, self._dated_title[0], article=article)

    @cached_property
    def text(self) -> str:
        """All that it shows."""
        return self.tree.visible_text(MAX_TEXT)

    @cached_property
    def crumbs(self) -> tuple[str, ...]:
        """The parts of its breadcrumb."""
        return own_subjects.breadcrumb_of(self.tree, self.region_of)

    @cached_property
    def _raw(self) -> RawPage:
        script = "\n".join([text for _, text in self.tree.scripts])[:_MAX_SCRIPT]
        return RawPage(
            url=self.url, base=self.base, html=self.html, tree=self.tree, links=self.found, script=script
        )

    @cached_property
    def family(self) -> Family:
        """The family of content management systems that made it."""
        return self._family or family_of(self._raw)

    @cached_property
    def paging(self) -> Paging:
        """The way to the next page of its list."""
        if self._answer is not None:
            return Paging(next_page=self._answer.next_page)
        count = len(self.postings)
        return self.family.paging(self._raw, count) or generic_paging(self._raw, count)

    @cached_property
    def clicked(self) -> list[Node]:
        """What one can click without the page saying where that leads."""
        return clicked_only(self.tree, self.base, self.found)

    @cached_property
    def refresh(self) -> str | None:
        """Where it sends its reader at once."""
        return shells.refresh_target(self.tree, self.base, self.url, self.text)

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """The pages that it shows in frames."""
        return shells.frames(self.tree, self.base, self.url)

    @cached_property
    def needs_render(self) -> bool:
        """Whether only scripts fill it."""
        return self._answer is None and shells.needs_render(
            self.tree, self.html, links=len(self.found), text=self.text, postings=len(self.postings)
        )

    @cached_property
    def under_construction(self) -> bool:
        """Whether it says itself that it holds nothing."""
        return self._evidence.under_construction

    @cached_property
    def traces(self) -> bool:
        """Whether it shows what may be a posting, or may hold some, though none was read."""
        if self.postings or self._answer is not None or self.under_construction:
            return False
        return self._evidence.words.traces(noted=False)

    @cached_property
    def kind_and_failure(self) -> tuple[PageKind, str | None]:
        """Its kind, and the name of what blocked it or went wrong, if that has one."""
        if self._answer is not None:
            return (PageKind.LIST if self._answer.ok else PageKind.ERROR), None
        kind = kind_of(self._evidence)
        if self.frames:
            return kind, None
        blank = not (self.text or self.found or self.refresh) and not self.needs_render
        return or_error(kind, self._evidence, blank=blank)

    @cached_property
    def _evidence(self) -> Evidence:
        tree, region_of = self.tree, self.region_of
        title_at, shown = self._dated_title
        words = own_words(tree, region_of, self.spans)
        return Evidence(
            url=self.url,
            meta=self.meta,
            title=document_title(tree),
            headline=headline_of(tree, title_at),
            crumbs=self.crumbs,
            text=self.text,
            words=words,
            found=self.found,
            postings=self.postings,
            lists=self.lists,
            shown=shown,
            has_info_line=has_info_line(tree, title_at),
            paging=lambda: self.paging,
            loose_dates=lambda: loose_dates(tree, region_of, self.spans),
            choices=choices_of(tree),
            signs_in=signs_in(tree),
            under_construction=shells.under_construction(words, postings=len(self.postings)),
            being_built=shells.being_built(words),
        )

    def own_subjects(self, *, article: bool) -> tuple[SubjectMatch, ...]:
        """The subjects that it names itself by."""
        title = document_title(self.tree)
        return own_subjects.own_subjects(
            self.vocabulary, self.url, self.meta, title, self.crumbs, article=article
        )
