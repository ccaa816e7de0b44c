"""Which addresses may be linked to?"""

import pytest

from web.addresses import leads_out


@pytest.mark.parametrize(
    "address", ["http://www.czt.example/", "https://a.b.cn:8080/x?y=1#z", "http://例子.cn/栏目"]
)
def test_pages_link_to_portals(address: str) -> None:
    assert leads_out(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//evil.example/", "/x",
     "http://gov.cn@evil.example/",
     "http:///x", "ftp://a.cn/",
     "http://a.cn/\u202egpj", "http://a.cn\\@evil/", "http://a b/", "http://[x", "http://a.cn/" + "x" * 3000],
)  # fmt: skip
def test_pages_link_nowhere_else(address: str | None) -> None:
    assert not leads_out(address)
