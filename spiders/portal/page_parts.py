"""What do a page and a part of it (a frame, the data of its list) say together?"""

from dataclasses import fields, replace

from domain.pages import PageKind, PageReading, SiteNorms


def joined(page: PageReading, part: PageReading) -> PageReading:
    """A page with a part of it (a frame, the data of its list) read into it."""
    known = {(posting.url, posting.title) for posting in page.postings}
    fresh = tuple(posting for posting in part.postings if (posting.url, posting.title) not in known)
    kind = page.kind
    if kind in {PageKind.OTHER, PageKind.COLUMN} and part.kind in {PageKind.LIST, PageKind.COLUMN} and fresh:
        kind = part.kind
    return replace(
        page,
        kind=kind,
        title=page.title or part.title,
        column_name=page.column_name or part.column_name,
        breadcrumb=page.breadcrumb or part.breadcrumb,
        postings=page.postings + fresh,
        messages=page.messages + part.messages,
        links=page.links + part.links,
        headings=page.headings + part.headings,
        own_subjects=page.own_subjects + part.own_subjects,
        next_page=part.next_page or page.next_page,
        data_requests=page.data_requests + part.data_requests,
        needs_render=page.needs_render or part.needs_render,
        needs_postback=page.needs_postback or part.needs_postback,
        under_construction=page.under_construction or part.under_construction,
        total_pages=part.total_pages or page.total_pages,
        search_boxes=page.search_boxes + part.search_boxes,
        norms=joined_norms(page.norms, part.norms),
        text=f"{page.text} {part.text}".strip(),
    )


def joined_norms(page: SiteNorms, part: SiteNorms) -> SiteNorms:
    """What a page and its frame show together of the norms."""
    shown = {each.name: getattr(page, each.name) or getattr(part, each.name) for each in fields(SiteNorms)}
    return SiteNorms(**shown)
