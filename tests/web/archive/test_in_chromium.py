"""Does nothing run, load or lead away in a real browser when a hostile page that was kept is looked at?"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.web.archive.test_inert_page import HOSTILE
from tests.web.in_chromium import opened_tab
from web.archive.inert_page import inert_page
from web.archive.marks import Sought
from web.pages.evidence import ARCHIVED_POLICY

pytestmark = pytest.mark.e2e


@contextmanager
def portal_and_console() -> Iterator[tuple[str, list[str]]]:
    """A console with the archived page in a frame, and what was asked for on its host besides."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here = f"http://127.0.0.1:{server.server_port}"
            sent = "\n".join(HOSTILE).replace("//evil.example", f"{here.removeprefix('http:')}/evil")
            bodies = {
                "/": '<iframe sandbox src="/page"></iframe><iframe src="/page"></iframe>',
                "/page": inert_page(
                    f"<p>预算公开</p>{sent}", address=f"{here}/list/", sought=Sought(text="预算公开")
                ).html,
            }  # fmt: skip
            if self.path not in bodies:
                asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            if self.path == "/page":
                self.send_header("content-security-policy", ARCHIVED_POLICY)
            self.end_headers()
            self.wfile.write(bodies.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_hostile_page_that_was_kept_does_nothing() -> None:
    with portal_and_console() as (address, asked), opened_tab() as tab:
        opened: list[str] = []
        tab.on("dialog", lambda each: opened.append(each.message))
        tab.context.on("page", lambda each: opened.append(each.url))
        tab.goto(f"{address}/")
        assert len(tab.frames) == 3, "both frames stand"
        for frame in tab.frames[1:]:
            assert frame.locator("mark").first.inner_text() == "预算公开"
            for each in frame.get_by_text("去").all():
                each.click(force=True)
        tab.wait_for_timeout(300)
        assert tab.url == f"{address}/"
        assert opened == []
        assert [each for each in asked if each != "/favicon.ico"] == []
