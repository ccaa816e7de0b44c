"""How is a family made that is known by the shape of its addresses alone?

Its own address, or several links of its own site, must have the shape. The page's own links turn its lists; where only a
script does, the family's numbering gives the address, once the page says how many pages there are.
"""

import re

from spiders.families.protocol import Family, RawPage
from spiders.pagers.page_numbers import Turn
from spiders.pagers.paging import generic_paging, paging_by


def family_by_address(
    name: str, *, column: str, article: str, hints: tuple[str, ...], links: int = 3, turn: Turn | None = None
) -> Family:
    """A family by the patterns of its columns' and its articles' addresses.

    Any such address holds one of ``hints``; ``links`` is how many links of the page's own site prove the family;
    ``turn`` gives the address of another page of a list.
    """
    articles = re.compile(article, re.IGNORECASE)
    both = re.compile(f"{column}|{article}", re.IGNORECASE)

    def fits(page: RawPage) -> bool:
        if not any(hint in page.addresses for hint in hints):
            return False
        return bool(both.search(page.url)) or page.leads(both, at_least=links)

    return Family(
        name=name,
        fits=fits,
        paging=paging_by(turn) if turn else generic_paging,
        article=lambda path: bool(articles.search(path)),
    )
