"""By which key is an address found?"""

import pytest

from evidence.package.cdx import sort_key


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.czt.example/", "example,czt)/"),
        ("https://CZT.example", "example,czt)/"),
        ("http://www2.czt.example:80/A/b.html#top", "example,czt)/a/b.html"),
        ("https://czt.example:8443/x/", "example,czt:8443)/x"),
        ("http://czt.example/x?b=2&A=1&", "example,czt)/x?&a=1&b=2"),
        ("http://192.0.2.7/x", "7,2,0,192)/x"),
        ("http://127.0.0.1:18017//x//y", "1,0,0,127:18017)/x/y"),
        ("urn:fullPage:http://czt.example/", "urn:fullpage:http://czt.example/"),
        ("http://[bad", "http://[bad"),
        ("http://host:99999/", "http://host:99999/"),
    ],
)
def test_the_key_of_an_address(url: str, key: str) -> None:
    assert sort_key(url) == key
