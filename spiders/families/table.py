"""Which family is a page of? The first whose fingerprint fits; order goes from the surest fingerprint down."""

from spiders.families import boda, hanweb, jpaas, shtml, sitefactory, trs, webforms
from spiders.families.protocol import Answer, Family, RawPage

FAMILIES: tuple[Family, ...] = (
    jpaas.FAMILY,
    hanweb.FAMILY,
    sitefactory.FAMILY,
    webforms.FAMILY,
    shtml.FAMILY,
    boda.FAMILY,
    trs.FAMILY,
)
UNKNOWN = Family(name="unknown", fits=lambda _page: True)


def family_of(page: RawPage) -> Family:
    """The family of a page; ``UNKNOWN`` where no fingerprint fits."""
    return next((family for family in FAMILIES if family.fits(page)), UNKNOWN)


def answer_of(url: str, text: str) -> tuple[Family, Answer] | None:
    """The family whose data interface gave this answer, with what it says; None for a page."""
    for family in FAMILIES:
        answer = family.answer(url, text)
        if answer is not None:
            return family, answer
    return None


def rewritten(html: str) -> str:
    """The page with the lists that families keep in scripts brought out."""
    for family in FAMILIES:
        html = family.rewrite(html)
    return html


def is_article_address(path: str) -> bool:
    """Whether an address has the shape of a single article's in any family."""
    return any(family.article(path) for family in FAMILIES)
