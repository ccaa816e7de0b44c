"""Availability probes of real loopback servers."""

import asyncio
from collections.abc import Callable
from typing import Any

from crawler.options import CrawlOptions
from crawler.probe import flip_scheme, probe
from domain.reach import FailureKind, Probe

OPTIONS = CrawlOptions(allow_networks=("127.0.0.1/32",))


def probes(*addresses: str, options: CrawlOptions = OPTIONS) -> list[Probe]:
    found = asyncio.run(probe([("u", address, "home") for address in addresses], options))
    assert [unit_id for unit_id, _ in found] == ["u"] * len(addresses)
    return [each for _, each in found]


def test_a_home_page_that_answers_is_alive(site: Any) -> None:
    site.page("/", "home")
    (alive,) = probes(site.url + "/")
    assert alive.ok
    assert alive.http_status == 200
    assert alive.purpose == "home"
    assert site.asked[0].headers["host"] == f"127.0.0.1:{site.port}"
    assert "Mingcha" in site.asked[0].headers["user-agent"]


def test_redirects_are_followed_and_bounded(site: Any) -> None:
    site.answers["/"] = site.reply(status=302, headers={"Location": "/zdly/"})
    site.page("/zdly/", "column")
    site.answers["/loop"] = site.reply(status=302, headers={"Location": "/loop"})
    moved, loop = probes(site.url + "/", site.url + "/loop")
    assert moved.ok
    assert moved.final_url == site.url + "/zdly/"
    assert loop.failure is FailureKind.REDIRECT_LOOP
    assert len([path for path in site.paths() if path == "/loop"]) == OPTIONS.max_redirects + 1


def test_the_other_scheme_is_tried_before_an_address_is_called_dead(site: Any) -> None:
    site.page("/", "home")
    (alive,) = probes(flip_scheme(site.url + "/"))
    assert alive.ok
    assert alive.url == site.url + "/"


def test_failures_have_names(site: Any) -> None:
    site.answers["/error"] = site.reply(status=500)
    site.answers["/challenge"] = site.reply(status=521)
    error, challenge, missing, dead, unknown = probes(
        site.url + "/error",
        site.url + "/challenge",
        site.url + "/none",
        "http://127.0.0.1:9/",
        "http://no-such-host.invalid/",
    )
    assert error.failure is FailureKind.HTTP_5XX
    assert challenge.failure is FailureKind.BLOCKED
    assert missing.failure is FailureKind.NOT_FOUND
    assert dead.failure is FailureKind.CONNECT
    assert unknown.failure is FailureKind.DNS
    assert not any(each.ok for each in (error, challenge, missing, dead, unknown))


def test_inner_addresses_are_refused_by_address_by_name_and_behind_a_redirect(
    site: Any, make_site: Callable[[str], Any]
) -> None:
    inner = make_site("127.9.9.9")
    inner.page("/", "secret")
    site.answers["/out"] = site.reply(status=302, headers={"Location": inner.url + "/"})
    (redirected,) = probes(site.url + "/out")
    refused = probes(site.url + "/", f"http://localhost:{site.port}/", options=CrawlOptions())
    assert [each.failure for each in (redirected, *refused)] == [FailureKind.ADDRESS_REFUSED] * 3
    assert inner.asked == []
