"""The ``read`` job on one page: the contract's JSON, and what is wrong with a file that is none."""

import gzip
import json
import os
from pathlib import Path

import pytest

from jobs.errors import UsageError
from jobs.page_file import FileBytes, UnreadableError, read_bytes
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
    "date_conflict",
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
    assert [tuple(item.values())[:3] for item in result["postings"]] == [
        ("关于公布PPP项目库的通知", own + "t20170421_1.html", "2017-04-21"),
        ("关于政府债务限额的公告", own + "t20170414_2.html", "2017-04-14"),
        ("关于公布收费目录清单的公告", "http://www.other.cn/3.html", None),
    ]
    assert list(result["postings"][0])[:3] == ["title", "url", "published_on"]


def test_dates_that_disagree_are_both_told(tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_text(
        "<html><head><title>关于公布收费目录清单的公告</title><meta name='PubDate' content='2023-05-12'></head><body>"
        "<h1>关于公布收费目录清单的公告</h1><p>发布时间：2009-09-30 来源：省财政厅</p><p>"
        + "现将收费目录清单予以公布。" * 30
        + "</p></body></html>",
        encoding="utf-8",
    )
    listed = tmp_path / "list.html"
    items = "".join(
        f"<li><a href='/201704/t201704{day}_1.html'>关于公布第{day}号清单的通知</a><span>2017-03-{day}</span></li>"
        for day in (12, 11, 10)
    )
    listed.write_text(f"<html><body><h3>通知公告</h3><ul>{items}</ul></body></html>", encoding="utf-8")
    result = read_file(article, URL)
    assert result["published_on"] == "2009-09-30"
    assert result["date_conflict"] == {"on": "2023-05-12", "source": "meta"}
    first = read_file(listed, URL)["postings"][0]
    assert first["date_conflict"] == {"on": "2017-04-12", "source": "url"}
    assert (first["section"], first["hidden"], first["date_text"]) == ("通知公告", False, None)


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


@pytest.mark.parametrize(
    "url", ["garbage", "www.example.gov.cn/a/", "http://[broken", "ftp://a.gov.cn/", "http://"]
)
def test_an_address_that_is_none_is_a_usage_error(tmp_path: Path, url: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(UsageError, match=r"--url .*http\(s\)"):
        read_file(page, url)


def test_a_page_without_an_address_is_read_all_the_same(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert len(read_file(page)["postings"]) == 3


def test_missing_file_is_a_usage_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.html"):
        read_file(tmp_path / "nothing.html")
    with pytest.raises(UsageError, match="folder"):
        read_file(tmp_path)
    with pytest.raises(UsageError, match="cannot read"):
        read_file(tmp_path / ("x" * 300))


UNREADABLE = {
    "empty": (b"", "empty"),
    "white space": (b" \r\n\t" * 9, "white space"),
    "zeros": (b"\0" * 5_000, "zeros"),
    "a PDF": (b"%PDF-1.4\n%\xe2\xe3", "PDF"),
    "gzip": (gzip.compress(PAGE.encode()), "gunzip"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
    "a program": (bytes(n * n % 251 for n in range(20_000)), "binary"),
    "no content": (b"<html><head></head><body><div></div></body></html>", "shows nothing"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_page_gives_an_error_with_its_reason(tmp_path: Path, name: str) -> None:
    body, word = UNREADABLE[name]
    page = tmp_path / "page.html"
    page.write_bytes(body)
    result = read_file(page, URL)
    assert list(result) == [*KEYS, "reason"]
    assert (result["kind"], result["postings"], result["links"]) == ("error", [], 0)
    assert word in result["reason"]
    assert ";" in result["reason"]  # what is wrong; what to do


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "gb18030", "utf-8-sig"])
def test_no_page_of_an_odd_charset_is_called_binary(tmp_path: Path, codec: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.encode(codec))
    assert len(read_file(page, URL)["postings"]) == 3


def test_an_error_page_and_a_challenge_are_results_with_a_note(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>提示</title><body>抱歉，您访问的页面不存在</body>", encoding="utf-8")
    result = read_file(page, URL)
    assert (result["kind"], result["blocked"]) == ("error", "soft404")
    assert "address" in result["note"]
    page.write_text("<script>location.href=location.pathname+location.search</script>", encoding="utf-8")
    result = read_file(page, URL)
    assert (result["kind"], result["blocked"]) == ("blocked", "jsl")
    assert "not worked around" in result["note"]
    assert "reason" not in result


def test_a_page_longer_than_is_read_says_so(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE + " " * 10_000_000, encoding="utf-8")
    result = read_file(page, URL)
    assert len(result["postings"]) == 3
    assert "10 MB" in result["note"]


def test_a_pipe_is_read_and_one_that_nobody_writes_to_ends(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="is anything written"):
        read_bytes(pipe, 100, patience=0.05)
    with pytest.raises(UnreadableError, match="pipe"):
        read_bytes(pipe, 100, pipes=False)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pipe.open("wb", buffering=0) as writer:
        writer.write(b"<html>")
        assert read_bytes(pipe, 3) == FileBytes(body=b"<ht", cut=True)
    os.close(reader)


def test_devices_are_read_to_the_bound() -> None:
    assert read_bytes(Path("/dev/zero"), 1_000) == FileBytes(body=b"\0" * 1_000, cut=True)
    assert read_bytes(Path("/dev/null"), 1_000) == FileBytes(body=b"", cut=False)


def test_lone_surrogates_of_a_portals_json_can_be_written(tmp_path: Path) -> None:
    page = tmp_path / "unit.json"
    page.write_text(
        '{"success":true,"data":{"html":"<ul><li><a href=1.html>关于公布收费目录清单的公告\\ud83d</a>'
        '<i>2017-04-14</i></li></ul>"}}',
        encoding="utf-8",
    )
    (tmp_path / "manifest.csv").write_text("file,url\nunit.json,http://a.gov.cn/u?x=1\n", encoding="utf-8")
    assert read_manifest(tmp_path / "manifest.csv", tmp_path / "out.jsonl").faults == ()
    (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["postings"][0]["published_on"] == "2017-04-14"


def test_a_page_of_a_server_that_failed_is_told_by_what_it_says(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>502</title><h1>502 Bad Gateway</h1><hr>nginx", encoding="utf-8")
    result = read_file(page)
    assert (result["kind"], result["blocked"]) == ("error", None)
    assert "502 Bad Gateway" in result["reason"]
    assert "shows nothing" not in result["reason"]
