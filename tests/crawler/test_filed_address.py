"""The visit itself asks the address that the unit put on file: once, by the rules of every fetch, and says what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NAMES = ("重点领域信息公开", "通知公告", "财政预决算", "政府信息公开", "政府和社会资本合作")
FRAME = "<html><head><meta charset='utf-8'><title>{}</title><link rel='stylesheet' href='/s.css'></head><body>{}</body></html>"
NOTHING_THERE = "<h1>404</h1><p>抱歉，您访问的页面不存在或已删除，请返回首页</p>"


def page(title: str, body: str = "") -> str:
    menu = "".join(f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(NAMES))
    return FRAME.format(title, f"<div class='nav'><ul>{menu}</ul></div>{body}")


def own(title: str) -> str:
    """A page with something of its own."""
    return page(title, f"<h2>{title}</h2><p>本栏目公开某某市财政局{title}的有关内容。</p>")


@pytest.fixture
def office(site: Any) -> Any:
    site.page("/", page("某某市财政局"))
    for n, name in enumerate(NAMES):
        items = "".join(
            f"<li><a href='/{n}/t{i}.html'>关于{name}第{i}批的通知</a><span>2017-0{9 - i}-01</span></li>"
            for i in range(6)
        )
        here = f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; {name}</div><ul class='list'>{items}</ul>"
        site.page(f"/{n}/", page(name, here))
    return site


@pytest.fixture
def filed(office: Any, crawl: Callable[..., Any]) -> Callable[..., Any]:
    """Visit the office once with each address on file (a path is its own), and say what was found there."""

    def visit(*addresses: str, **more: Any) -> list[Any]:
        urls = tuple(office.url + each if each.startswith("/") else each for each in addresses)
        found = crawl(*[f"{office.url}/"] * len(urls), filed=urls, **more)
        ends = [found.one("PortalDone", unit_id=f"u{n}") for n in range(len(urls))]
        assert {each["reach"]["status"] for each in ends} == {"ok"}
        return [each["filed"] for each in ends]

    return visit


def told(found: Any) -> tuple[Any, ...]:
    return found["ok"], found["http_status"], found["failure"]


def test_what_the_visit_reads_anyway_is_not_asked_again(office: Any, filed: Any) -> None:
    (found,) = filed("/0/")
    assert told(found) == (True, 200, None)
    assert (found["url"], found["final_url"], found["purpose"]) == (f"{office.url}/0/", None, "filed")
    assert office.paths().count("/0/") == 1


def test_what_no_page_leads_to_is_asked_once_and_is_no_page_of_the_search(office: Any, crawl: Any) -> None:
    plain = crawl(f"{office.url}/").one("PortalDone")
    assert plain["filed"] is None
    done = crawl(f"{office.url}/", filed=(f"{office.url}/old/gone.html?sid=12",)).one("PortalDone")
    assert told(done["filed"]) == (False, 404, "not_found")
    # What may be a session id may be what tells columns apart: it is asked for as it stands in the registry.
    assert done["filed"]["url"] == f"{office.url}/old/gone.html?sid=12"
    assert office.paths().count("/old/gone.html?sid=12") == 1
    for part in ("pages", "failed_pages", "status"):
        assert done["reach"][part] == plain["reach"][part]
    assert done["coverage"] == plain["coverage"]


def test_it_is_kept_before_what_makes_no_facts(office: Any, crawl: Any, kept_in: Any, tmp_path: Path) -> None:
    crawl(f"{office.url}/", filed=(f"{office.url}/gone.html",), kept=tmp_path / "kept")
    (visit,) = kept_in(tmp_path / "kept")
    (asked,) = [each for each in visit.exchanges if each.url == f"{office.url}/gone.html"]
    sheets = [each for each in visit.exchanges if each.url.endswith("/s.css")]
    assert asked.response
    assert asked.response.head.startswith(b"HTTP/1.1 404")
    assert visit.ended is not None
    assert asked.ended < visit.ended.facts_end_at <= min(each.began for each in sheets)


def test_it_is_asked_though_the_budget_of_pages_is_spent(office: Any, filed: Any) -> None:
    (found,) = filed("/gone.html", portal_pages=6)
    assert told(found) == (False, 404, "not_found")
    assert len(office.paths()) == 7


def test_robots_txt_is_obeyed(office: Any, filed: Any) -> None:
    office.page("/robots.txt", "User-agent: *\nDisallow: /old/\n")
    (found,) = filed("/old/gone.html")
    assert told(found) == (False, None, "robots")
    assert "/old/gone.html" not in office.paths()


def test_on_another_host_it_is_asked_once_by_that_hosts_rules(
    filed: Any, make_site: Callable[[str], Any]
) -> None:
    other, closed, broken = (make_site(f"127.0.0.{n}") for n in (2, 3, 4))
    for each in (other, closed):
        each.page("/zdly/", own("重点领域信息公开"))
    closed.page("/robots.txt", "User-agent: *\nDisallow: /\n")
    broken.answers["/zdly/"] = broken.reply(status=500)
    found = filed(*(f"{each.url}/zdly/" for each in (other, closed, broken)), retries=3)
    assert [told(each) for each in found] == [
        (True, 200, None),
        (False, None, "robots"),
        (False, 500, "http_5xx"),
    ]
    assert other.paths(robots=True) == broken.paths(robots=True) == ["/robots.txt", "/zdly/"]
    assert closed.paths(robots=True) == ["/robots.txt"]


def test_where_it_leads_is_told(office: Any, filed: Any, make_site: Callable[[str], Any]) -> None:
    other = make_site("127.0.0.2")
    other.page("/zdly/", own("重点领域信息公开"))
    for path, target in (("/a", "/"), ("/b", f"{other.url}/zdly/"), ("/c", "/1/"), ("/d", "/gone.html")):
        office.answers[path] = office.reply(status=302, headers={"Location": target})
    home, away, beside, gone = filed("/a", "/b", "/c", "/d")
    assert (*told(home), home["final_url"]) == (False, 200, "redirect_home", f"{office.url}/")
    assert (*told(away), away["final_url"]) == (True, 200, None, f"{other.url}/zdly/")
    assert (*told(beside), beside["final_url"]) == (True, 200, None, f"{office.url}/1/")
    assert (*told(gone), gone["final_url"]) == (False, 404, "not_found", f"{office.url}/gone.html")


def test_what_the_page_says_of_itself_is_told(office: Any, filed: Any) -> None:
    office.page("/soft.html", FRAME.format("404", NOTHING_THERE))
    office.page("/same.html", page("某某市财政局"))
    soft, same, home = filed("/soft.html", "/same.html", "/")
    assert told(soft) == (False, 200, "soft404")
    assert told(same) == (False, 200, "redirect_home")
    assert told(home) == (True, 200, None)


def test_what_is_there_under_the_other_scheme_is_there(office: Any, filed: Any) -> None:
    office.page("/zdly.html", own("重点领域信息公开"))
    secure = f"https://127.0.0.1:{office.port}"
    there, read, gone = filed(f"{secure}/zdly.html", f"{secure}/0/", f"{secure}/x")
    assert told(there) == told(read) == (True, 200, None)
    assert there["url"] == f"{office.url}/zdly.html"
    # Under the scheme that is on file no server said that it is gone.
    assert told(gone) == (False, None, "tls")
    assert office.paths().count("/0/") == 3


def test_a_page_that_is_gone_under_the_other_scheme_alone_is_not_known_to_be_gone(
    office: Any, filed: Any
) -> None:
    office.answers["/0/"] = office.reply(status=404)  # where the home page leads under http
    (found,) = filed(f"https://127.0.0.1:{office.port}/0/")
    assert told(found) == (False, None, "tls")


def test_a_404_that_refuses_or_comes_with_the_page_says_nothing(office: Any, filed: Any) -> None:
    listed = office.answers["/0/"].body
    refusal = "<html><head><title>网站防火墙</title></head><body>您的请求带有不合法参数，已被网站管理员设置拦截！</body></html>"
    bodies = {"/list": listed, "/refused": refusal.encode(), "/gone": NOTHING_THERE.encode(), "/bare": b""}
    for path, body in bodies.items():
        headers = {"Content-Type": "text/html; charset=utf-8"}
        office.answers[path] = office.reply(status=404, body=body, headers=headers)
    found = filed(*bodies)
    assert [told(each)[2] for each in found] == ["garbage", "blocked", "not_found", "not_found"]


def test_an_address_that_may_not_be_visited_is_not(filed: Any) -> None:
    found = filed("http://10.1.2.3/zdly/", "http://169.254.169.254/latest/", "http://[::1]/")
    assert {told(each) for each in found} == {(False, None, "address_refused")}


def test_what_a_fragment_names_is_told_by_its_shell(office: Any, filed: Any) -> None:
    """That the server sent the shell says nothing of the page: whether it is the column, only columns say."""
    office.page("/app/", "<html><head><title>x</title></head><body><script>1</script></body></html>")
    shell, gone = filed("/app/#/zdly", "/none/#/zdly")
    assert told(shell) == (True, 200, None)
    assert shell["url"] == f"{office.url}/app/#/zdly"
    assert told(gone) == (False, 404, "not_found")


def test_of_a_portal_that_cannot_be_read_nothing_is_asked(office: Any, crawl: Any) -> None:
    office.answers["/"] = office.reply(status=503)
    done = crawl(f"{office.url}/", filed=(f"{office.url}/gone.html",), retries=0).one("PortalDone")
    assert done["reach"]["status"] == "unreachable"
    assert done["filed"] is None
    assert "/gone.html" not in office.paths()
