"""The ``read`` job: the contract's JSON for a page, and a manifest whose bad rows cost no other row."""

import csv
import json
from pathlib import Path

import pytest

from jobs.errors import UsageError
from jobs.read import read_file, read_manifest

PAGE = """<html><head><title>政务公开_省财政厅</title><meta name="SiteName" content="省财政厅">
<meta name="SiteIDCode" content="5300000012"></head><body>
<div class="nav"><a href="/ppp/">PPP专栏</a><a href="/yjs/">预决算公开</a></div>
<ul><li><a href="/201704/t20170421_1.html" title="关于公布PPP项目库的通知">关于公布PPP项目库…</a><span>2017-04-21</span></li>
<li><a href="/201704/t20170414_2.html">关于政府债务限额的公告</a><span>2017-04-14</span></li>
<li><a href="http://www.other.cn/3.html">关于公布收费目录清单的公告</a></li></ul>
<a href="index_2.html">下一页</a><div><h4>友情链接</h4><a href="http://www.cpppc.org/">政府和社会资本合作中心</a>
<a href="http://www.mof.gov.cn/">财政部</a><a href="http://www.gov.cn/">中国政府网</a></div></body></html>"""
KEYS = [
    "url", "kind", "family", "charset", "title", "site_name", "site_id_code", "column_name", "published_on",
    "published_source", "blocked", "postings", "next_page", "subjects", "needs_render", "links",
]  # fmt: skip
URL = "http://www.example.gov.cn/zwgk/"


def test_result_has_the_contracts_keys_and_values(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="gb18030")
    result = read_file(page, URL, "text/html; charset=utf-8")
    assert list(result) == KEYS
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result
    assert (result["kind"], result["charset"]) == ("list", "gb18030")
    assert (result["site_name"], result["site_id_code"]) == ("省财政厅", "5300000012")
    assert result["next_page"] == URL + "index_2.html"
    own = "http://www.example.gov.cn/201704/"
    assert [tuple(item.values()) for item in result["postings"]] == [
        ("关于公布PPP项目库的通知", own + "t20170421_1.html", "2017-04-21"),
        ("关于政府债务限额的公告", own + "t20170414_2.html", "2017-04-14"),
        ("关于公布收费目录清单的公告", "http://www.other.cn/3.html", None),
    ]
    assert list(result["postings"][0]) == ["title", "url", "published_on"]


def test_subjects_are_columns_of_the_own_site_only(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    subjects = read_file(page, URL)["subjects"]
    assert [(entry["subject"], entry["url"]) for entry in subjects] == [
        ("ppp", "http://www.example.gov.cn/ppp/"),
        ("budget", "http://www.example.gov.cn/yjs/"),
    ]
    assert all(entry["grade"] in {"exact", "synonym", "weak"} and entry["text"] for entry in subjects)


def test_article_says_when_it_was_published_and_where_that_stood(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<html><head><title>关于公布收费目录清单的公告</title></head><body><h1>关于公布收费目录清单的公告</h1>"
        "<div>发布时间：2017-04-14</div>"
        + "<p>现将行政事业性收费目录清单予以公布，请认真遵照执行。</p>" * 8
        + "</body></html>",
        encoding="utf-8",
    )
    result = read_file(page, "http://www.example.gov.cn/a/1.html")
    assert (result["kind"], result["published_on"], result["published_source"]) == (
        "article",
        "2017-04-14",
        "body",
    )
    assert result["postings"] == []


def test_missing_file_is_a_usage_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.html"):
        read_file(tmp_path / "nothing.html")


def test_manifest_gives_a_line_a_row_and_bad_rows_their_reason(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages/b.html").write_bytes(b"\xff\xfe\x00" * 50)
    manifest = tmp_path / "manifest.csv"
    with manifest.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [
                ["file", "url", "note", "content_type"],
                ["pages/a.html", URL, "多出的列不碍事", "text/html"],
                ["pages/nothing.html", URL, "", ""],
                ["", URL, "", ""],
                ["pages", URL, "a folder", ""],
                ["pages/b.html", "http://[broken", "", ""],
                ["pages/a.html", "", "no address", ""],
            ]
        )
    out = tmp_path / "out/pages.jsonl"
    assert read_manifest(manifest, out) == 3
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["file"] for line in lines] == [
        "pages/a.html",
        "pages/nothing.html",
        "",
        "pages",
        "pages/b.html",
        "pages/a.html",
    ]
    assert [line["kind"] for line in lines[1:4]] == ["error"] * 3
    assert [
        "line 3" in lines[1]["reason"],
        "line 4" in lines[2]["reason"],
        "line 5" in lines[3]["reason"],
    ] == [True] * 3
    assert lines[0]["kind"] == "list"
    assert all(set(KEYS) <= set(line) for line in lines)
    assert len(lines[5]["postings"]) == 3


@pytest.mark.parametrize("text", ["", "name,address\na,b\n", "file\nx.html\n"])
def test_unusable_manifest_is_a_usage_error(tmp_path: Path, text: str) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no column"):
        read_manifest(manifest, tmp_path / "out.jsonl")


def test_manifest_that_is_no_text_and_output_that_cannot_be_written(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_bytes(b"\xff\xfe\xff\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        read_manifest(manifest, tmp_path / "out.jsonl")
    manifest.write_text("file,url\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        read_manifest(manifest, tmp_path / "folder")
