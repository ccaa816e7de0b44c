"""Pages fetched from real loopback servers: retries, redirects, guard, robots, limits, failures by name."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

Fetch = Callable[..., list[dict[str, Any]]]


def test_a_page_is_had_with_a_named_agent_and_its_bytes_unpacked(site: Any, fetch: Fetch) -> None:
    site.answers["/"] = site.reply(
        body=gzip.compress("<p>政务公开</p>".encode() * 50), headers={"Content-Encoding": "gzip"}
    )
    (answer,) = fetch(site.url + "/", user_agent="Mingcha/0.1 (+https://example.org)")
    assert answer["status"] == 200
    assert answer["text"].startswith("<p>政务公开</p>")
    assert answer["size"] < len(answer["text"])
    asked = site.asked[-1]
    assert asked.headers["user-agent"] == "Mingcha/0.1 (+https://example.org)"
    assert "gzip" in asked.headers["accept-encoding"]


def test_a_server_error_is_tried_again_and_a_refusal_is_not(site: Any, fetch: Fetch) -> None:
    seen: list[int] = []

    def flaky(_: Any) -> Any:
        seen.append(1)
        return site.reply(status=500) if len(seen) < 3 else site.reply(body=b"ok")

    site.answers["/flaky"] = flaky
    site.answers["/forbidden"] = site.reply(status=403)
    flaky_answer, forbidden, missing = fetch(site.url + "/flaky", site.url + "/forbidden", site.url + "/none")
    assert flaky_answer["text"] == "ok"
    assert len(seen) == 3
    assert forbidden == {"failure": "http_4xx", "status": 403, "detail": "HTTP 403"}
    assert missing["failure"] == "not_found"
    assert site.paths().count("/forbidden") == 1
    assert site.paths().count("/none") == 1


def test_a_challenge_is_never_asked_twice(site: Any, fetch: Fetch) -> None:
    for status in (412, 521):
        site.answers[f"/{status}"] = site.reply(status=status, body=b"<script></script>")
    answers = fetch(site.url + "/412", site.url + "/521")
    assert [answer["failure"] for answer in answers] == ["blocked", "blocked"]
    assert sorted(site.paths()) == ["/412", "/521"]


def test_rate_limiting_slows_the_host_down(site: Any, fetch: Fetch) -> None:
    seen: list[float] = []

    def limited(asked: Any) -> Any:
        seen.append(asked.at)
        return (
            site.reply(status=429, headers={"Retry-After": "1"}) if len(seen) == 1 else site.reply(body=b"ok")
        )

    site.answers["/a"] = limited
    site.page("/b", "b")
    first, _ = fetch(site.url + "/a", site.url + "/b")
    assert first["text"] == "ok"
    times = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    assert all(later - former >= 0.95 for former, later in pairwise(times))


def test_requests_to_one_host_keep_the_delay(site: Any, fetch: Fetch) -> None:
    site.page("/a", "a")
    site.page("/b", "b")
    fetch(site.url + "/a", site.url + "/b", delay=0.4)
    times = [asked.at for asked in site.asked]
    assert len(times) == 3
    assert all(later - former >= 0.38 for former, later in pairwise(times))


def test_redirects_are_followed_recorded_and_bounded(site: Any, fetch: Fetch) -> None:
    site.answers["/1"] = site.reply(status=301, headers={"Location": "/2"})
    site.answers["/2"] = site.reply(status=302, headers={"Location": site.url + "/3"})
    site.page("/3", "here")
    site.answers["/loop"] = site.reply(status=302, headers={"Location": "/loop"})

    def further(asked: Any) -> Any:
        number = int(asked.path.rpartition("=")[2]) + 1
        return site.reply(status=302, headers={"Location": f"/on?n={number}"})

    site.answers["/on"] = further
    answer, loop, endless = fetch(site.url + "/1", site.url + "/loop", site.url + "/on?n=0")
    assert answer["final_url"] == site.url + "/3"
    assert answer["redirects"] == [site.url + "/1", site.url + "/2"]
    assert loop["failure"] == "redirect_loop"
    assert endless["failure"] == "redirect_loop"
    assert len([path for path in site.paths() if path.startswith("/on")]) == 6


def test_an_own_network_is_refused_by_address_by_name_and_behind_a_redirect(
    site: Any, make_site: Callable[[str], Any], fetch: Fetch
) -> None:
    inner = make_site("127.9.9.9")
    inner.page("/", "secret")
    site.answers["/out"] = site.reply(status=302, headers={"Location": inner.url + "/"})
    by_address, by_name, by_number = fetch(
        site.url + "/", f"http://localhost:{site.port}/", f"http://2130706433:{site.port}/", allow_networks=[]
    )
    assert [each["failure"] for each in (by_address, by_name, by_number)] == ["address_refused"] * 3
    (redirected,) = fetch(site.url + "/out", allow_networks=["127.0.0.1/32"])
    assert redirected["failure"] == "address_refused"
    assert inner.asked == []


def test_other_schemes_are_refused(fetch: Fetch) -> None:
    answers = fetch("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x")
    assert [answer["failure"] for answer in answers] == ["address_refused"] * 3


def test_a_body_over_the_limit_is_given_up_also_when_it_grows_by_unpacking(site: Any, fetch: Fetch) -> None:
    site.answers["/big"] = site.reply(body=b"x" * 300_000)
    site.answers["/bomb"] = site.reply(
        body=gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"}
    )
    answers = fetch(site.url + "/big", site.url + "/bomb", max_body=200_000)
    assert [answer["failure"] for answer in answers] == ["too_large", "too_large"]


def test_a_silent_server_is_a_timeout(site: Any, fetch: Fetch) -> None:
    site.page("/slow", "late", delay=3.0)
    (answer,) = fetch(site.url + "/slow", timeout=1.0, first_byte_timeout=0.5, retries=0)
    assert answer["failure"] == "timeout"


def test_dead_hosts_and_garbage_have_names_of_their_own(fetch: Fetch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        dead_port = closed.getsockname()[1]
    server = socket.create_server(("127.0.0.1", 0))

    def talk_nonsense() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.recv(4096)
                connection.sendall(b"\x00\x01 not http at all\r\n\r\n")
                time.sleep(0.1)

    threading.Thread(target=talk_nonsense, daemon=True).start()
    port = server.getsockname()[1]
    dead, garbage, tls, unknown = fetch(
        f"http://127.0.0.1:{dead_port}/",
        f"http://127.0.0.1:{port}/",
        f"https://127.0.0.1:{port}/",
        "http://no-such-host.invalid/",
        obey_robots=False,
        retries=1,
    )
    server.close()
    assert dead["failure"] == "connect"
    assert garbage["failure"] == "garbage"
    assert tls["failure"] == "tls"
    assert unknown["failure"] == "dns"


def test_robots_txt_is_obeyed_and_its_delay_kept(site: Any, fetch: Fetch) -> None:
    site.page("/robots.txt", "User-agent: Mingcha\nDisallow: /private/\nCrawl-delay: 0.5\n")
    site.page("/private/a", "no")
    site.page("/a", "yes")
    site.page("/b", "yes")
    refused, first, second = fetch(site.url + "/private/a", site.url + "/a", site.url + "/b")
    assert refused["failure"] == "robots"
    assert first["text"] == second["text"] == "yes"
    assert site.paths() == ["/a", "/b"]
    assert site.asked[-1].at - site.asked[-2].at >= 0.45
    (told,) = fetch(site.url + "/private/a", obey_robots=False)
    assert told["text"] == "no"


def test_a_robots_txt_that_fails_closes_the_site_and_one_that_is_missing_opens_it(
    site: Any, fetch: Fetch
) -> None:
    site.answers["/robots.txt"] = site.reply(status=500)
    site.page("/a", "a")
    (closed,) = fetch(site.url + "/a")
    assert closed["failure"] == "robots"
    site.answers["/robots.txt"] = site.reply(status=403)
    (opened,) = fetch(site.url + "/a")
    assert opened["text"] == "a"


def test_a_form_is_posted_with_its_referer(site: Any, fetch: Fetch) -> None:
    site.page("/data", "rows")
    fetch(
        {
            "url": site.url + "/data",
            "method": "POST",
            "form": [["col", "1"], ["名", "值"]],
            "referer": site.url,
        }
    )
    asked = site.asked[-1]
    assert asked.method == "POST"
    assert asked.body == b"col=1&%E5%90%8D=%E5%80%BC"
    assert asked.headers["referer"].startswith(site.url)
