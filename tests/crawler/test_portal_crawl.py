"""Portals visited on real loopback servers: what is found, what is refused, how far lists are read, what is proved."""

from collections.abc import Callable
from typing import Any

Crawl = Callable[..., Any]

NAV = (
    ("新闻动态", "/news/"),
    ("通知公告", "/notices/"),
    ("政府信息公开", "/open/"),
    ("网站地图", "/map.html"),
)


def frame(body: str, *, title: str = "某某市财政局", crumbs: str = "") -> str:
    """A page of the test portal: navigation, body, footer."""
    nav = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in NAV)
    here = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {crumbs}</div>' if crumbs else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f'<div class="nav"><ul>{nav}</ul></div>{here}<div class="main">{body}</div>'
        '<div class="footer">主办单位：某某市财政局 <a href="/about.html">联系我们</a></div></body></html>'
    )


def items(*rows: tuple[str, str, str]) -> str:
    """A list of postings: (title, address, date shown)."""
    return (
        '<ul class="list">'
        + "".join(
            f'<li><a href="{url}" title="{title}">{title}</a><span>{day}</span></li>'
            for title, url, day in rows
        )
        + "</ul>"
    )


def article(title: str, day: str, text: str = "正文内容。" * 60) -> str:
    return frame(
        f'<h1>{title}</h1><div class="info">发布时间：{day} 来源：本局</div><div class="content"><p>{text}</p></div>',
        title=f"{title}-某某市财政局",
        crumbs="正文",
    )


def listing(name: str, *rows: tuple[str, str, str], more: str = "") -> str:
    return frame(f"<h2>{name}</h2>{items(*rows)}{more}", title=f"{name}-某某市财政局", crumbs=name)


def rows(prefix: str, days: list[str]) -> list[tuple[str, str, str]]:
    return [(f"关于第{n}批项目情况的公示{prefix}", f"{prefix}{n}.html", day) for n, day in enumerate(days, 1)]


def portal(site: Any, *, home: str = "") -> None:
    """A small whole portal with a key-areas column that leads to PPP and budget lists."""
    site.page("/", frame(items(*rows("/news/t", ["2017-06-02", "2017-06-01", "2017-05-30"])) + home))
    site.page("/news/", listing("新闻动态", *rows("/news/t", ["2017-06-02", "2017-06-01", "2017-05-30"])))
    site.page(
        "/notices/", listing("通知公告", *rows("/notices/t", ["2017-06-05", "2017-03-01", "2016-12-20"]))
    )
    links = '<a href="/zdly/">重点领域信息公开</a> <a href="/open/zn.html">依申请公开</a>'
    site.page(
        "/open/",
        frame(f"<div class='cols'>{links}</div>", title="政府信息公开-某某市财政局", crumbs="政府信息公开"),
    )
    site.page("/map.html", frame("".join(f'<a href="{u}">{t}</a>' for t, u in NAV) + links, title="网站地图"))
    columns = (
        '<li><a href="/zdly/ppp/">政府和社会资本合作</a></li><li><a href="/zdly/ys/">财政预决算</a></li>'
    )
    site.page(
        "/zdly/",
        frame(f"<ul class='cols'>{columns}</ul>", title="重点领域信息公开", crumbs="重点领域信息公开"),
    )
    site.page(
        "/zdly/ppp/",
        listing("政府和社会资本合作", *rows("/zdly/ppp/t", ["2017-07-01", "2017-05-04", "2017-02-03"])),
    )
    site.page(
        "/zdly/ys/", listing("财政预决算", *rows("/zdly/ys/t", ["2017-02-01", "2016-02-01", "2015-02-01"]))
    )


