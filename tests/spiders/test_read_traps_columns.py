"""Names that look like columns, as real portals show them: one page a trap under ``pages/traps`` (``docs/traps.md``)."""

import re
from pathlib import Path
from typing import Any

from jobs.read import read_file

ROOT = Path(__file__).resolve().parents[2]
TRAPS = Path(__file__).parent / "pages" / "traps"
HOST = "http://www.example.gov.cn"


def read(name: str, path: str = "/zwgk/tzgg/") -> dict[str, Any]:
    return read_file(TRAPS / name, HOST + path)


def subjects(result: dict[str, Any]) -> dict[str, str]:
    """Path of the link by subject, the menu's 办事服务 left out."""
    return {
        entry["subject"]: entry["url"].removeprefix(HOST)
        for entry in result["subjects"]
        if entry["subject"] != "services"
    }


def test_themes_of_the_service_platform_are_no_columns() -> None:
    found = subjects(read("service_links_are_no_columns.html", "/"))
    assert found == {
        "interpretation": "/zwgk/zcjd/",
        "gazette": "/zwgk/zfgb/",
        "on-request": "/zwgk/ysqgk/",
    }


def test_ministries_among_friend_links_are_no_columns() -> None:
    result = read("ministries_in_friend_links.html")
    assert subjects(result) == {}
    assert len(result["postings"]) == 4


def test_hot_search_words_are_no_columns() -> None:
    result = read("hot_search_words.html")
    assert subjects(result) == {}
    assert len(result["postings"]) == 4


def test_names_cut_at_eight_characters_are_told_by_their_beginning() -> None:
    result = read("names_cut_at_eight_characters.html", "/zwgk/")
    assert subjects(result) == {
        "ppp": "/zwgk/ppp/",
        "double-publicity": "/zwgk/sgs/",
        "budget": "/zwgk/yjs/",
        "annual-report": "/zwgk/nb/",
    }
    assert {entry["grade"] for entry in result["subjects"]} <= {"exact", "synonym"}


def test_entries_that_are_images_only_are_told_by_their_words_and_weakly_by_their_address() -> None:
    result = read("entries_that_are_images_only.html", "/")
    assert subjects(result) == {
        "key-areas": "/zdlyxxgk/",
        "on-request": "/zwgk/ysqgk/index.html",
        "gazette": "/zfgb/",
        "hotline": "/12345/",
    }
    assert [entry["grade"] for entry in result["subjects"] if entry["subject"] == "gazette"] == ["weak"]


def test_menus_that_only_a_script_opens_are_no_links_and_no_postings() -> None:
    result = read("menus_that_only_a_script_opens.html", "/zwgk/")
    assert subjects(result) == {}
    assert result["postings"] == []


def test_every_trap_has_a_page_and_every_page_is_listed() -> None:
    table = (ROOT / "docs/traps.md").read_text("utf-8")
    listed = set(re.findall(r"`(\w+\.html)`", table))
    assert listed == {path.name for path in TRAPS.iterdir()}
    for test in re.findall(r"`(test_\w+\.py)::(test_\w+)`", table):
        assert f"def {test[1]}(" in next((ROOT / "tests").rglob(test[0])).read_text("utf-8"), test
