"""Which fragments name pages, and which are places on one?"""

import pytest

from domain.page_addresses import page_fragment


@pytest.mark.parametrize(
    ("url", "fragment"),
    [
        ("http://a.gov.cn/#/zwgk/ppp", "/zwgk/ppp"),
        ("http://a.gov.cn/#/zwgk/ppp/", "/zwgk/ppp"),
        ("http://a.gov.cn/index.html?x=1#!news", "!news"),
        ("http://a.gov.cn/gkmlpt/index#508", "508"),
        ("http://a.gov.cn/yjzjj/gkmlpt/#508", "508"),
        ("http://a.gov.cn/gkmlpt/content/0/1/post_1.html#508", ""),
        ("http://a.gov.cn/list.html#508", ""),
        ("http://a.gov.cn/list.html#top", ""),
        ("http://a.gov.cn/#/", ""),
        ("http://a.gov.cn/#!", ""),
        ("http://a.gov.cn/", ""),
        ("", ""),
    ],
)
def test_the_part_that_names_a_page(url: str, fragment: str) -> None:
    assert page_fragment(url) == fragment
