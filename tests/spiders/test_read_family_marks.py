"""Is each family told by its marks, and by nothing less? A wrong family is worse than none."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"
UUID = "227562cb-6455-4675-96d0-2c3b1c09ec44"
HEX = "0123456789abcdef0123456789abcdef"


def family(html: str, path: str = "/") -> str:
    page = f"<html><head><title>公开</title></head><body>{html}</body></html>"
    url = path if path.startswith("http") else HOST + path
    return read_page(url, page.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31)).family


def links(*paths: str) -> str:
    return "".join(
        f'<li><a href="{path}">关于公布第{at}批目录的公告</a></li>' for at, path in enumerate(paths)
    )


BY_MARK = {
    '<div class="TRS_Editor"><p>正文</p></div>': "trs",
    '<div class="view TRS_UEDITOR trs_paper_default">正文</div>': "trs",
    "<script>//WCM置标\nvar a=1;</script>": "trs",
    '<a href="./P020170421601034567890.pdf">附件</a>': "trs",
    "<img src='./W020170421601034567890_ORIGIN.jpg'>": "trs",
    "<script>createPageHTML(3, 0, 'index', 'html');</script>": "trs",
    "<!-- Publish by JCms2010 -->": "hanweb",
    "<script>$('#1').jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp'});</script>": "hanweb",
    '<iframe src="/x.htm"></iframe><script src="/module/jslib/jquery/jquery.js"></script>': "hanweb",
    '<script src="/front/AuthorizedRead/unitbuild.js"></script>': "jpaas",
    "<!--Announced by Visual SiteBuilder 9-->": "boda",
    '<script src="/system/resource/js/counter.js"></script>': "boda",
    '<div id="vsb_content"><p>正文</p></div>': "boda",
    '<input type="hidden" name="wbtreeid" value="1021">': "boda",
    "<script>var p={proxyUrl:'/truecms/messageController/getMessage.do'};</script>": "truecms",
    '<script>var NFCMS_SITE_ID=755528,NFCMS_PUB_TYPE="post";</script>': "nfcms",
    '<script>$("#c").load("/site/label/8888?labelName=publicInfoList&siteId=1");</script>': "lonsun",
    '<script src="/js/webBuilderCommon.js"></script>': "epoint",
    '<input type="hidden" name="article_paging_list_hidden" totalpage="6">': "eportal",
    '<script src="//imgs.news.cn/webdig/xinhua_webdig.js"></script>': "xinhua",
    "<script>var u='/freecms/rest/v1/notice/searchAll.do';</script>": "freecms",
    '<form><input type="hidden" name="__VIEWSTATE" value="/w"></form><a href="javascript:__doPostBack(1)">2</a>': "webforms",
}  # fmt: skip


@pytest.mark.parametrize("html", BY_MARK)
def test_family_by_its_marks(html: str) -> None:
    assert family(html) == BY_MARK[html]


BY_ADDRESS = {
    "/zwgk/zcwj/yzfb/201704/t20170421_144306.html": "trs",
    "/col/col61490/index.html?uid=247686&pageNum=2": "hanweb",
    "/art/2017/4/21/art_61490_1001.html": "hanweb",
    f"/xwdt/art/2020/art_{HEX}.html": "jpaas",
    "/info/1030/39259.htm": "boda",
    "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1154": "boda",
    "/ljsrmzf/c101797/zfxxgk_nrz.shtml": "shtml",
    f"/eyxrmzf/c102099/201509/{HEX}.shtml": "shtml",
    "/dlzrmzf/xxgkml/c105900/pc/list.html": "shtml",
    "/Category_1212/Index_2.aspx": "sitefactory",
    "/Item/255821.aspx": "sitefactory",
    "/html/2017/zhengfucaigou_0907/12901.html": "jyhcms",
    "/public/column/6602161?type=4&action=list&catId=1": "lonsun",
    "/XxgkContent/showList/174/191349/page_1.html": "lonsun",
    "/gkmlpt/content/0/508/post_508890.html": "gkmlpt",
    "/ztzl/content/post_508890.html": "nfcms",
    "/gkml/xzgfxwj/column-index-1.shtml": "column-index",
    f"/columns/{UUID}/index.html": "columns",
    "/yxgovfront/newzfxxgkUnderControl.jspx?path=zzb": "jeecms",
    "/tzgg/index_2.jhtml": "jeecms",
    "/wjwWebsite/web/col?id=UU157976428326282067&cn=xxgk&pid=1": "wjw",
    "/czj/93677.news.list.dhtml": "dhtml",
    "/czj/Web/_M2_1710240937256B0808aAb27723C297_1.htm": "dehong",
    "/lanmu/xwzx/12.html": "zhaotong",
    "/channels/3125.html": "zhaotong",
    "/c/2016-08-25/1192822.shtml": "kunming",
    "/index.php/open_goverment/lists/zcwj": "indexphp",
    f"/policy/20260515/{HEX}/c.html": "xinhua",
    "/freecms/site/zygjjgzfcgzx/ggxx/info/2023/8a7b.html": "freecms",
    "http://www.yngp.com/bulletin.do?method=moreList&sign=2": "yngp",
}


@pytest.mark.parametrize("path", BY_ADDRESS)
def test_family_by_the_address_of_the_page(path: str) -> None:
    assert family("<p>一行字</p>", path) == BY_ADDRESS[path]


BY_LINKS = {
    "trs": ("./201704/t20170421_1.html", "./201704/t20170420_2.html", "./201703/t20170320_3.html"),
    "boda": ("info/1030/1.htm", "info/1030/2.htm", "info/1031/3.htm"),
    "hanweb": ("/art/2017/4/21/art_1_1.html", "/art/2017/4/20/art_1_2.html", "/col/col1/index.html"),
    "kunming": ("/c/2017-04-21/1.shtml", "/c/2017-04-20/2.shtml", "/c/2017-04-19/3.shtml"),
    "zhaotong": ("/contents/1/11.html", "/contents/1/12.html", "/channels/1.html"),
    "columns": (f"/columns/{UUID}/index.html", f"/columns/{UUID}/202409/13/{UUID}.html"),
    "dhtml": ("/1.news.list.dhtml", "/1.news.detail.dhtml?news_id=5"),
    "jyhcms": ("/html/2017/tz_0907/1.html", "/html/2017/tz_0908/2.html", "/html/2017/tz_0909/3.html"),
    "nfcms": ("/a/content/post_11.html", "/a/content/post_12.html", "/b/content/mpost_13.html"),
    "epoint": tuple(f"/jyxx/001/2017091{n}/{UUID[:-1]}{n}.html" for n in range(3)),
}


@pytest.mark.parametrize("name", BY_LINKS)
def test_family_by_several_links_of_its_own_site(name: str) -> None:
    paths = BY_LINKS[name]
    assert family(links(*paths), "/zwgk/") == name
    assert family(links(*paths[:1]), "/zwgk/") == "unknown"


@pytest.mark.parametrize("name", BY_LINKS)
def test_links_to_other_sites_tell_nothing_of_this_one(name: str) -> None:
    paths = [f"http://www.other.gov.cn/{path.lstrip('./')}" for path in BY_LINKS[name]]
    assert family(links(*paths), "/zwgk/") == "unknown"


@pytest.mark.parametrize(
    "path",
    [
        "/news/1833316118612205569.html",
        "/a/index.jsp",
        "/detail.aspx?id=1",
        f"/a/{HEX}.html",
        "/web/content_12.htm",
    ],
)
def test_a_body_copied_from_trs_makes_no_trs_page_of_an_address_that_trs_never_makes(path: str) -> None:
    assert family('<div class="TRS_Editor"><p>正文</p></div>', path) == "unknown"
    assert family('<div class="TRS_Editor"><p>正文</p></div>', "/zwgk/tzgg/index.html") == "trs"


def test_a_page_of_no_family_is_unknown_and_still_read() -> None:
    rows = links("/news/17.html", "/news/18.html", "/news/19.html").replace("</a>", "</a><i>2017-04-21</i>")
    page = f"<html><body><ul>{rows}</ul><a href='/news/list_2.html'>下一页</a></body></html>"
    reading = read_page(
        f"{HOST}/news/list.html", page.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31)
    )
    assert (reading.family, len(reading.postings)) == ("unknown", 3)
    assert reading.next_page is not None
