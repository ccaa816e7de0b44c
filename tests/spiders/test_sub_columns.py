"""Which links of a column's page lead to its sub-columns? In an application of one page, by the fragment."""

import pytest

from domain.pages import Link, PageKind, PageReading
from spiders.portal.addresses import Site
from spiders.portal.column_check import children_of

HOME = "http://x.gov.cn/"


def children(url: str, *hrefs: str, chrome: tuple[str, ...] = (), region: str = "") -> list[str]:
    links = tuple(Link(url=HOME + href, text=f"栏目{n}", region=region) for n, href in enumerate(hrefs))
    reading = PageReading(url=HOME + url, kind=PageKind.COLUMN, links=links)
    found = children_of(reading, Site(HOME), {HOME + href for href in chrome})
    return [each.removeprefix(HOME) for each in found]


@pytest.mark.parametrize(
    ("url", "own", "others"),
    [
        ("app/#/ppp", ("app/#/ppp/list", "app/#/ppp/a/b"), ("app/#/tz", "app/#/ppp2", "app/#/", "b/#/ppp/x")),
        ("app/#/ppp/", ("app/#/ppp/list",), ("app/#/tz", "app/#/ppp/")),
        ("app/#!/ppp", ("app/#!/ppp/list",), ("app/#!/tz", "app/#/ppp/list")),
        ("gkmlpt/index#508", (), ("gkmlpt/index#509", "gkmlpt/index#508", "gkmlpt/index#5081")),
        ("app/", ("app/#/ppp", "app/list/"), ()),
        ("gkmlpt/index", ("gkmlpt/index#508",), ()),
        ("zwgk/", ("zwgk/ppp/", "zwgk/list.html"), ("zwgk/",)),
    ],
)
@pytest.mark.parametrize("region", ["", "nav"])
def test_sub_columns_lie_under_the_address_and_the_fragment(
    url: str, own: tuple[str, ...], others: tuple[str, ...], region: str
) -> None:
    assert children(url, *own, *others, region=region) == list(own)


def test_a_page_outside_the_application_is_a_sub_column_only_in_the_content() -> None:
    assert children("app/#/ppp", "ppp/list/") == ["ppp/list/"]
    assert children("app/#/ppp", "app/list/", region="nav") == []
    assert children("app/#/ppp", "app/list/", chrome=("app/list/",)) == []


def test_what_lies_under_a_fragment_may_stand_in_the_frame_of_the_site() -> None:
    assert children("app/#/ppp", "app/#/ppp/list", chrome=("app/#/ppp/list",)) == ["app/#/ppp/list"]


def test_columns_that_numbers_name_in_one_directory_do_not_lie_under_each_other() -> None:
    chrome = ("channels/7501.html", "channels/7503.html")
    found = children("channels/7500.html", "channels/7501.html", "channels/7502.html", chrome=chrome)
    assert found == ["channels/7502.html"]
    assert children("channels/index.html", "channels/7501.html", chrome=chrome) == ["channels/7501.html"]