def test_a_subject_s_column_is_found_by_way_of_the_key_areas_column_and_read(site: Any, crawl: Crawl) -> None:
    portal(site)
    crawled = crawl(site.url + "/")
    ppp = crawled.one("ColumnFound", subject="ppp")
    assert ppp["url"] == site.url + "/zdly/ppp/"
    assert ppp["status"] == "ok"
    assert ppp["grade"] == 3
    assert ppp["postings"] == 3
    assert ppp["complete_since"] == "0001-01-01"
    dates = [item["published"]["on"] for item in crawled.of("PostingFound", subject="ppp")]
    assert dates == ["2017-07-01", "2017-05-04", "2017-02-03"]
    areas = crawled.one("ColumnFound", subject="key-areas")
    assert areas["status"] == "ok"
    assert "政府和社会资本合作" in areas["elements"]
    sections = {item["section"] for item in crawled.of("PostingFound", subject="key-areas")}
    assert sections == {"政府和社会资本合作", "财政预决算"}
    done = crawled.one("PortalDone")
    assert done is crawled.items[-1]
    assert done["reach"]["status"] == "ok"
    coverage = done["coverage"]
    assert all(coverage[place] for place in ("home", "navigation", "sitemap", "key_areas", "statutory"))
    assert not coverage["budget_exhausted"]
    assert coverage["unread"] == []
    assert {each["place"]: each["state"] for each in coverage["places"]} == {
        "home": "read",
        "navigation": "read",
        "sitemap": "read",
        "statutory": "read",
        "key_areas": "read",
        "search": "not_offered",
    }
    assert crawled.summary["portals_done"] == 1
    assert crawled.summary["interrupted"] is False


