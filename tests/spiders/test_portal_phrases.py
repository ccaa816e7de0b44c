"""What does it prove that a column's pages don't say a phrase, when not all of them could be read?"""

import asyncio
from datetime import date

import pytest

from domain.pages import PageKind, PageReading, Posting
from domain.subjects import Grade, Surface
from spiders.portal.columns import ColumnState
from spiders.portal.frontier import Claim
from spiders.portal.list_reading import ListReading
from spiders.portal.page_source import Loaded
from spiders.portal.phrases import look_for_phrases

HOME = "http://x.gov.cn/"


def leaders(count: int) -> ColumnState:
    """A leaders column with so many leaders, each on a page of their own, read to its end."""
    listed = [Posting(title=f"领导{n}", url=f"{HOME}ld/{n}.html") for n in range(count)]
    claim = Claim(subject="leaders", grade=Grade.EXACT, surface=Surface.TEXT, text="领导信息", found_on=HOME)
    return ColumnState(
        url=f"{HOME}ld/",
        reading=PageReading(url=f"{HOME}ld/", kind=PageKind.LIST, postings=tuple(listed)),
        own=ListReading(postings=listed, complete_since=date.min),
        claims=[claim],
    )


def look(column: ColumnState, *, says: int | None = None, lost: int | None = None) -> None:
    async def load(url: str, _: str) -> Loaded | None:
        number = int(url.rpartition("/")[2].removesuffix(".html"))
        if number == lost:
            return None
        text = "分管政务公开工作" if number == says else "主持全面工作"
        return Loaded(reading=PageReading(url=url, kind=PageKind.ARTICLE, text=text), final_url=url)

    asyncio.run(look_for_phrases(column, {"leaders": ("政务公开",)}, load, frozenset()))


@pytest.mark.parametrize(("count", "lost"), [(9, 4), (40, None)])
def test_a_phrase_may_stand_on_a_page_that_was_not_read(count: int, lost: int | None) -> None:
    column = leaders(count)
    look(column, lost=lost)
    assert column.complete_since is None
    assert "政务公开" not in column.elements


def test_a_phrase_that_no_page_says_is_not_there() -> None:
    column = leaders(9)
    look(column)
    assert column.complete_since == date.min


def test_a_phrase_found_is_found_whatever_else_could_not_be_read() -> None:
    column = leaders(14)
    look(column, says=12, lost=2)
    assert "政务公开" in column.elements
    assert column.complete_since == date.min
