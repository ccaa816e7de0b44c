"""Is anything lost, torn or doubled when programs write at once or are killed while they write?"""

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import select, text

from db.database import Database, open_database
from db.tables.postings import PostingRow

ROOT = Path(__file__).resolve().parents[2]
WRITER = Path(__file__).with_name("kill_writer.py")
BATCH = 1_000


def start_writer(url: str, first: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), url, str(first)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def stored_batches(database: Database) -> Counter[int]:
    with database.read() as connection:
        return Counter(int(title.split("-")[0]) for title in connection.scalars(select(PostingRow.title)))


def test_a_kill_in_mid_batch_leaves_whole_batches_and_the_crawl_goes_on(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    told: list[int] = []
    heads = []
    for attempt in range(3):
        writer = start_writer(url, 1000 * attempt)
        assert writer.stdout is not None
        heads.append(writer.stdout.readline().split())
        # Two batches are known to be stored when the third is being written.
        told += [int(writer.stdout.readline()) for _ in range(2)]
        writer.kill()
        rest, _ = writer.communicate()
        told += [int(line) for line in rest.splitlines()]
        stored = stored_batches(database)
        assert set(stored.values()) == {BATCH}, "a torn batch"
        assert set(told) <= set(stored), "a batch that was said to be stored is lost"
    crawl_id = heads[0][0]
    assert heads == [[crawl_id, "False", "a,b,c"], [crawl_id, "True", "c"], [crawl_id, "True", "c"]]
    assert {one.unit_id for one in database.portal_progress(int(crawl_id)) if one.finished_at} == {"a", "b"}
    facts = database.load_facts(["a", "b", "c"])
    assert (len(facts["a"].postings), len(facts["b"].postings), len(facts["c"].postings)) == (BATCH, BATCH, 0)


def test_two_writers_of_the_same_portal_lose_and_double_nothing(
    database: Database, crawled: Any, rows: Any
) -> None:
    units = [crawled.unit("czt"), crawled.unit("dsj")]
    run = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    url = database.url.render_as_string(hide_password=False)

    def write(writer: int) -> None:
        numbers = range(300) if writer % 2 else range(299, -1, -1)
        items = [
            crawled.placed(unit.id, title=f"第{n}号", on=date(2017, 4, 14), at=1 + writer)
            for n in numbers
            for unit in units
        ]
        with open_database(url) as own:
            for start in range(0, len(items), 60):
                own.save_items(run.id, items[start : start + 60])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert rows("postings") == rows("posting_dates") == rows("posting_columns") == 600
    assert rows("columns") == 2
    database.save_items(run.id, [crawled.done("czt"), crawled.done("dsj")])
    for facts in database.load_facts(["czt", "dsj"]).values():
        spans = {(posting.first_seen, posting.last_seen) for posting in facts.postings}
        assert spans == {(crawled.at(1), crawled.at(4))}


def test_the_journal_is_begun_anew_though_somebody_always_reads(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    over = Event()
    with open_database(f"sqlite:///{path}") as database, ThreadPoolExecutor(3) as pool:
        database.migrate()

        def read(reader: int) -> None:
            over.wait(0.03 * reader)
            with open_database(f"sqlite:///{path}") as own:
                while not over.is_set():
                    with own.read() as connection:
                        connection.execute(text("SELECT count(*) FROM nights")).all()
                        over.wait(0.1)

        def write(rows: int) -> int:
            for number in range(rows):
                with database.write() as connection:
                    values = {"id": f"{time.monotonic_ns()}-{number}", "name": "x" * 20_000}
                    connection.execute(insert, values)
            return Path(f"{path}-wal").stat().st_size

        insert = text("INSERT INTO units (id, name, kind, aliases) VALUES (:id, :name, 'other', '[]')")
        readers = [pool.submit(read, reader) for reader in range(3)]
        try:
            first, second = write(150), write(150)
            assert second > 1.5 * first
            for _ in range(3):
                database.trim()
                assert write(100) < second / 2
        finally:
            over.set()
        for reader in readers:
            reader.result()
