import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from domain.captures import Event, Exchange, Rendering, VisitBegun, VisitEnded

ROOT = Path(__file__).resolve().parents[2]
RUNNER = Path(__file__).with_name("crawl_runner.py")


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float


Answer = Reply | Callable[[Asked], Reply]


class LoopbackSite:
    """A web site on a loopback address: what it answers by path, and what it was asked."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.answers: dict[str, Answer] = {}
        self.reply = Reply
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(
                    method=self.command,
                    path=self.path,
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length) if length else b"",
                    at=time.monotonic(),
                )
                site.asked.append(asked)
                found = site.answers.get(self.path)
                if found is None:
                    found = site.answers.get(self.path.partition("?")[0], Reply(status=404))
                reply = found(asked) if callable(found) else found
                time.sleep(reply.delay)
                self.send_response(reply.status)
                headers = {"Content-Type": "text/html", **reply.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *args: Any) -> None:
                pass

        Handler.do_GET = Handler.do_POST = Handler.answer  # type: ignore[attr-defined]
        self._server = ThreadingHTTPServer((address, 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://{address}:{self._server.server_address[1]}"
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, path: str, body: str, **reply: Any) -> None:
        self.answers[path] = Reply(
            body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"}, **reply
        )

    def paths(self, *, robots: bool = False) -> list[str]:
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[LoopbackSite]:
    site = LoopbackSite()
    yield site
    site.close()


@pytest.fixture
def make_site() -> Iterator[Callable[[str], LoopbackSite]]:
    made: list[LoopbackSite] = []

    def make(address: str) -> LoopbackSite:
        made.append(LoopbackSite(address))
        return made[-1]

    yield make
    for site in made:
        site.close()


QUICK = {"delay": 0.0, "backoff": 0.01, "allow_networks": ["127.0.0.0/8"], "render": False}


def run_job(job: dict[str, Any], *, interrupt_after: Callable[[], bool] | None = None) -> Any:
    """Run a job and return what it printed; a traceback in its error output fails the test."""
    process = subprocess.Popen(
        [sys.executable, str(RUNNER)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if interrupt_after is not None:
        assert process.stdin is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        process.stdin = None
        deadline = time.monotonic() + 30
        while not interrupt_after():
            assert time.monotonic() < deadline, "the crawl didn't get so far"
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    else:
        out, err = process.communicate(json.dumps(job), timeout=120)
    assert process.returncode == 0, err
    assert "Traceback" not in err, err
    return json.loads(out)


@pytest.fixture
def fetch() -> Callable[..., list[dict[str, Any]]]:
    """Fetch addresses (or fetch objects) in turn."""

    def run(*wanted: str | dict[str, Any], **options: Any) -> list[dict[str, Any]]:
        fetches = [{"url": each} if isinstance(each, str) else each for each in wanted]
        answers: list[dict[str, Any]] = run_job({"options": {**QUICK, **options}, "fetches": fetches})
        return answers

    return run


@dataclass
class KeptVisit:
    """What was kept of one visit; ``events`` is None when it was discarded."""

    begun: VisitBegun
    events: list[Event]
    ended: VisitEnded | None

    @property
    def exchanges(self) -> list[Exchange]:
        return [each for each in self.events if isinstance(each, Exchange)]

    @property
    def renderings(self) -> list[Rendering]:
        return [each for each in self.events if isinstance(each, Rendering)]


def kept_visits(path: Path) -> list[KeptVisit]:
    return [KeptVisit(**each) for each in pickle.loads(path.read_bytes())]


@pytest.fixture
def kept_in() -> Callable[[Path], list[KeptVisit]]:
    """The visits that a crawl kept in a file."""
    return kept_visits


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., KeptVisit]:
    """Fetch addresses in one visit that is kept, and return what was kept of it."""

    def run(*wanted: str | dict[str, Any], **options: Any) -> KeptVisit:
        fetches = [{"url": each} if isinstance(each, str) else each for each in wanted]
        path = tmp_path / "kept"
        run_job({"options": {**QUICK, **options}, "fetches": fetches, "kept": str(path)})
        (visit,) = kept_visits(path)
        return visit

    return run


@dataclass
class Crawled:
    items: list[dict[str, Any]]
    batches: list[int]
    summary: dict[str, Any]
    stopped: str | None = None

    def of(self, kind: str, **where: Any) -> list[dict[str, Any]]:
        return [
            item
            for item in self.items
            if item["type"] == kind and all(item[name] == value for name, value in where.items())
        ]

    def one(self, kind: str, **where: Any) -> dict[str, Any]:
        found = self.of(kind, **where)
        assert len(found) == 1, (kind, where, found)
        return found[0]


@pytest.fixture
def crawl() -> Callable[..., Crawled]:
    """Visit portals: ``crawl(url, subjects=…, since=…, phrases=…, options…)``."""

    def run(
        *urls: str,
        subjects: tuple[str, ...] = ("key-areas", "statutory", "ppp", "notices", "budget"),
        since: str = "2017-01-01",
        phrases: dict[str, list[str]] | None = None,
        sought: tuple[str, ...] = (),
        filed: tuple[str, ...] = (),
        stored: Path | None = None,
        kept: Path | None = None,
        room: int | None = None,
        interrupt_after: Callable[[], bool] | None = None,
        **options: Any,
    ) -> Crawled:
        targets = [
            {
                "id": f"u{n}",
                "url": url,
                "subjects": subjects,
                "since": since,
                "phrases": phrases or {},
                "sought": sought,
                "filed": filed[n] if filed else None,
            }
            for n, url in enumerate(urls)
        ]
        job = {
            "options": {**QUICK, **options},
            "targets": targets,
            "stored": str(stored) if stored else None,
            "kept": str(kept) if kept else None,
            "room": room,
        }
        result = run_job(job, interrupt_after=interrupt_after)
        return Crawled(
            items=result["items"],
            batches=result["batches"],
            summary=result["summary"],
            stopped=result["stopped"],
        )

    return run
