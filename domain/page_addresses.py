"""Which part of an address tells pages apart behind its ``#``? One rule for all who compare addresses.

Browsers don't send a fragment: mostly it is a place on a page. On a single-page site it names the page (``#/zwgk/ppp``),
on gkmlpt the column (``/gkmlpt/index#508``); the server's answer is then the same shell for all of them.
"""

_NUMBERED_PAGES = ("/gkmlpt/", "/gkmlpt/index")


def names_page(path: str, fragment: str) -> bool:
    """Whether a fragment names a page of its own, rather than a place on the page of this path."""
    if fragment[:1] in {"/", "!"}:
        return fragment.strip("/!") != ""
    return fragment.isdecimal() and path.endswith(_NUMBERED_PAGES)


def page_fragment(url: str) -> str:
    """The fragment of an address where it names a page of its own, without a slash at its end; else empty."""
    address, _, fragment = url.partition("#")
    path = address.partition("?")[0]
    return fragment.rstrip("/") if fragment and names_page(path, fragment) else ""
