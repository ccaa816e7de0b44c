"""Which family is a page of? The first whose fingerprint fits; order goes from the surest fingerprint down."""

from functools import lru_cache

from spiders.families import (
    boda,
    column_index,
    columns_uuid,
    dehong,
    dhtml,
    epoint,
    eportal,
    freecms,
    gkmlpt,
    hanweb,
    indexphp,
    jeecms,
    jpaas,
    jyhcms,
    kunming,
    lonsun,
    nfcms,
    shtml,
    sitefactory,
    trs,
    truecms,
    webforms,
    wjw,
    xinhua,
    yngp,
    zhaotong,
)
from spiders.families.protocol import Answer, Family, RawPage

FAMILIES: tuple[Family, ...] = (
    jpaas.FAMILY,
    truecms.FAMILY,
    hanweb.FAMILY,
    gkmlpt.FAMILY,
    nfcms.FAMILY,
    lonsun.FAMILY,
    eportal.FAMILY,
    freecms.FAMILY,
    yngp.FAMILY,
    wjw.FAMILY,
    dhtml.FAMILY,
    dehong.FAMILY,
    jeecms.FAMILY,
    columns_uuid.FAMILY,
    column_index.FAMILY,
    sitefactory.FAMILY,
    webforms.FAMILY,
    jyhcms.FAMILY,
    indexphp.FAMILY,
    kunming.FAMILY,
    shtml.FAMILY,
    zhaotong.FAMILY,
    xinhua.FAMILY,
    epoint.FAMILY,
    boda.FAMILY,
    trs.FAMILY,
)
UNKNOWN = Family(name="unknown", fits=lambda _page: True)
_ANSWERING = tuple(family for family in FAMILIES if family.answers)
_REWRITING = tuple(family for family in FAMILIES if family.rewrites)


def family_of(page: RawPage) -> Family:
    """The family of a page; ``UNKNOWN`` where no fingerprint fits."""
    found = next((family for family in FAMILIES if family.fits(page)), None)
    if found is None:
        found = next((family for family in FAMILIES if family.marks and page.holds(*family.marks)), UNKNOWN)
    return found


def answer_of(url: str, text: str) -> tuple[Family, Answer] | None:
    """The family whose data interface gave this answer, with what it says; None for a page."""
    try:
        answers = ((family, family.answer(url, text)) for family in _ANSWERING)
        return next(((family, answer) for family, answer in answers if answer is not None), None)
    except ValueError:  # an address that can't be split is none of an interface
        return None


def rewritten(html: str) -> str:
    """The page with the lists that families keep in scripts brought out."""
    for family in _REWRITING:
        html = family.rewrite(html)
    return html


@lru_cache(maxsize=8192)
def is_article_address(path: str) -> bool:
    """Whether an address has the shape of a single article's in any family."""
    return any(family.article(path) for family in FAMILIES)
