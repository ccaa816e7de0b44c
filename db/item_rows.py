"""Which row is an item of a crawl, and by which key is it the same item when it comes again?"""

from db.base import digest
from db.json_values import coverage_to_json, norms_to_json, probe_to_json, to_json
from db.upserts import Row
from domain.columns import ColumnStatus
from domain.crawl import (
    ArticleRead,
    CandidateFound,
    ColumnFound,
    LinkFound,
    PageVisit,
    PortalDone,
    PostingFound,
)


def in_column(item: PostingFound) -> bool:
    """Whether the posting stood in a column."""
    return item.subject is not None and item.column_url is not None


def column_key(item: ColumnFound | PostingFound) -> bytes:
    """The key of the column that was found, or that the posting stood in."""
    address = item.url if isinstance(item, ColumnFound) else item.column_url
    return digest(item.unit_id, item.subject, address)


def column_row(item: ColumnFound | PostingFound) -> Row:
    """The column that was found, or that the posting stood in."""
    is_ok = isinstance(item, ColumnFound) and item.status is ColumnStatus.OK
    return {
        "key": column_key(item),
        "unit_id": item.unit_id,
        "subject": item.subject,
        "url": item.url if isinstance(item, ColumnFound) else item.column_url,
        "first_seen": item.seen_at,
        "first_ok": item.seen_at if is_ok else None,
        "last_seen": item.seen_at,
    }


def sighting_row(item: ColumnFound, crawl_id: int, column_id: int) -> Row:
    """What this crawl made of the column."""
    return {
        "column_id": column_id,
        "crawl_id": crawl_id,
        "unit_id": item.unit_id,
        "title": item.title,
        "grade": int(item.grade),
        "surface": item.surface,
        "found_on": item.found_on,
        "status": item.status,
        "failure": item.failure,
        "postings": item.postings,
        "pages_read": item.pages_read,
        "complete_since": item.complete_since,
        "elements": to_json(item.elements),
        "level": item.level,
        "seen_at": item.seen_at,
    }


def posting_key(item: PostingFound) -> bytes:
    """The key of the posting: one address with one title on one portal."""
    return digest(item.unit_id, item.url, item.title)


def posting_row(item: PostingFound) -> Row:
    """The posting."""
    return {
        "key": posting_key(item),
        "unit_id": item.unit_id,
        "url": item.url,
        "title": item.title,
        "section": item.section,
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def date_row(item: PostingFound, posting_id: int) -> Row:
    """The date that the posting bore; it must have one."""
    read = item.published
    assert read is not None
    return {
        "posting_id": posting_id,
        "key": digest(read.on, read.source, int(read.confidence), read.conflict, read.conflict_source),
        "value": read.on,
        "source": read.source,
        "confidence": int(read.confidence),
        "conflict": read.conflict,
        "conflict_source": read.conflict_source,
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def place_row(item: PostingFound, posting_id: int, column_id: int) -> Row:
    """That the posting stood in the column."""
    return {
        "posting_id": posting_id,
        "column_id": column_id,
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def article_row(item: ArticleRead) -> Row:
    """What a posting's own page said."""
    return {
        "key": digest(item.unit_id, item.url, "\n".join(item.related), "\n".join(item.marks)),
        "unit_id": item.unit_id,
        "url": item.url,
        "related": to_json(item.related),
        "marks": to_json(item.marks),
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def link_row(item: LinkFound) -> Row:
    """The link."""
    return {
        "key": digest(item.unit_id, item.url, item.text),
        "unit_id": item.unit_id,
        "url": item.url,
        "text": item.text,
        "page_url": item.page_url,
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def candidate_row(item: CandidateFound, crawl_id: int) -> Row:
    """The candidate of this crawl."""
    return {
        "key": digest(crawl_id, item.unit_id, item.subject, item.url, item.text),
        "crawl_id": crawl_id,
        "unit_id": item.unit_id,
        "subject": item.subject,
        "url": item.url,
        "text": item.text,
        "grade": int(item.grade),
        "surface": item.surface,
        "found_on": item.found_on,
        "refusal": item.refusal,
        "failure": item.failure,
        "seen_at": item.seen_at,
    }


def visit_row(item: PageVisit, crawl_id: int) -> Row:
    """The visit of this crawl."""
    return {
        "crawl_id": crawl_id,
        "key": digest(item.unit_id, item.url),
        "unit_id": item.unit_id,
        "url": item.url,
        "fetched_at": item.fetched_at,
        "final_url": item.final_url,
        "found_on": item.found_on,
        "depth": item.depth,
        "kind": item.kind,
        "family": item.family,
        "http_status": item.http_status,
        "failure": item.failure,
        "rendered": item.rendered,
        "content_hash": item.content_hash,
        "size": item.size,
        "seconds": item.seconds,
    }


def done_values(item: PortalDone) -> Row:
    """What the portal's end sets in its row of this crawl, without the row's key."""
    return {
        "finished_at": item.finished_at,
        "status": item.reach.status,
        "pages": item.reach.pages,
        "rendered": item.reach.rendered,
        "failed_pages": item.reach.failed_pages,
        "blocked": item.reach.blocked,
        "failure": item.reach.failure,
        "http_status": item.reach.http_status,
        "home_url": item.reach.home_url,
        "remedy": item.reach.remedy,
        "crawled_at": item.reach.crawled_at,
        "coverage": coverage_to_json(item.coverage),
        "norms": norms_to_json(item.norms),
        "filed": probe_to_json(item.filed) if item.filed else None,
        "capture_id": item.capture.id if item.capture else None,
        "capture_digest": item.capture.digest if item.capture else None,
    }
