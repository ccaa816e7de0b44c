"""What do the newest postings of some columns say on their own pages: to which postings they lead, which words they hold?"""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import date

from domain.crawl import ArticleRead, CrawlTarget
from domain.pages import PageReading
from spiders.portal.addresses import clean_url
from spiders.portal.page_source import Loaded
from spiders.portal.records import Record

_FRAME = frozenset({"nav", "footer", "friend", "breadcrumb"})


async def read_articles(
    record: Record,
    target: CrawlTarget,
    load_article: Callable[[str, str], Awaitable[Loaded | None]],
    chrome: Collection[str],
    most: int,
) -> None:
    """Open the newest postings that stood in the columns asked for, ``most`` of each subject, and write down what they say.

    ``chrome`` are the addresses of the site's own frame. A page that can't be had stays unknown: nothing is written of it.
    """
    wanted: dict[str, set[str]] = {}
    for subject, words in sorted(target.articles.items()):
        for url in _newest(record.dated.get(subject, {}), target.articles_since, most):
            wanted.setdefault(url, set()).update(words)
    known = {url for subject in target.articles for url in record.dated.get(subject, {})}
    for url, marked in wanted.items():
        page = await load_article(url, target.unit.portal_url or url)
        if page is not None:
            record.put(
                [
                    ArticleRead(
                        unit_id=record.unit_id,
                        url=url,
                        seen_at=record.now(),
                        related=related_in(page.reading, known - {url}),
                        marks=marks_in(page.reading, marked, chrome),
                    )
                ]
            )


def _newest(dated: Mapping[str, date], since: date, most: int) -> list[str]:
    recent = [url for url, on in dated.items() if on >= since]
    return sorted(recent, key=lambda url: (dated[url], url), reverse=True)[:most]


def related_in(page: PageReading, known: Collection[str]) -> tuple[str, ...]:
    """Those of the known postings that a page leads to beside the site's frame."""
    found = (clean_url(link.url) for link in page.links if link.region not in _FRAME)
    return tuple(dict.fromkeys(url for url in found if url is not None and url in known))


def marks_in(page: PageReading, words: Collection[str], chrome: Collection[str]) -> tuple[str, ...]:
    """Those of the words that a page says of its own: 副厅长 is no 厅长, and a menu's 厅长信箱 says nothing of him."""
    frame = [link.text for link in page.links if link.region or (clean_url(link.url) or "") in chrome]
    return tuple(
        sorted(word for word in words if _said(word, page.text) > sum(_said(word, each) for each in frame))
    )


def _said(word: str, text: str) -> int:
    return len(re.findall(f"(?<!副){re.escape(word)}(?!信箱|热线|之窗|接待)", text))
