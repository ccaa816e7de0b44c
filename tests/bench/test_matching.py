"""Addresses, titles and charsets are the same when a person would say so; the plain readers find what they should."""

import pytest

from bench.baselines import dated_links, keyword_subjects, subject_names
from bench.matching import address_key, base_of, charset_key, title_key
from bench.peers import day_of

BASE = "http://www.example.gov.cn/zwgk/tzgg/index.html"


@pytest.mark.parametrize(
    "written",
    [
        "./201704/t1.html",
        "201704/t1.html",
        "/zwgk/tzgg/201704/t1.html",
        "../tzgg/201704/t1.html",
        " http://WWW.example.gov.cn:80/zwgk/tzgg/201704/t1.html#top ",
        "//www.example.gov.cn/zwgk/tzgg/201704/t1.html",
        "/zwgk/%74zgg/201704/t1.html",
        r"\zwgk\tzgg\201704\t1.html",
    ],
)
def test_ways_to_write_one_address(written: str) -> None:
    assert address_key(BASE, written) == "http://www.example.gov.cn/zwgk/tzgg/201704/t1.html"


def test_addresses_that_differ() -> None:
    keys = {
        address_key(BASE, written)
        for written in ("a.html", "/a.html", "a.html?id=1", "https://www.example.gov.cn/a.html", "A.html")
    }
    assert len(keys) == 5
    assert address_key(BASE, "a.asp?x=1&amp;y=2") == address_key(BASE, "a.asp?x=1&y=2")


@pytest.mark.parametrize("written", ["", " ", "javascript:;", "JavaScript:open(1)", "#"])
def test_what_leads_nowhere_has_no_key(written: str) -> None:
    assert address_key(BASE, written) == ""


def test_hostile_addresses_give_a_key_and_no_error() -> None:
    assert address_key(BASE, "http://[x/") == "http://[x/"
    assert address_key(BASE, "http://a:99999/") == "http://a:99999/"


def test_base_tag_rules_relative_addresses() -> None:
    assert base_of('<base target="_blank" href="/xxgk/">', BASE) == "http://www.example.gov.cn/xxgk/"
    assert base_of("<p>no base</p>", BASE) == BASE


def test_white_space_of_a_title_is_the_templates() -> None:
    assert title_key("关于公布\n\t　2017年 目录\xa0的通知 ") == "关于公布2017年目录的通知"


def test_charsets_are_the_same_when_one_decoder_reads_them() -> None:
    assert {charset_key(name) for name in ("gb2312", "GBK", "gb18030")} == {"gb18030"}
    assert {charset_key(name) for name in ("UTF-16LE", "utf_16", "unicode")} == {"utf-16"}
    assert charset_key("UTF8") == "utf-8"


def test_days_of_the_libraries_answers() -> None:
    assert day_of("2017年4月14日 10:20") == "2017-04-14"
    assert day_of("2017/4/14") == day_of("2017-04-14T08:00") == "2017-04-14"
    assert day_of("") is day_of(None) is None


LIST = (
    '<ul><li><a href="a.html" title="关于公布收费目录清单的公告">关于公布收费…</a><span>2017-04-14</span></li>'
    '<li><a href="b.html">无日期的公告</a></li></ul><p><a href="/sfml/">涉企收费目录清单</a></p>'
)


def test_plain_list_reader_takes_every_link_beside_a_date() -> None:
    assert dated_links(LIST, BASE) == [
        {
            "title": "关于公布收费目录清单的公告",
            "url": "http://www.example.gov.cn/zwgk/tzgg/a.html",
            "published_on": "2017-04-14",
        }
    ]


def test_plain_matcher_takes_every_link_that_contains_a_name() -> None:
    found = keyword_subjects(LIST, BASE, subject_names())
    assert {entry["text"] for entry in found if entry["subject"] == "fee-list"} == {
        "关于公布收费目录清单的公告",
        "涉企收费目录清单",
    }