def with_link(site: Any, text: str, url: str, **attributes: str) -> None:
    """The portal with one more link in the home page's body."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    portal(site, home=f'<div class="box"><a href="{url}"{more}>{text}</a></div>')


def test_what_a_link_promises_is_checked_at_its_target(site: Any, crawl: Crawl) -> None:
    links = (
        ("减税降费", "/one.html"),
        ("扶贫", "/blank/"),
        ("收费目录清单", "/building/"),
        ("权责清单", "/gone/"),
        ("审计结果", "/soft/"),
        ("政府债务", "/back/"),
        ("双随机一公开", "http://127.77.0.9/random/"),
    )
    portal(site, home="".join(f'<a href="{url}">{text}</a>' for text, url in links))
    site.page("/one.html", article("关于减税降费政策的说明", "2017-03-04"))
    site.page("/blank/", frame("<h2>扶贫</h2><ul></ul>", title="扶贫", crumbs="扶贫"))
    site.page(
        "/building/",
        frame("<h2>收费目录清单</h2><p>栏目建设中</p>", title="收费目录清单", crumbs="收费目录清单"),
    )
    site.page("/soft/", "<html><title>错误</title><body>您访问的页面不存在</body></html>")
    site.answers["/back/"] = site.reply(status=302, headers={"Location": "/"})
    subjects = (
        "key-areas",
        "tax-cut",
        "poverty",
        "fee-list",
        "power-list",
        "audit-result",
        "debt",
        "random-check",
    )
    crawled = crawl(site.url + "/", subjects=subjects)
    refusals = {item["subject"]: item["refusal"] for item in crawled.of("CandidateFound")}
    assert refusals == {"tax-cut": "article", "random-check": "other_site"}
    columns = {item["subject"]: (item["status"], item["failure"]) for item in crawled.of("ColumnFound")}
    assert columns["poverty"] == ("blank", None)
    assert columns["fee-list"] == ("blank", None)
    assert columns["power-list"] == ("failed", "not_found")
    assert columns["audit-result"] == ("failed", "soft404")
    assert columns["debt"] == ("failed", "redirect_home")
    assert crawled.one("PortalDone")["reach"]["status"] == "ok"


def test_a_weak_hint_counts_only_when_the_page_names_the_subject(site: Any, crawl: Crawl) -> None:
    image = '<a href="/{}/"><img src="/x.png"></a>'
    portal(site, home=image.format("fpgz") + image.format("ppp"))
    site.page("/fpgz/", listing("工作动态", *rows("/fpgz/t", ["2017-06-01", "2017-05-01", "2017-04-01"])))
    site.page("/ppp/", listing("PPP项目", *rows("/ppp/t", ["2017-06-01", "2017-05-01", "2017-04-01"])))
    crawled = crawl(site.url + "/", subjects=("ppp", "poverty"))
    found = {item["url"]: item["grade"] for item in crawled.of("ColumnFound", subject="ppp")}
    assert found[site.url + "/ppp/"] >= 2
    assert not crawled.of("ColumnFound", subject="poverty")


def paged(site: Any, base: str, name: str, pages: list[list[str]]) -> None:
    """A list over several pages, turned by a plain link."""
    for number, days in enumerate(pages, 1):
        following = f'<a href="{base}?page={number + 1}">下一页</a>' if number < len(pages) else ""
        more = f'<div class="page">共{len(pages)}页 第{number}页 {following}</div>'
        body = listing(name, *rows(f"{base}p{number}t", days), more=more)
        site.page(base if number == 1 else f"{base}?page={number}", body)


def test_a_list_is_read_back_to_the_day_wanted_past_a_pinned_old_item(site: Any, crawl: Crawl) -> None:
    portal(site)
    paged(
        site,
        "/notices/",
        "通知公告",
        [
            ["2013-01-01", "2017-06-05", "2017-05-01"],
            ["2017-03-05", "2017-02-05", "2017-01-05"],
            ["2016-12-05", "2016-11-05", "2016-10-05"],
            ["2016-09-05", "2016-08-05", "2016-07-05"],
        ],
    )
    crawled = crawl(site.url + "/", subjects=("notices",))
    column = crawled.one("ColumnFound", subject="notices")
    assert column["pages_read"] == 3
    assert column["complete_since"] == "2017-01-01"
    assert column["postings"] == 9
    assert "/notices/?page=4" not in site.paths()


def test_a_list_cut_by_its_budget_claims_no_completeness(site: Any, crawl: Crawl) -> None:
    portal(site)
    paged(
        site,
        "/notices/",
        "通知公告",
        [[f"2017-0{9 - n}-01", f"2017-0{9 - n}-02", f"2017-0{9 - n}-03"] for n in range(6)],
    )
    column = crawl(site.url + "/", subjects=("notices",), list_pages=2).one("ColumnFound", subject="notices")
    assert column["pages_read"] == 2
    assert column["complete_since"] is None


def test_a_next_page_that_fails_leaves_the_list_incomplete(site: Any, crawl: Crawl) -> None:
    portal(site)
    paged(
        site,
        "/notices/",
        "通知公告",
        [["2017-06-05", "2017-05-01", "2017-04-01"], ["2017-03-05", "2017-02-05", "2017-01-05"]],
    )
    site.answers["/notices/?page=2"] = site.reply(status=500)
    column = crawl(site.url + "/", subjects=("notices",)).one("ColumnFound", subject="notices")
    assert column["status"] == "ok"
    assert column["complete_since"] is None


def test_the_date_that_a_list_does_not_show_is_read_in_the_article(site: Any, crawl: Crawl) -> None:
    portal(site)
    body = "".join(f'<li><a href="/notices/a{n}.html">关于第{n}次会议的通知公告</a></li>' for n in range(4))
    site.page(
        "/notices/",
        frame(f"<h2>通知公告</h2><ul class='list'>{body}</ul>", title="通知公告", crumbs="通知公告"),
    )
    for n in range(4):
        site.page(f"/notices/a{n}.html", article(f"关于第{n}次会议的通知公告", f"2017-0{n + 1}-11"))
    crawled = crawl(site.url + "/", subjects=("notices",), dated_articles=3)
    published = [
        item["published"] and item["published"]["on"]
        for item in crawled.of("PostingFound", subject="notices")
    ]
    assert published == ["2017-01-11", "2017-02-11", "2017-03-11", None]


def test_frames_and_refreshes_are_part_of_their_page(site: Any, crawl: Crawl) -> None:
    portal(site, home='<a href="/ppp.html">政府和社会资本合作</a><a href="/ys.html">财政预决算</a>')
    site.page(
        "/ppp.html",
        frame("<iframe src='/ppp_list.html' width='100%' height='600'></iframe>", title="政府和社会资本合作"),
    )
    site.page(
        "/ppp_list.html",
        f"<html><body>{items(*rows('/p/t', ['2017-07-01', '2017-05-04', '2017-02-03']))}</body></html>",
    )
    site.page(
        "/ys.html", "<html><head><meta http-equiv='refresh' content='0;url=/ys/real.html'></head></html>"
    )
    site.page(
        "/ys/real.html", listing("财政预决算", *rows("/y/t", ["2017-04-01", "2017-02-04", "2017-01-03"]))
    )
    crawled = crawl(site.url + "/", subjects=("ppp", "budget"))
    for subject, url in (("ppp", "/ppp.html"), ("budget", "/ys.html")):
        column = next(
            item for item in crawled.of("ColumnFound", subject=subject) if item["url"].endswith(url)
        )
        assert (column["status"], column["postings"]) == ("ok", 3)


def test_a_list_s_data_are_fetched_and_turned_page_by_page(site: Any, crawl: Crawl) -> None:
    portal(site, home='<a href="/col/col7/index.html">政府和社会资本合作</a>')
    script = (
        "<script>$.ajax({url:'/module/web/jpage/dataproxy.jsp', ajaxParam:{col:1,appid:1,webid:'3',columnid:7,unitid:'99'},"
        "perPage:2, totalRecord:8});</script>"
    )
    site.page(
        "/col/col7/index.html",
        frame(f"<div id='99'></div>{script}", title="政府和社会资本合作", crumbs="政府和社会资本合作"),
    )
    days = [f"2017-0{8 - n}-01" for n in range(8)]

    def data(asked: Any) -> Any:
        query = dict(part.split("=") for part in asked.path.partition("?")[2].split("&"))
        start, end = int(query["startrecord"]), int(query["endrecord"])
        records = "".join(
            f"<record><![CDATA[<li><a href='/art/2017/{8 - n}/1/art_7_{n}.html'>关于第{n}批项目的公示</a>"
            f"<span>{days[n]}</span></li>]]></record>"
            for n in range(start - 1, min(end, 8))
        )
        body = f"<datastore><totalrecord>8</totalrecord><recordset>{records}</recordset></datastore>"
        return site.reply(body=body.encode(), headers={"Content-Type": "text/xml"})

    site.answers["/module/web/jpage/dataproxy.jsp"] = data
    crawled = crawl(site.url + "/", subjects=("ppp",))
    column = next(item for item in crawled.of("ColumnFound", subject="ppp") if "/col/" in item["url"])
    assert (column["status"], column["postings"], column["complete_since"]) == ("ok", 8, "0001-01-01")
    posted = [asked for asked in site.asked if "dataproxy" in asked.path]
    assert [asked.method for asked in posted] == ["POST", "POST"]
    assert posted[0].headers["referer"] == site.url + "/col/col7/index.html"


def test_list_data_that_cannot_be_had_make_a_column_unreadable_not_blank(site: Any, crawl: Crawl) -> None:
    portal(site, home='<a href="/col/col7/index.html">减税降费</a>')
    script = (
        "<script>$.ajax({url:'/module/web/jpage/dataproxy.jsp', ajaxParam:{col:1,columnid:7,unitid:'99'}, perPage:2,"
        "totalRecord:8});</script>"
    )
    site.page(
        "/col/col7/index.html", frame(f"<div id='99'></div>{script}", title="减税降费", crumbs="减税降费")
    )
    site.answers["/module/web/jpage/dataproxy.jsp"] = site.reply(status=500)
    column = crawl(site.url + "/", subjects=("tax-cut",)).one("ColumnFound", subject="tax-cut")
    assert (column["status"], column["failure"]) == ("unreadable", "http_5xx")


def test_a_postback_list_is_turned_by_posting_its_form(site: Any, crawl: Crawl) -> None:
    portal(site, home='<a href="/list.aspx?id=6">政府和社会资本合作</a>')

    def page(asked: Any) -> Any:
        number = 2 if b"__EVENTTARGET=Pager" in asked.body and b"__VIEWSTATE=vs1" in asked.body else 1
        days = ["2017-06-01", "2017-05-01"] if number == 1 else ["2017-04-01", "2017-03-01"]
        pager = "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>" if number == 1 else ""
        body = (
            f"<form method='post' action='/list.aspx?id=6'><input type='hidden' name='__VIEWSTATE' value='vs{number}'>"
            f"{items(*rows(f'/show{number}.aspx?id=', days))}{pager}</form>"
        )
        return site.reply(body=frame(body, title="政府和社会资本合作", crumbs="政府和社会资本合作").encode())

    site.answers["/list.aspx"] = page
    crawled = crawl(site.url + "/", subjects=("ppp",))
    column = next(item for item in crawled.of("ColumnFound", subject="ppp") if "list.aspx" in item["url"])
    assert (column["status"], column["postings"], column["pages_read"]) == ("ok", 4, 2)


def test_a_challenge_blocks_the_portal_and_is_not_worked_around(site: Any, crawl: Crawl) -> None:
    site.answers["/"] = site.reply(status=521, body=b"<script>document.cookie='__jsl_clearance=1'</script>")
    site.answers["/robots.txt"] = site.reply(status=521)
    crawled = crawl(site.url + "/")
    reach = crawled.one("PortalDone")["reach"]
    assert (reach["status"], reach["blocked"], reach["failure"]) == ("blocked", "jsl", "blocked")
    assert "白名单" in reach["remedy"]
    assert site.paths() == ["/"]


def test_a_dead_portal_is_unreachable_with_a_remedy(crawl: Crawl) -> None:
    crawled = crawl("http://127.0.0.1:9/", retries=0)
    done = crawled.one("PortalDone")
    assert (done["reach"]["status"], done["reach"]["failure"]) == ("unreachable", "connect")
    assert done["reach"]["remedy"]
    assert not done["coverage"]["home"]
    tried = [item["url"] for item in crawled.of("PageVisit")]
    assert tried == ["http://127.0.0.1:9/", "https://127.0.0.1:9/"]


def test_a_home_that_speaks_only_the_other_scheme_is_reached(site: Any, crawl: Crawl) -> None:
    portal(site)
    crawled = crawl(site.url.replace("http:", "https:") + "/", subjects=("ppp",))
    done = crawled.one("PortalDone")
    assert done["reach"]["status"] == "ok"
    assert done["reach"]["home_url"] == site.url + "/"
    assert crawled.of("ColumnFound", subject="ppp")


def test_a_page_budget_is_kept_and_told(site: Any, crawl: Crawl) -> None:
    portal(site)
    crawled = crawl(site.url + "/", portal_pages=3)
    done = crawled.one("PortalDone")
    assert len(site.paths()) == 3
    assert done["coverage"]["budget_exhausted"] is True


def test_many_dead_pages_make_a_portal_partly_reached(site: Any, crawl: Crawl) -> None:
    portal(site)
    for path in ("/news/", "/notices/", "/zdly/", "/map.html"):
        site.answers[path] = site.reply(status=500)
    done = crawl(site.url + "/", retries=0).one("PortalDone")
    assert done["reach"]["status"] == "partial"
    assert done["reach"]["failure"] == "http_5xx"
    assert [site.url + "/news/", "http_5xx"] in done["coverage"]["unread"]


def test_traps_are_not_walked_into(site: Any, crawl: Crawl) -> None:
    def endless(asked: Any) -> Any:
        deeper = f'<a href="{asked.path}more/">下一层栏目</a><a href="/rili/{len(asked.path)}/">日历</a>'
        return site.reply(body=frame(deeper + asked.path, title="目录").encode())

    portal(site, home='<a href="/more/">下一层栏目</a><a href="/;jsessionid=1">首页栏目</a>')
    path = "/"
    for _ in range(12):
        path += "more/"
        site.answers[path] = endless
    crawl(site.url + "/")
    assert [each for each in site.paths() if each.startswith("/more/")] == ["/more/", "/more/more/"]
    assert not [each for each in site.paths() if "rili" in each or "jsession" in each]


def test_phrases_are_looked_for_on_the_column_s_page_and_the_leaders_pages(site: Any, crawl: Crawl) -> None:
    portal(site, home='<a href="/leaders/">领导信息</a>')
    body = '<ul><li><a href="/leaders/zhang.html">张某某</a></li><li><a href="/leaders/li.html">李某某</a></li></ul>'
    site.page(
        "/leaders/",
        frame(
            body + "<p>本局领导班子成员及其分工情况如下，分管政务公开工作的领导见各人页面。</p>",
            title="领导信息",
            crumbs="领导信息",
        ),
    )
    site.page("/leaders/zhang.html", frame("<p>张某某，局长，主持全面工作。</p>", title="张某某"))
    site.page("/leaders/li.html", frame("<p>李某某，副局长，分管政务公开工作。</p>", title="李某某"))
    crawled = crawl(
        site.url + "/",
        subjects=("leaders",),
        phrases={"leaders": ["分管政务公开", "主持全面工作", "不会出现"]},
    )
    elements = crawled.one("ColumnFound", subject="leaders")["elements"]
    assert "分管政务公开" in elements
    assert "主持全面工作" in elements
    assert "不会出现" not in elements
    # What was looked for is kept: a plan that asks for something else must not call it missing.
    assert crawled.one("PortalDone")["coverage"]["wanted"] == [
        {"subject": "leaders", "phrases": ["分管政务公开", "主持全面工作", "不会出现"]}
    ]


def test_one_portal_s_trouble_is_not_another_s(make_site: Callable[[str], Any], crawl: Crawl) -> None:
    good, bad = make_site("127.4.0.1"), make_site("127.4.0.2")
    portal(good)
    bad.answers["/"] = bad.reply(body=bytes(range(256)) * 20)
    crawled = crawl(good.url + "/", bad.url + "/")
    done = {item["unit_id"]: item["reach"]["status"] for item in crawled.of("PortalDone")}
    assert done["u0"] == "ok"
    assert done["u1"] in {"unreachable", "partial"}
    assert crawled.summary["portals_done"] == 2


def test_the_facts_come_in_batches_and_a_portal_s_end_last(site: Any, crawl: Crawl) -> None:
    portal(site)
    crawled = crawl(site.url + "/")
    assert sum(crawled.batches) == len(crawled.items)
    assert max(crawled.batches) <= 200
    assert crawled.items[-1]["type"] == "PortalDone"


def test_ctrl_c_keeps_what_was_read_and_ends_no_portal(site: Any, tmp_path: Any, crawl: Crawl) -> None:
    portal(site)
    site.page("/news/", listing("新闻动态"), delay=0.2)
    site.page("/zdly/ppp/", listing("政府和社会资本合作"), delay=20.0)
    stored = tmp_path / "items.jsonl"
    crawled = crawl(
        site.url + "/", stored=stored, interrupt_after=lambda: "/zdly/ppp/" in site.paths(), delay=0.05
    )
    assert crawled.summary["interrupted"] is True
    assert crawled.summary["portals_done"] == 0
    assert not crawled.of("PortalDone")
    assert site.url + "/zdly/" in [item["url"] for item in crawled.of("PageVisit")]
    assert len(stored.read_text().splitlines()) == len(crawled.items)
