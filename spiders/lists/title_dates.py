"""Do the titles of a list carry its dates (关于…的通知 2017-04-14)? Only where most of them do, in the same place."""

import re
from collections.abc import Sequence
from typing import Protocol

from spiders.dates.date_text import DateText, read_date_text
from spiders.markup.links import PageLink

_FULL = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_SHORT = r"\d{1,2}(?:[-/.]\d{1,2}|月\d{1,2}日)"
_TRAILING = re.compile(
    rf"^(?P<title>.{{4,}}?)(?:[\s(\[【（]*(?P<full>{_FULL})|[\s]*[(\[【（\s](?P<short>{_SHORT}))[\s)\]】）]*$"
)
_LEADING = re.compile(
    rf"^[\s(\[【（]*(?:(?P<full>{_FULL})|(?P<short>{_SHORT}))[\s)\]】）]+(?P<title>.{{4,}})$"
)


class TitledItem(Protocol):
    """What is asked of an item: its link, and where its date and a title without it are kept."""

    @property
    def link(self) -> PageLink:
        """The title link."""

    date_text: DateText | None
    title: str


def dates_in_titles(items: Sequence[TitledItem]) -> None:
    """Give undated items the dates that stand at one end of their titles, when two of three items have one.

    Where nothing but the day tells the titles apart it is part of them (每日价格 2017-04-14).
    """
    found = []
    for item in items:
        if item.date_text is None:
            parted = parted_title(item.link.name)
            if parted is not None:
                found.append((item, *parted))
    if not found or len(found) * 3 < len(items) * 2:
        return
    told_apart = len({title for _, title, _ in found}) * 2 > len(found)
    for item, title, date_text in found:
        item.date_text = date_text
        if told_apart and not item.link.title:
            item.title = title


def parted_title(name: str) -> tuple[str, DateText] | None:
    """A title and the date at its end or beginning; None where there is none."""
    if not (name[-1:].isdigit() or name[-1:] in "日)]】） " or name[:1].isdigit() or name[:1] in "([【（ "):
        return None
    for pattern in (_TRAILING, _LEADING):
        match = pattern.match(name)
        if match:
            date_text = read_date_text(match["full"] or match["short"])
            if date_text is not None:
                return match["title"].strip(), date_text
    return None
