"""The pages whose reading is measured are as large as real ones; the measuring gives a figure for each reader."""

import re
from pathlib import Path

from bench.corpus import load_corpus
from bench.grown_pages import LINKS, SIZE, corpus_pages, grown_pages
from bench.reader import FIXTURES, FOUR, OURS, PARSE, SELECTOLAX, SOUP, measure, readers, told
from bench.renew_docs import renewed


def test_grown_pages_have_the_size_and_the_links_of_real_ones() -> None:
    small, grown = corpus_pages(load_corpus(FIXTURES)), grown_pages(load_corpus(FIXTURES))
    assert len(grown) == len(small) > 20
    for before, page in zip(small, grown, strict=True):
        assert page.url == before.url
        assert 0.98 * SIZE < len(page.body) < 1.02 * SIZE
        assert abs(len(re.findall(rb"<a\s[^>]*href", page.body, re.IGNORECASE)) - LINKS) <= 2


def test_what_stands_round_a_page_does_not_change_what_it_lists() -> None:
    read = readers()[OURS]
    (list_before, *_), (list_grown, *_) = (
        [page for page in pages(load_corpus(FIXTURES)) if page.url.endswith("/zwgk/tzgg/")]
        for pages in (corpus_pages, grown_pages)
    )
    assert read(list_before).postings == read(list_grown).postings  # type: ignore[attr-defined]


def test_every_reader_is_measured() -> None:
    costs = measure(grown_pages(load_corpus(FIXTURES), size=30_000, links=20)[:2], rounds=2)
    assert set(costs.readers) == {OURS, FOUR, SOUP, SELECTOLAX, PARSE}
    assert costs.pages == 2
    assert costs.readers[SOUP].of_soup == 1.0
    assert costs.readers[PARSE].of_soup < costs.readers[FOUR].of_soup < costs.readers[OURS].of_soup
    assert all(cost.ms_per_100kb > cost.ms_per_page > 0 for cost in costs.readers.values())
    assert "2 pages of 30 KB, median of 2 rounds" in told("small", costs)


def test_figures_of_a_document_are_replaced_and_nothing_else(tmp_path: Path) -> None:
    block = f"<!-- figures: accuracy.py --quiet --no-libraries --out {tmp_path} bench/fixtures -->\n"
    text = renewed(f"before\n{block}old\n<!-- end -->\nafter\n")
    assert text.startswith(f"before\n{block}")
    assert text.endswith("<!-- end -->\nafter\n")
    assert "old" not in text
    assert "posting dates" in text
