"""Dates that mislead, as real portals show them: one page a trap under ``pages/traps``, listed in ``docs/traps.md``."""

from datetime import date
from pathlib import Path

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, DateSource, PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
TRAPS = Path(__file__).parent / "pages" / "traps"
URL = "http://www.example.gov.cn/zwgk/tzgg/12345.html"
MIGRATED = "http://www.example.gov.cn/zwgk/tzgg/art/2020/art_14730801a8ae49e99b132c83575b7810.html"


def read(name: str, url: str = URL) -> PageReading:
    return read_page(url, (TRAPS / name).read_bytes(), vocabulary=VOCABULARY, captured_on=date(2024, 1, 1))


SHOWN = {
    "clock_in_the_header.html": None,
    "later_date_in_the_footer.html": None,
    "sidebar_before_the_article.html": None,
    "hidden_panel_before_the_article.html": None,
    "validity_and_signature.html": None,
    "three_dates_in_one_line.html": None,
    "label_made_on.html": date(2018, 8, 16),
    "label_document_of.html": None,
    "label_after_the_date.html": None,
    "label_updated.html": None,
    "ratio_sign_in_the_time.html": None,
    "utf16_that_declares_gb2312.html": None,
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_date_beside_the_title_is_the_articles(name: str) -> None:
    """And what the meta says otherwise is kept as a conflict."""
    reading = read(name)
    assert reading.kind is PageKind.ARTICLE
    assert reading.title == "关于公布行政事业性收费目录清单的公告"
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)
    assert reading.published.source is DateSource.SHOWN
    # An update says nothing of the first publication.
    sure = DateConfidence.LOW if name == "label_updated.html" else DateConfidence.HIGH
    assert reading.published.confidence is sure
    assert reading.published.conflict == SHOWN[name]
    assert reading.postings == ()


def test_a_migration_leaves_its_day_in_the_meta_and_its_year_in_the_address() -> None:
    for url in (URL, MIGRATED):
        published = read("meta_of_a_migration.html", url).published
        assert published is not None
        assert (published.on, published.source) == (date(2009, 9, 30), DateSource.SHOWN)
        assert (published.conflict, published.conflict_source) == (date(2023, 5, 12), DateSource.META)


def test_a_page_without_a_date_has_none() -> None:
    reading = read("no_date_at_all.html")
    assert reading.kind is PageKind.ARTICLE
    assert reading.published is None


def test_the_charset_is_what_the_bytes_say() -> None:
    assert read("utf16_that_declares_gb2312.html").charset == "utf-16"
