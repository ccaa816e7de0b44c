"""Are addresses made absolute as the standard says, whichever way they are read?"""

from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.markup.absolute import absolute, last_segment

PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "zwgk",
            "index.html",
            ".",
            "..",
            "/",
            "//",
            "?",
            "id=1",
            "&",
            "#",
            "x",
            ":",
            ";p",
            "目录",
            "%20",
            "t2.shtml",
        ]
    ),
    max_size=8,
).map("".join)
BASES = st.sampled_from(
    [
        "http://www.yn.gov.cn",
        "http://www.yn.gov.cn/",
        "http://www.yn.gov.cn/zwgk/zcwj/",
        "https://www.yn.gov.cn:8443/zwgk/index.html?page=2",
        "http://www.yn.gov.cn/a/../b/c.html",
        "http://www.yn.gov.cn?x=1",
    ]
)


@settings(max_examples=400)
@given(BASES, PIECES)
def test_the_quick_way_and_the_standard_agree(base: str, href: str) -> None:
    made = absolute(base, href)
    try:
        wanted = urldefrag(urljoin(base, href))
    except ValueError:
        assert made is None
        return
    if made is not None and not wanted.fragment.startswith(("/", "!")):
        assert made == wanted.url.replace(" ", "%20")


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("./201704/t20170421_1.html", "http://www.yn.gov.cn/zwgk/zcwj/201704/t20170421_1.html"),
        ("../../xxgk/", "http://www.yn.gov.cn/xxgk/"),
        ("../../../xxgk/", "http://www.yn.gov.cn/xxgk/"),
        ("/info/1.htm", "http://www.yn.gov.cn/info/1.htm"),
        ("//zwgk.yn.gov.cn/a", "http://zwgk.yn.gov.cn/a"),
        ("?page=2", "http://www.yn.gov.cn/zwgk/zcwj/index.html?page=2"),
        ("http://www.gov.cn", "http://www.gov.cn"),
        ("https://www.gov.cn/a b.html#top", "https://www.gov.cn/a%20b.html"),
        ("#/list", "http://www.yn.gov.cn/zwgk/zcwj/index.html#/list"),
        ("#!", "http://www.yn.gov.cn/zwgk/zcwj/index.html"),
        ("/yjzjj/gkmlpt/index#508", "http://www.yn.gov.cn/yjzjj/gkmlpt/index#508"),
        ("/gkmlpt/content/0/1/post_1.html#508", "http://www.yn.gov.cn/gkmlpt/content/0/1/post_1.html"),
        ("/list.html#508", "http://www.yn.gov.cn/list.html"),
        ("a\\b.html", "http://www.yn.gov.cn/zwgk/zcwj/a/b.html"),
        (" list .html\n", "http://www.yn.gov.cn/zwgk/zcwj/list.html"),
        ("mailto:a@yn.gov.cn", None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_addresses(href: str, wanted: str | None) -> None:
    assert absolute("http://www.yn.gov.cn/zwgk/zcwj/index.html", href) == wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://x.gov.cn/zwgk/zdlyxxgk/index.html", "zdlyxxgk"),
        ("http://x.gov.cn/zwgk/ppp.shtml", "ppp.shtml"),
        ("http://x.gov.cn/", ""),
    ],
)
def test_last_segment(url: str, wanted: str) -> None:
    assert last_segment(url) == wanted
