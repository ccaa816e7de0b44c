"""Does a list show only the beginning of a title (关于印发2017年政务公…), and what is the whole of it?"""

import re

from domain.pages import PageReading

_CUT = re.compile(r"[\s.…⋯·]*(?:…|⋯|\.\.)[\s.…⋯]*$")
_LEAST_STEM = 4


def is_cut(title: str) -> bool:
    """Whether a title ends in an ellipsis."""
    return _CUT.search(title) is not None


def completed(title: str, article: PageReading | None) -> str | None:
    """The title that the posting's own page shows when it begins like the cut one, else None."""
    if article is None:
        return None
    stem, whole = _plain(_CUT.sub("", title)), _plain(article.title)
    return article.title if len(stem) >= _LEAST_STEM and whole.startswith(stem) else None


def _plain(text: str) -> str:
    return "".join(text.split())
