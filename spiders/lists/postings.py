"""Which postings does the page list, with which dates? From lists found by structure to the domain's postings."""

import re
from dataclasses import replace
from datetime import date, timedelta

from domain.pages import DateConfidence, DateSource, Posting, ReadDate
from spiders.dates.url_dates import url_date, void_url_days
from spiders.dates.years import resolve_years
from spiders.lists.find_lists import Item, ItemList
from spiders.lists.publications import publications
from spiders.markup.page_tree import PageTree
from spiders.markup.whole_titles import plain

_CUT_END = re.compile(r"[\s.…⋯]+$")
_LOOKED_BACK = 20  # postings at one address


def read_postings(tree: PageTree, lists: list[ItemList], *, captured_on: date | None) -> tuple[Posting, ...]:
    """The postings of a page's lists in document order; hot lists and empty lists are left out."""
    kept = publications(tree, lists)
    void = void_url_days(item.link.url for found, _ in kept for item in found.items)
    postings: list[Posting] = []
    at: dict[str, list[int]] = {}
    for found, section in kept:
        for item, read in zip(found.items, _dates(found, void, captured_on), strict=True):
            posting = Posting(
                title=item.title,
                url=item.link.url,
                published=read,
                date_text=item.date_text.text if item.date_text and read is None else None,
                section=section,
                hidden=item.hidden,
            )
            places = at.setdefault(posting.url, [])
            same = next(
                (place for place in places[-_LOOKED_BACK:] if _is_same(postings[place], posting)), None
            )
            if same is None:
                places.append(len(postings))
                postings.append(posting)
            else:
                postings[same] = _merged(postings[same], posting)
    if all(posting.hidden for posting in postings):
        # What hides a page's only list is taken away by a script.
        postings = [replace(posting, hidden=False) for posting in postings]
    return tuple(postings)


def _is_same(one: Posting, other: Posting) -> bool:
    """Whether two items at one address are one posting: the same title, or the beginning of it."""
    first, second = (plain(_CUT_END.sub("", posting.title)) for posting in (one, other))
    return first.startswith(second) or second.startswith(first)


def _merged(one: Posting, other: Posting) -> Posting:
    """One posting of two places of the page: the place that shows its date, the longer title, hidden where both are."""
    shown = other if one.published is None and other.published is not None else one
    title = max(one.title, other.title, key=len)
    return replace(shown, title=title, hidden=one.hidden and other.hidden)


def _dates(found: ItemList, void: frozenset[date], captured_on: date | None) -> list[ReadDate | None]:
    proved = resolve_years([(item.date_text, item.link.url) for item in found.items], captured_on=captured_on)
    result = []
    for item, entry in zip(found.items, proved, strict=True):
        in_url = url_date(item.link.url)
        if in_url in void:
            in_url = None
        read: ReadDate | None = None
        if entry is not None:
            read = _shown(item, entry, in_url)
        elif item.date_text is None and in_url is not None:
            read = ReadDate(on=in_url, source=DateSource.URL, confidence=DateConfidence.LOW)
        result.append(None if read and later_than(read.on, captured_on) else read)
    return result


def _shown(item: Item, entry: tuple[date, bool], in_url: date | None) -> ReadDate:
    on, certain = entry
    if not certain:
        confidence = DateConfidence.LOW
    elif item.on:
        confidence = DateConfidence.HIGH
    else:
        confidence = DateConfidence.MEDIUM
    differs = in_url is not None and in_url != on
    changed = item.date_text.changed if item.date_text else None
    return ReadDate(
        on=on,
        source=DateSource.LIST,
        confidence=confidence,
        conflict=in_url if differs else changed,
        conflict_source=DateSource.URL if differs else DateSource.LIST if changed else None,
    )


def later_than(on: date, captured_on: date | None) -> bool:
    """Whether a date lies after the page was captured: a typing error or a clock, no publication."""
    return captured_on is not None and on > captured_on + timedelta(days=1)
