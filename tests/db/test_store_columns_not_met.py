"""Is the crawl known that read a portal and did not meet with a column that a later one found?"""

from dataclasses import replace
from typing import Any

from db.database import Database
from domain.columns import NotMet, Refusal
from domain.coverage import Coverage, Wanted
from domain.reach import FailureKind, Reach, ReachStatus

READ = Coverage(home=True, navigation=True, sitemap=True, pages_read=12)


def crawl(
    database: Database,
    crawled: Any,
    *items: Any,
    at: float = 0,
    words: str = "",
    coverage: Coverage = READ,
    status: ReachStatus = ReachStatus.OK,
) -> int:
    run = database.begin_crawl(
        [crawled.unit()], scope_digest="sha256:one", now=crawled.at(at), vocabulary_digest=words
    )
    reach = Reach(id="", status=status, pages=12, home_url="http://czt.example/")
    done = replace(crawled.done(at=at + 10, coverage=coverage), reach=reach)
    database.save_items(run.id, [*items, done])
    database.finish_crawl(run.id, "finished", crawled.at(at + 11))
    return int(run.id)


def not_met(database: Database, subject: str = "ppp") -> NotMet | None:
    columns = database.load_facts(["czt"])["czt"].columns
    (column,) = [each for each in columns if each.subject == subject]
    return column.not_met


def test_the_last_crawl_before_a_column_came_is_told(database: Database, crawled: Any) -> None:
    crawl(database, crawled)
    second = crawl(database, crawled, at=100)
    crawl(database, crawled, crawled.column(at=201), at=200)
    crawl(database, crawled, crawled.column(at=301), at=300)
    met = not_met(database)
    assert met == NotMet(id=f"obs:reach/{second}/czt", at=crawled.at(110))
    assert database.load_citation(met.id) is not None


def test_what_the_first_crawl_found_may_have_been_there_for_ever(database: Database, crawled: Any) -> None:
    crawl(database, crawled, crawled.column())
    crawl(database, crawled, crawled.column(at=101), at=100)
    assert not_met(database) is None


def test_a_crawl_that_read_too_little_says_nothing(database: Database, crawled: Any) -> None:
    every: list[dict[str, Any]] = [
        {"coverage": replace(READ, budget_exhausted=True)},
        {"coverage": replace(READ, sitemap=False)},
        {"coverage": replace(READ, unread=(("http://czt.example/x/", FailureKind.TIMEOUT),))},
        {"coverage": replace(READ, wanted=(Wanted(subject="gazette"),))},
        {"status": ReachStatus.PARTIAL},
        {"words": "sha256:other"},
    ]
    for number, poor in enumerate(every):
        subject = f"subject-{number}"
        crawl(database, crawled, at=1000 * number, **poor)
        found = crawled.column(subject=subject, at=1000 * number + 101)
        crawl(database, crawled, found, at=1000 * number + 100)
        known = not_met(database, subject)
        # Where the crawl was not finished well, the one before it may still tell.
        assert known is None or known.at < crawled.at(1000 * number)


def test_a_site_that_was_rebuilt_or_renamed_its_column_opened_none(database: Database, crawled: Any) -> None:
    crawl(database, crawled, crawled.column(url="http://czt.example/old/"))
    crawl(database, crawled, at=100)
    crawl(database, crawled, crawled.column(at=201), at=200)
    assert not_met(database) is None
    crawl(database, crawled, crawled.column(subject="land", url="http://czt.example/old/", at=301), at=300)
    assert not_met(database, "land") is None


def test_a_link_that_was_left_undecided_may_have_been_the_column(database: Database, crawled: Any) -> None:
    crawl(database, crawled, crawled.candidate(refusal=Refusal.UNCONFIRMED))
    crawl(database, crawled, crawled.column(at=101), at=100)
    assert not_met(database) is None


def test_a_link_that_was_certainly_not_the_column_is_of_no_matter(database: Database, crawled: Any) -> None:
    first = crawl(database, crawled, crawled.candidate(refusal=Refusal.ARTICLE))
    crawl(database, crawled, crawled.column(at=101), at=100)
    assert not_met(database) == NotMet(id=f"obs:reach/{first}/czt", at=crawled.at(10))
