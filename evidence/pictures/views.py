"""What is a picture to show: which captured page, what on it is framed, and what its caption says of it?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias


class Region(StrEnum):
    """A part of a page that is told by its build and not by its words."""

    NAVIGATION = "navigation"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something on a page to be framed, ``label`` being what it is in Chinese (逾期公开的信息, 栏目入口).

    A link or a posting has a ``text`` and mostly an ``address``, a posting also the day shown beside it; a region has
    neither. ``at_fault``: it is itself what the finding calls a problem, and not just what speaks for or beside it.
    """

    label: str
    text: str = ""
    address: str = ""
    posted_on: date | None = None
    region: Region | None = None
    at_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page to be shown. ``what`` names it in Chinese (栏目页面), ``title`` is the column's or posting's own name.

    ``sought`` are sentences on what was looked for there. An element that is not on the page may stand on a later page of
    the same list: ``anywhere`` says that another captured page that holds it may be shown instead. ``answer`` says what
    the address was answered with, where the finding rests on that: also where there is no page to be shown.
    """

    page: str
    what: str
    title: str = ""
    elements: tuple[Element, ...] = ()
    sought: tuple[str, ...] = ()
    anywhere: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a captured page: a PNG whose caption stands above the page, and the same caption as plain text."""

    name: str
    png: bytes
    address: str
    at: datetime
    what: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPicture:
    """A page of which there is no picture, and why, in Chinese."""

    address: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePicture:
    """A page that is shown already, framed alike, in the picture of this ``name`` of another finding."""

    name: str
    what: str


Pictured: TypeAlias = Picture | NoPicture | SamePicture
"""What becomes of a view."""
