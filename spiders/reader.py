"""What does this page say? A pure function from (address, headers, bytes) to a ``PageReading``; no network, no clock."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from domain.charset import decode
from domain.pages import PageKind, PageReading
from spiders.families.protocol import Paging
from spiders.families.table import answer_of
from spiders.kinds.challenges import blocked_by
from spiders.markup.includes import includes
from spiders.markup.page_parse import parse
from spiders.markup.page_texts import fold
from spiders.markup.search_boxes import search_boxes
from spiders.markup.titles import document_title
from spiders.messages.headed_rows import read_messages
from spiders.norms import read_norms
from spiders.page_facts import PageFacts
from spiders.subjects.own_subjects import column_name_of, headings_of
from spiders.subjects.scripted import scripted_subjects, unlinked_items

if TYPE_CHECKING:
    from audit_rules.subjects.matcher import Vocabulary

MAX_BYTES = 10_000_000
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)


def read_page(
    url: str,
    body: bytes,
    *,
    content_type: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    vocabulary: "Vocabulary",
    captured_on: date | None = None,
) -> PageReading:
    """Read one page, or one answer of a list's data interface. Never raises on any body.

    ``body`` is the entity as received and decompressed; what lies beyond 10 MB is not read. ``captured_on`` is the
    day of the fetch: dates after it are taken for errors, and it bounds the year of dates that show none.
    """
    body = body[:MAX_BYTES]
    if _is_binary(body, content_type):
        return PageReading(url=url, kind=PageKind.ERROR, charset="binary")
    decoded = decode(body)
    challenge = blocked_by(decoded.text, status=status, headers=headers or {})
    if challenge:
        title = fold(document_title(parse(decoded.text[:200_000])))
        return PageReading(
            url=url, kind=PageKind.BLOCKED, charset=decoded.charset, title=title, blocked=challenge
        )
    family, answer = answer_of(url, decoded.text) or (None, None)
    return _reading(
        PageFacts(url, decoded, family=family, answer=answer, vocabulary=vocabulary, captured_on=captured_on)
    )


def _reading(page: PageFacts) -> PageReading:
    """All that a page says. What an article's page can't have (a list, its pager) is not looked for on one."""
    kind, blocked = page.kind_and_failure
    article = kind is PageKind.ARTICLE
    paging = Paging() if article else page.paging
    return PageReading(
        url=page.address,
        kind=kind,
        family=page.family.name,
        charset=page.charset,
        title=page.title(article=article),
        column_name=column_name_of(page.meta),
        breadcrumb=page.crumbs,
        published=page.published if article else None,
        postings=() if article else page.postings,
        messages=() if article else read_messages(page.tree, page.base, page.text),
        links=page.links,
        headings=headings_of(page.tree, page.region_of),
        scripted=scripted_subjects(page.tree, page.clicked, page.region_of, page.html, page.vocabulary),
        unlinked=unlinked_items(page.tree, page.clicked, page.region_of),
        own_subjects=page.own_subjects(article=article),
        next_page=paging.next_page,
        data_requests=paging.data,
        frames=page.frames,
        includes=includes(page.tree, page.base, page.frames),
        refresh_to=page.refresh,
        blocked=blocked,
        needs_render=not article and page.needs_render,
        needs_postback=paging.needs_postback,
        under_construction=not article and page.under_construction,
        total_pages=paging.total_pages,
        traces=not article and page.traces,
        norms=read_norms(page.html, page.tree, page.meta, page.text, page.links),
        search_boxes=search_boxes(page.tree, page.base, page.url, page.links),
        text=page.text,
        content_hash=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest() if page.text else "",
    )


def _is_binary(body: bytes, content_type: str | None) -> bool:
    if body.startswith(_BINARY):
        return True
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in {
        "application/pdf",
        "application/zip",
    }:
        return body.lstrip()[:1] != b"<"
    return False
