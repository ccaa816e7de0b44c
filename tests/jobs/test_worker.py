"""Does a worker do what was ordered in real processes, whoever is killed, and is nothing lost or done twice?"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from db.database import Database, open_database
from db.orders import Asker, add_order, cancel_order, load_order, progress_to_json
from domain.orders import Ask, Order, OrderFault, OrderKind, OrderProgress, OrderState, Product

ROOT = Path(__file__).resolve().parents[2]
REAUDIT = Ask(kind=OrderKind.REAUDIT, plan_id="yunnan-2017", unit_id="czt")
AUDIT = Ask(kind=OrderKind.AUDIT, plan_id="yunnan-2017")
PAGES = 40
WORDS = (
    "预算公开",
    "政府信息公开",
    "通知公告",
    "政策文件",
    "规章制度",
    "工作动态",
    "财政收支",
    "收费清单",
    "机构职能",
    "重点领域",
)
pytestmark = pytest.mark.e2e


class Portal(BaseHTTPRequestHandler):
    """A home page that leads to as many columns as there are, each with postings of its own."""

    def do_GET(self) -> None:
        links = "".join(f'<li><a href="/c{n}/">{WORDS[n % 10]}{n}</a></li>' for n in range(PAGES))
        head = "<html><head><meta charset=utf-8><title>{}</title></head><body>"
        found = self.path == "/" or self.path.startswith("/c")
        if self.path == "/":
            body = (
                head.format("省财政厅")
                + f"<h1>云南省财政厅</h1><div class=nav><ul>{links}</ul></div></body></html>"
            )
        else:
            number = self.path.strip("/c")
            rows = "".join(
                f'<li><a href="/n/{number}-{row}.html">关于第{number}类第{row}项工作的通知</a><span>2017-0{row}-11</span></li>'
                for row in range(1, 9)
            )
            body = (
                head.format(f"栏目{number}")
                + f"<h2>栏目{number}</h2><ul class=list>{rows}</ul></body></html>"
            )
        data = body.encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Office:
    """A database that an audit is in, and workers beside it."""

    def __init__(self, url: str, folder: Path, portal: str) -> None:
        self.url, self.folder = url, folder
        self.units = folder / "units.csv"
        self.units.write_text(
            "id,name,kind,portal_url\n"
            f"czt,省财政厅,provincial_dept,{portal}\n"
            "gtt,省国土资源厅,provincial_dept,\n",
            encoding="utf-8",
        )
        self.workers: list[subprocess.Popen[bytes]] = []

    def environment(self, delay: float) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "MINGCHA_DELAY": str(delay),
            "MINGCHA_RENDER": "false",
            "MINGCHA_ALLOW_NETWORK": "127.0.0.0/8",
            "MINGCHA_RETRIES": "0",
            "MINGCHA_TIMEOUT": "5",
            "MINGCHA_SIGNING_KEY": str(self.folder / "key.pem"),
            "MINGCHA_EVIDENCE": str(self.folder / "evidence"),
            "MINGCHA_EXPORTS": str(self.folder / "exports"),
        }

    def mingcha(self, *arguments: str, delay: float = 0.0) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "jobs.cli", *arguments, "--db", self.url],
            cwd=self.folder,
            env=self.environment(delay),
        )
        self.workers.append(process)
        return process

    def audit(self) -> None:
        process = self.mingcha("audit", "--plan", "yunnan-2017", "--units", str(self.units))
        assert process.wait(120) == 0

    def work(self, *more: str, delay: float = 0.0) -> subprocess.Popen[bytes]:
        return self.mingcha("worker", *more, delay=delay)

    def work_off(self) -> None:
        assert self.work("--once").wait(180) == 0

    def close(self) -> None:
        for each in self.workers:
            if each.poll() is None:
                each.kill()
                each.wait()


@pytest.fixture
def office(url: str, tmp_path: Path, portal: str) -> Iterator[Office]:
    with open_database(url) as database:
        database.migrate()
    made = Office(url, tmp_path, portal)
    made.audit()
    yield made
    made.close()


@pytest.fixture
def store(office: Office) -> Iterator[Database]:
    with open_database(office.url) as database:
        yield database


def asked(store: Database, ask: Ask) -> Order:
    with store.write() as connection:
        order, _ = add_order(store, connection, ask, asker=Asker(id=1, name="李主任"), now=datetime.now(UTC))
        return order


def now(store: Database, order: Order) -> Order:
    found = load_order(store, order.id)
    assert found is not None
    return found


def until(said: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def crawling(store: Database, order: Order) -> bool:
    return now(store, order).progress.pages >= 2


def child_of(worker: subprocess.Popen[bytes]) -> int:
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    (child,) = [int(each) for each in children]
    return child


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def audits(store: Database) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM audits").scalar_one())


def test_a_reaudit_an_audit_and_documents_are_done(office: Office, store: Database) -> None:
    first = store.load_audit_head()
    reaudit, audit = asked(store, REAUDIT), asked(store, AUDIT)
    ledger = asked(store, Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.LEDGER))
    notices = asked(
        store, Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.TABLE, unit_id="czt")
    )
    package = asked(
        store, Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.EVIDENCE, unit_id="czt",
                   audit_id=first.id)
    )  # fmt: skip
    office.work_off()
    for order in (reaudit, audit, ledger, notices, package):
        assert (now(store, order).state, now(store, order).detail) == (OrderState.DONE, None)
    again = now(store, reaudit)
    assert again.progress.portals_done == 1
    assert [unit.unit_id for unit in store.load_audit_head(again.result.audit_id).units] == ["czt"]
    whole = store.load_audit_head(now(store, audit).result.audit_id)
    # The lone audit in between did not make the other unit go away.
    assert [unit.unit_id for unit in whole.units] == ["czt", "gtt"]
    assert whole.digests == first.digests
    for order, name in ((ledger, "工作台账.xlsx"), (notices, "核查结果.csv"), (package, "czt-证据包.wacz")):
        (file,) = now(store, order).result.files
        stored = office.folder / "exports" / str(order.id) / file.name
        assert (file.name, file.size) == (name, stored.stat().st_size)


def test_what_can_not_be_done_fails_with_a_word(office: Office, store: Database) -> None:
    gone = asked(store, Ask(kind=OrderKind.REAUDIT, plan_id="yunnan-2017", unit_id="nobody"))
    bad = asked(
        store,
        Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.LEDGER, audit_id="no-such"),
    )
    office.work_off()
    assert now(store, gone).fault is OrderFault.NO_AUDIT
    assert now(store, bad).fault is OrderFault.NOT_DONE
    assert "no audit no-such" in (now(store, bad).detail or "")


def test_an_order_that_no_process_can_be_begun_with_does_not_end_the_worker(
    office: Office, store: Database
) -> None:
    if not store.is_sqlite:
        pytest.skip("PostgreSQL keeps no NUL byte")
    ask = Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.LEDGER, audit_id="\0")
    none, next_one = asked(store, ask), asked(store, replace(ask, audit_id=None, product=Product.TABLE))
    office.work_off()
    assert now(store, none).fault is OrderFault.UNUSABLE
    assert now(store, next_one).state is OrderState.DONE


def test_called_off_midway_keeps_what_was_crawled(office: Office, store: Database) -> None:
    before = audits(store)
    order = asked(store, REAUDIT)
    office.work(delay=0.5)
    until(lambda: crawling(store, order))
    with store.write() as connection:
        cancel_order(connection, order.id, by="李主任", now=datetime.now(UTC))
    until(lambda: now(store, order).state.is_over)
    assert now(store, order).state is OrderState.CANCELLED
    assert audits(store) == before
    with store.read() as connection:
        newest = "SELECT count(*) FROM page_visits WHERE crawl_id = (SELECT max(id) FROM crawls)"
        assert connection.exec_driver_sql(newest).scalar_one() >= 1


def test_drained_it_puts_back_what_it_has_and_the_next_one_does_it(office: Office, store: Database) -> None:
    order = asked(store, REAUDIT)
    worker = office.work(delay=0.5)
    until(lambda: crawling(store, order))
    child = child_of(worker)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(90) == 0
    assert is_gone(child)
    assert (now(store, order).state, now(store, order).attempts) == (OrderState.WAITING, 0)
    office.work_off()
    assert now(store, order).state is OrderState.DONE


def test_a_killed_worker_takes_its_child_along_and_another_does_it(office: Office, store: Database) -> None:
    order = asked(store, REAUDIT)
    worker = office.work(delay=0.5)
    until(lambda: crawling(store, order))
    child = child_of(worker)
    worker.kill()
    worker.wait()
    until(lambda: is_gone(child), 40)
    before = audits(store)
    office.work_off()
    assert (now(store, order).state, now(store, order).attempts) == (OrderState.DONE, 2)
    assert audits(store) == before + 1


def test_a_killed_child_fails_its_order_and_not_its_worker(office: Office, store: Database) -> None:
    order = asked(store, REAUDIT)
    worker = office.work(delay=0.5)
    until(lambda: crawling(store, order))
    os.kill(child_of(worker), signal.SIGKILL)
    until(lambda: now(store, order).state.is_over)
    assert (now(store, order).state, now(store, order).fault) == (OrderState.FAILED, OrderFault.CHILD_DIED)
    ledger = asked(store, Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.TABLE))
    until(lambda: now(store, ledger).state.is_over)
    assert now(store, ledger).state is OrderState.DONE
    assert worker.poll() is None


def test_two_workers_do_each_order_once(office: Office, store: Database) -> None:
    orders = [
        asked(
            store,
            Ask(kind=OrderKind.EXPORT, plan_id="yunnan-2017", product=Product.TABLE, unit_id=unit),
        )
        for unit in ("czt", "gtt")
    ]
    orders.append(asked(store, REAUDIT))
    before = audits(store)
    for worker in [office.work("--once") for _ in range(2)]:
        assert worker.wait(180) == 0
    until(lambda: all(now(store, each).state is OrderState.DONE for each in orders))
    assert {now(store, each).attempts for each in orders} == {1}
    assert audits(store) == before + 1


def test_progress_is_json_that_comes_back() -> None:
    assert progress_to_json(OrderProgress())["units"] == []
