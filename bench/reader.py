"""What does reading a page cost? CPU of ``read_page`` beside Beautiful Soup, selectolax and the bare parse, in one run.

python bench/reader.py              pages grown from the repository's own to 100 KB and 157 links
python bench/reader.py DIR …        and the pages of these corpora as they are

Every reader gets the same bytes, decodes them in the same way (``domain.charset``) and is measured in turn, round after
round, each round beginning with another one, so that a busy machine is busy for all. Beautiful Soup and selectolax give links
and text only; ``the four`` are links, postings, dates and subjects; ``read_page`` gives these and all else.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from audit_rules.subjects.matcher import load_vocabulary
from bench.corpus import CorpusError, load_corpus
from bench.grown_pages import SizedPage, corpus_pages, grown_pages
from domain.charset import decode
from spiders.page_facts import PageFacts
from spiders.reader import read_page

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "bench" / "fixtures"
OURS, FOUR, SOUP, SELECTOLAX, PARSE = "read_page", "the four", "bs4+lxml", "selectolax", "parse"
CAPTURED_ON = date(2026, 11, 1)
_UNIT = 100_000  # bytes: figures are given for a page of 100 KB
_WARM_UP = 3  # small pages that load what is loaded once, before the first sight of the others is measured

Reader = Callable[[SizedPage], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one reader costs: ms of CPU a page and for 100 KB, and the part of Beautiful Soup's cost that it is."""

    ms_per_page: float
    ms_per_100kb: float
    of_soup: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderCosts:
    """The readers' costs on one set of pages. ``first_ms_per_100kb``: ``read_page`` when it sees these pages first."""

    pages: int
    mean_bytes: int
    rounds: int
    first_ms_per_100kb: float
    readers: dict[str, Cost]


def readers() -> dict[str, Reader]:
    """The readers that are compared, ours first."""
    vocabulary = load_vocabulary()

    def ours(page: SizedPage) -> object:
        return read_page(page.url, page.body, vocabulary=vocabulary, captured_on=CAPTURED_ON)

    def four(page: SizedPage) -> object:
        facts = PageFacts(page.url, decode(page.body), vocabulary=vocabulary, captured_on=CAPTURED_ON)
        return facts.links, facts.postings, facts.published

    return {OURS: ours, FOUR: four, SOUP: _soup, SELECTOLAX: _selectolax, PARSE: _parse}


def measure(pages: Sequence[SizedPage], rounds: int) -> ReaderCosts:
    """Measure all readers on all pages, in ``rounds`` rounds after one that warms up."""
    compared = readers()
    size = sum(len(page.body) for page in pages)
    for page in corpus_pages(load_corpus(FIXTURES))[:_WARM_UP]:
        compared[OURS](page)
    first = _seconds(compared[OURS], pages)
    for reader in compared.values():
        _seconds(reader, pages)
    names = list(compared)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        begin = number % len(names)
        for name in names[begin:] + names[:begin]:
            taken[name].append(_seconds(compared[name], pages))
    costs = {
        name: Cost(
            ms_per_page=round(statistics.median(seconds) * 1000 / len(pages), 3),
            ms_per_100kb=round(statistics.median(seconds) * 1000 * _UNIT / size, 3),
            of_soup=round(
                statistics.median(own / soup for own, soup in zip(seconds, taken[SOUP], strict=True)), 3
            ),
        )
        for name, seconds in taken.items()
    }
    return ReaderCosts(
        pages=len(pages),
        mean_bytes=size // len(pages),
        rounds=rounds,
        first_ms_per_100kb=round(first * 1000 * _UNIT / size, 3),
        readers=costs,
    )


def page_sets(folders: Sequence[Path]) -> dict[str, list[SizedPage]]:
    """The sets of pages to measure, by name: the grown ones, then each corpus that is not the repository's own.

    Raises:
        CorpusError: a folder is no corpus.
    """
    sets = {"grown fixtures": grown_pages(load_corpus(FIXTURES))}
    for folder in folders:
        if folder.resolve() != FIXTURES:
            sets[str(folder)] = corpus_pages(load_corpus(folder))
    return sets


def told(name: str, costs: ReaderCosts) -> str:
    """The figures of one set of pages as lines."""
    lines = [
        f"{name}: {costs.pages} pages of {costs.mean_bytes / 1000:.0f} KB, median of {costs.rounds} rounds, one core",
        f"{'':<12}{'ms a page':>12}{'ms / 100 KB':>14}{'of bs4+lxml':>15}",
    ]
    lines += [
        f"{reader:<12}{cost.ms_per_page:>12.2f}{cost.ms_per_100kb:>14.2f}{cost.of_soup:>15.2f}"
        for reader, cost in costs.readers.items()
    ]
    lines.append(
        f"read_page on pages that it has not seen before: {costs.first_ms_per_100kb:.2f} ms / 100 KB"
    )
    return "\n".join(lines) + "\n"


def _seconds(reader: Reader, pages: Sequence[SizedPage]) -> float:
    gc.collect()  # nobody pays for what another one left behind
    began = time.process_time()
    for page in pages:
        reader(page)
    return time.process_time() - began


def _parse(page: SizedPage) -> object:
    return LexborHTMLParser(decode(page.body).text)


def _selectolax(page: SizedPage) -> object:
    tree = LexborHTMLParser(decode(page.body).text)
    links = [(link.attributes.get("href"), link.text()) for link in tree.css("a[href]")]
    return links, tree.body.text() if tree.body else ""


def _soup(page: SizedPage) -> object:
    tree = BeautifulSoup(decode(page.body).text, "lxml")
    links = [(link["href"], link.get_text()) for link in tree.find_all("a", href=True)]
    return links, tree.get_text()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="*")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    try:
        sets = page_sets(given.corpus)
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, pages in sets.items():
        sys.stdout.write(told(name, measure(pages, given.rounds)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
