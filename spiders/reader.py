"""What does this page say? A pure function from (address, headers, bytes) to a ``PageReading``; no network, no clock."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from domain.pages import PageKind, PageReading
from spiders import shells
from spiders.absolute import absolute, base_of
from spiders.article import read_article_date
from spiders.article_date import has_info_line, headline_above, shown_date
from spiders.challenges import blocked_by
from spiders.charset import decode
from spiders.families.protocol import Answer, Family, Paging, RawPage
from spiders.families.table import answer_of, family_of, rewritten
from spiders.includes import includes
from spiders.kinds import Evidence, choices_of, headline_of, kind_of, loose_dates, or_error, signs_in
from spiders.link_subjects import as_links
from spiders.links import find_links, metas
from spiders.lists import find_lists
from spiders.norms import read_norms
from spiders.own_subjects import breadcrumb_of, column_name_of, headings_of, own_subjects
from spiders.own_words import own_words
from spiders.page_parse import parse
from spiders.page_texts import fold
from spiders.paging import generic_paging
from spiders.postings import read_postings
from spiders.regions import regions
from spiders.repair import repaired
from spiders.script_menus import parse_with_menus
from spiders.scripted import clicked_only, scripted_subjects, unlinked_items
from spiders.titles import document_title, page_title, title_node

if TYPE_CHECKING:
    from audit_rules.matcher import Vocabulary

MAX_BYTES = 10_000_000
MAX_TEXT = 200_000
NO_ADDRESS = "http://unknown.invalid/"
_MAX_SCRIPT = 400_000
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
    source = _Source(
        address=url, charset=decoded.charset, html=decoded.text, family=family, answer=answer, on=captured_on
    )
    return _read_html(source, vocabulary)


@dataclass(slots=True, kw_only=True)
class _Source:
    """A decoded page, or the answer of a family's data interface; ``on`` is the day of the fetch."""

    address: str
    charset: str
    html: str
    family: Family | None
    answer: Answer | None
    on: date | None


def _read_html(source: _Source, vocabulary: "Vocabulary") -> PageReading:
    html, answer, captured_on = source.html, source.answer, source.on
    # An address that can't be split must not cost the page: its links are then resolved against none.
    url = source.address if absolute(source.address, source.address) else NO_ADDRESS
    tree = parse_with_menus(answer.html if answer is not None else rewritten(repaired(html)))
    base = base_of(tree, url)
    region_of = regions(tree)
    found = find_links(tree, base, region_of)
    script = "\n".join(text for _, text in tree.scripts)[:_MAX_SCRIPT]
    page = RawPage(url=url, base=base, html=html, tree=tree, links=found, script=script)
    family = source.family or family_of(page)
    meta = metas(tree)
    text = tree.visible_text(MAX_TEXT)
    lists = find_lists(tree, found)
    postings = read_postings(tree, lists, captured_on=captured_on)
    spans = [(item.start, item.end) for made in lists for item in made.items]
    title_at = title_node(tree, meta, region_of)
    shown = shown_date(tree, region_of, title_at, spans)
    if shown is not None and not shown.near:
        headline = headline_above(tree, region_of, shown)
        if headline is not None:
            title_at, shown = headline, replace(shown, near=True)
    paging = family.paging(page, len(postings)) or generic_paging(page, len(postings))
    if answer is not None:
        paging = Paging(next_page=answer.next_page)
    words = own_words(tree, region_of, spans)
    crumbs = breadcrumb_of(tree, region_of)
    evidence = Evidence(
        url=url,
        meta=meta,
        title=document_title(tree),
        headline=headline_of(tree, title_at),
        crumbs=crumbs,
        text=text,
        words=words,
        found=found,
        postings=postings,
        lists=lists,
        shown=shown,
        has_info_line=has_info_line(tree, title_at),
        has_next=bool(postings) and (paging.next_page is not None or bool(paging.data)),
        has_pager=paging.needs_postback or (paging.total_pages or 1) > 1,
        loose_dates=lambda: loose_dates(tree, region_of, spans),
        choices=choices_of(tree),
        signs_in=signs_in(tree),
        under_construction=shells.under_construction(words, postings=len(postings)),
        being_built=shells.being_built(words),
    )
    kind = kind_of(evidence) if answer is None else PageKind.LIST if answer.ok else PageKind.ERROR
    links = as_links(tree, found, vocabulary)
    clicked = clicked_only(tree, base, found)
    refresh = shells.refresh_target(tree, base, url, text)
    frames = shells.frames(tree, base, url)
    render = answer is None and shells.needs_render(
        tree, html, links=len(found), text=text, postings=len(postings)
    )
    blocked = None
    if answer is None and not frames:
        kind, blocked = or_error(kind, evidence, blank=not (text or found or render or refresh))
    article = kind is PageKind.ARTICLE
    column = column_name_of(meta)
    return PageReading(
        url=source.address,
        kind=kind,
        family=family.name,
        charset=source.charset,
        title=page_title(tree, meta, title_at, article=article),
        column_name=column,
        breadcrumb=crumbs,
        published=read_article_date(url, meta, shown, captured_on) if article else None,
        postings=() if article else postings,
        links=links,
        headings=headings_of(tree, region_of),
        scripted=scripted_subjects(tree, clicked, region_of, html, vocabulary),
        unlinked=unlinked_items(tree, clicked, region_of),
        own_subjects=own_subjects(vocabulary, url, meta, document_title(tree), crumbs, article=article),
        next_page=None if article else paging.next_page,
        data_requests=() if article else paging.data,
        frames=frames,
        includes=includes(tree, base, frames),
        refresh_to=refresh,
        blocked=blocked,
        needs_render=render and not article,
        needs_postback=not article and paging.needs_postback,
        under_construction=evidence.under_construction and not article,
        total_pages=None if article else paging.total_pages,
        norms=read_norms(html, tree, meta, text, links),
        text=text,
        content_hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else "",
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
