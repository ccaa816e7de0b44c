"""NFCMS, the maker's system beside gkmlpt on Guangdong's portals: ``/zwgk/content/post_508890.html``, ``index_2.html``."""

import re

from spiders.families.protocol import Family, RawPage

_ARTICLE = re.compile(r"/content/m?post_\d+\.html?$", re.IGNORECASE)


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.path) or "NFCMS_" in page.script:
        return True
    return "post_" in page.addresses and page.leads(_ARTICLE, at_least=3)


FAMILY = Family(name="nfcms", fits=_fits, article=lambda path: bool(_ARTICLE.search(path)))
