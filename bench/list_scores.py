"""How well are lists of postings read: which items, with which titles and which days?

An item is its address, made absolute and normalised (``bench.matching``); one that has no address of its own is its title.
An item is found when both sides have it. Of the found ones the title (white space apart) and the day are compared; a day
read where the label has none is wrong, as is none where the label has one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.matching import address_key, title_key
from bench.scores import OURS, PLAIN, Case, Figure, Miss, Row, harmonic, ratio, share


@dataclass(slots=True)
class _Count:
    wanted: int = 0
    read: int = 0
    found: int = 0
    titled: int = 0
    dated: int = 0
    newest: int = 0
    lists: int = 0
    misses: list[Miss] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    """All appearances of one address on a page."""

    url: str
    titles: dict[str, str] = field(default_factory=dict)
    days: set[str | None] = field(default_factory=set)


def list_rows(cases: Sequence[Case]) -> list[Row]:
    """The rows of the table about postings."""
    ours = _count(cases, [case.read["postings"] for case in cases])
    plain = _count(cases, [case.plain_items for case in cases])
    by = {OURS: ours, PLAIN: plain}
    return [
        Row(task="postings precision", figures={name: _share(c.found, c.read, c) for name, c in by.items()}),
        Row(task="postings recall", figures={name: _share(c.found, c.wanted, c) for name, c in by.items()}),
        Row(
            task="postings F1", figures={name: _f1(c.found, c) for name, c in by.items()}, misses=ours.misses
        ),
        Row(task="postings F1, title whole too", figures={name: _f1(c.titled, c) for name, c in by.items()}),
        Row(task="posting dates", figures={name: share(c.dated, c.found) for name, c in by.items()}),
        Row(
            task="newest day of the page", figures={name: share(c.newest, c.lists) for name, c in by.items()}
        ),
    ]


def _share(hits: int, total: int, count: _Count) -> Figure:
    if not count.lists:
        return share(0, 0)
    return share(hits, total) if total else Figure(1.0, "0 of 0")


def _f1(hits: int, count: _Count) -> Figure:
    if not count.lists:
        return ratio(None)
    precision = hits / count.read if count.read else 1.0
    recall = hits / count.wanted if count.wanted else 1.0
    return ratio(harmonic(precision, recall))


def _count(cases: Sequence[Case], readings: Sequence[Sequence[Mapping[str, str | None]]]) -> _Count:
    count = _Count()
    for case, reading in zip(cases, readings, strict=True):
        if case.label.items is None:
            continue
        wanted = _items(case, ((item.title, item.url, item.day) for item in case.label.items))
        read = _items(
            case, ((item["title"] or "", item["url"] or "", item["published_on"]) for item in reading)
        )
        count.lists += 1
        count.wanted += len(wanted)
        count.read += len(read)
        count.newest += _newest(wanted) == _newest(read)
        for key, label in wanted.items():
            _compare(count, case.name, label, read.get(key))
        count.misses.extend(
            Miss("posting", case.name, "no posting", _told(item))
            for key, item in read.items()
            if key not in wanted
        )
    return count


def _compare(count: _Count, page: str, label: _Item, read: _Item | None) -> None:
    if read is None:
        count.misses.append(Miss("posting", page, _told(label), "nothing"))
        return
    count.found += 1
    if label.titles.keys() & read.titles.keys():
        count.titled += 1
    else:
        count.misses.append(Miss("posting title", page, _told(label), _told(read)))
    # An address may appear twice, once without its day: then the day that is shown counts.
    days = read.days - {None} or {None}
    if days <= label.days:
        count.dated += 1
    else:
        count.misses.append(Miss("posting date", page, _told(label), _told(read)))


def _items(case: Case, items: Iterable[tuple[str, str, str | None]]) -> dict[str, _Item]:
    made: dict[str, _Item] = {}
    for title, url, day in items:
        key = address_key(case.base, url) or title_key(title)
        item = made.setdefault(key, _Item(url))
        item.titles.setdefault(title_key(title), title)
        item.days.add(day)
    return made


def _newest(items: Mapping[str, _Item]) -> str | None:
    return max((day for item in items.values() for day in item.days if day), default=None)


def _told(item: _Item) -> str:
    days = "/".join(sorted(day or "no day" for day in item.days))
    return f"{days} {' / '.join(item.titles.values())} {item.url}"
