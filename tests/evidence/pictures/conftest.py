"""Captured pages made by hand, and a real Chromium to show them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.render import find_chromium
from domain.captures import Body, Exchange, Response
from evidence.office.audit_report import Reported
from evidence.pictures.captured_pages import CapturedPages
from evidence.pictures.offline_browser import OfflineBrowser
from evidence.pictures.taking import PictureTaker
from tests import small_portal

NIGHT = datetime(2017, 7, 31, 17, 30, tzinfo=UTC)

Captured = Callable[..., CapturedPages]
Kept = Callable[..., Exchange]


@pytest.fixture
def kept() -> Kept:
    """An answer as it was kept: ``kept(url, body, status=200, content_type="text/html", head="")``."""

    def kept(
        url: str, body: str | bytes, *, status: int = 200, content_type: str = "text/html", head: str = ""
    ) -> Exchange:
        data = body.encode() if isinstance(body, str) else body
        lines = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{head}\r\n"
        return Exchange(
            began=hash(url) % 10_000,
            ended=hash(url) % 10_000 + 1,
            method="GET",
            url=url,
            at=NIGHT,
            seconds=0.1,
            request=b"GET / HTTP/1.1\r\n\r\n",
            response=Response(head=lines.encode("latin-1"), payload=Body.of(data)),
        )

    return kept


@pytest.fixture
def captured(kept: Kept) -> Captured:
    """The pages of a visit, by address."""

    def captured(**pages: str | bytes) -> CapturedPages:
        events = [kept(url, body) for url, body in pages.items()]
        return CapturedPages(events, journal="sha256:1", unpack=lambda body, _: body)

    return captured


@pytest.fixture(scope="session")
def chromium() -> str:
    found = find_chromium(None)
    assert found, "these tests need a Chromium: run `make browser`"
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[OfflineBrowser]:
    with OfflineBrowser(chromium) as browser:
        yield browser


@pytest.fixture
def taker(chromium: str, tmp_path: Path) -> Iterator[PictureTaker]:
    with PictureTaker(tmp_path / "evidence", chromium=chromium) as taker:
        yield taker


@pytest.fixture
def finding() -> Reported:
    return Reported(finding=small_portal.finding())
