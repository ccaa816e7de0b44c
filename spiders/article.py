"""When was this article published, weighing all its sources? Shown date, meta, address; disagreement is kept."""

import logging
from collections.abc import Callable, Mapping
from datetime import date

import htmldate

from domain.pages import DateConfidence, DateSource, ReadDate
from spiders.article_date import ShownDate
from spiders.dates import first_date
from spiders.kinds import Evidence
from spiders.postings import later_than
from spiders.url_dates import url_date

_META = (
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article:published_time",
    "publishtime",
    "date",
    "createdate",
)
_MOST_HTML = 600_000

logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_article_date(
    html: str,
    url: str,
    meta: Mapping[str, str],
    shown: ShownDate | None,
    evidence: Evidence,
    disclaimed: Callable[[], frozenset[date]],
    captured_on: date | None,
) -> ReadDate | None:
    """The publication date of an article with its source, confidence and the source that disagrees; None if unknown.

    ``disclaimed`` gives the days that stand where no publication date stands (in the running text, in footers, in
    lists): the last resort may not take those.
    """
    sources: list[tuple[date, DateSource, DateConfidence]] = []
    if shown is not None:
        sure = shown.labelled or shown.near
        sources.append((shown.on, DateSource.SHOWN, DateConfidence.HIGH if sure else DateConfidence.MEDIUM))
    declared = next((on for name in _META if (on := first_date(meta.get(name, "")))), None)
    if declared is not None:
        sources.append((declared, DateSource.META, DateConfidence.MEDIUM))
    in_url = url_date(url)
    if in_url is not None:
        sources.append((in_url, DateSource.URL, DateConfidence.LOW))
    sources = [source for source in sources if not later_than(source[0], captured_on)]
    if not sources:
        guessed = _by_htmldate(html) if evidence.prose >= 100 else None
        if guessed is None or later_than(guessed, captured_on) or guessed in disclaimed():
            return None
        return ReadDate(on=guessed, source=DateSource.SHOWN, confidence=DateConfidence.LOW)
    on, source, confidence = sources[0]
    other = next((entry for entry in sources[1:] if entry[0] != on), None)
    agreed = any(entry[0] == on for entry in sources[1:])
    if source is DateSource.META and agreed:
        confidence = DateConfidence.HIGH
    return ReadDate(
        on=on,
        source=source,
        confidence=confidence,
        conflict=other[0] if other else None,
        conflict_source=other[1] if other else None,
    )


def _by_htmldate(html: str) -> date | None:
    """The last resort, in its fast mode: it finds a date in most pages and is at times wrong."""
    try:
        found = htmldate.find_date(html[:_MOST_HTML], extensive_search=False, original_date=True)
    except Exception:  # noqa: BLE001  a third party's guess must not take the page down
        return None
    return first_date(found) if found else None
