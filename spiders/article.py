"""When was this article published, weighing all its sources? Shown date, meta, address; disagreement is kept."""

from collections.abc import Mapping
from datetime import date

from domain.pages import DateConfidence, DateSource, ReadDate
from spiders.article_date import ShownDate
from spiders.dates import first_date
from spiders.postings import later_than
from spiders.url_dates import url_date

_META = (
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article:published_time",
    "publishtime",
    "publish_time",
    "pubtime",
    "releasedate",
    "bytedance:published_time",
    "dc.date",
    "date",
    "createdate",
)


def read_article_date(
    url: str, meta: Mapping[str, str], shown: ShownDate | None, captured_on: date | None
) -> ReadDate | None:
    """The publication date of an article with its source, confidence and the source that disagrees; None if unknown."""
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
        return None
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
