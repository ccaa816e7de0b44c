"""When was this article published, weighing all its sources? Shown date, meta, address; disagreement is kept.

An update that is shown with another day is kept as a disagreement too, where no other source of the publication has one.
"""

from collections.abc import Mapping
from datetime import date

from domain.pages import DateConfidence, DateSource, ReadDate
from spiders.articles.article_date import ShownDate
from spiders.dates.date_text import first_date
from spiders.dates.url_dates import url_date
from spiders.lists.postings import later_than

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
        sources.append((shown.on, DateSource.SHOWN, _confidence(shown, captured_on)))
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
    others = [(day, where) for day, where, _ in sources[1:] if day != on]
    if len(others) < len(sources) - 1 and source is DateSource.META:
        confidence = DateConfidence.HIGH
    changed = shown.changed if shown is not None and source is DateSource.SHOWN else None
    if changed is not None and not later_than(changed, captured_on):
        others.append((changed, DateSource.SHOWN))
    conflict, conflict_source = others[0] if others else (None, None)
    return ReadDate(
        on=on, source=source, confidence=confidence, conflict=conflict, conflict_source=conflict_source
    )


def _confidence(shown: ShownDate, captured_on: date | None) -> DateConfidence:
    """How sure a shown date is. An update says nothing of the first publication; a bare day of the visit may be a clock."""
    today = captured_on is not None and shown.on >= captured_on
    if shown.updated or (today and not shown.labelled):
        return DateConfidence.LOW
    return DateConfidence.HIGH if shown.labelled or shown.near else DateConfidence.MEDIUM
