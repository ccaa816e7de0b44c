"""How does a finding get its pictures? Its views looked up among the captured pages, shown, framed, captioned and kept."""

from collections.abc import Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.failure_words import FAILURES
from evidence.office.audit_report import Reported
from evidence.pictures.captions import as_text, caption
from evidence.pictures.captured_pages import CapturedPage, CapturedPages, Resource
from evidence.pictures.kept_pictures import KeptPictures, key_of
from evidence.pictures.offline_browser import OfflineBrowser, PictureError
from evidence.pictures.sheets import GUTTER, SHEET_ADDRESS, sheet
from evidence.pictures.shots import shoot
from evidence.pictures.views import Element, NoPicture, Picture, Pictured, SamePicture, View
from evidence.pictures.what_to_show import MOST_VIEWS

_NOT_CAPTURED = "存档中没有该地址的网页"


class PictureTaker:
    """Makes pictures of captured pages; one browser serves them all, and is started only if one has to be drawn.

    ``folder`` is the evidence folder, ``chromium`` the browser's path (None: Playwright's own).
    """

    def __init__(self, folder: Path, *, chromium: str | None) -> None:
        self._kept = KeptPictures(folder)
        self._browser = OfflineBrowser(chromium)
        # Playwright's plain interface wants a thread without an event loop, and every call from the same one.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.submit(self._browser.close).result()
        self._thread.shutdown()

    def pictures(
        self,
        reported: Reported,
        views: Iterable[View],
        pages: CapturedPages,
        *,
        unit_name: str,
        shown: MutableMapping[View, str] | None = None,
    ) -> tuple[Pictured, ...]:
        """A picture of each view of a finding, in their order, or why there is none; at most ``MOST_VIEWS``.

        ``shown`` are the names of pictures that other findings of the same document have got, by view: the same is not shown
        twice (every finding of a portal that refuses shows the one page of its guard). New ones are added.

        Raises:
            OSError: the evidence folder can't be written to.
            CaptureError: the captured bytes can't be read, or were changed.
        """
        spread = chain.from_iterable(_over_pages(view, pages) for view in views)
        shown = {} if shown is None else shown
        return tuple(
            self._pictured(reported, view, pages, unit_name, shown) for view in islice(spread, MOST_VIEWS)
        )

    def _pictured(
        self,
        reported: Reported,
        view: View,
        pages: CapturedPages,
        unit_name: str,
        shown: MutableMapping[View, str],
    ) -> Pictured:
        if view in shown:
            return SamePicture(name=shown[view], what=view.what)
        picture = self._picture(reported, view, pages, unit_name)
        if isinstance(picture, Picture):
            shown[view] = picture.name
        return picture

    def _picture(
        self, reported: Reported, view: View, pages: CapturedPages, unit_name: str
    ) -> Picture | NoPicture:
        page = pages.page(view.page)
        if page is None:
            return NoPicture(address=view.page, what=view.what, reason=_why_none(view, pages))
        key = key_of(
            {
                "unit": unit_name,
                "finding": asdict(reported),
                "view": asdict(view),
                "journal": pages.journal,
                "earlier": pages.earlier_journal,
            }
        )
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        try:
            picture = self._thread.submit(self._drawn, reported, view, page, pages, unit_name).result()
        except PictureError as error:
            return NoPicture(address=view.page, what=view.what, reason=str(error))
        return self._kept.put(key, replace(picture, name=f"page-{key[:16]}.png"))

    def _drawn(
        self, reported: Reported, view: View, page: CapturedPage, pages: CapturedPages, unit_name: str
    ) -> Picture:
        shot = shoot(self._browser, page, view.elements, pages)
        if not shot.found:
            for other in filter(None, map(pages.page, shot.holders)):
                there = shoot(self._browser, other, view.elements, pages)
                if there.found:
                    page, shot = other, replace(there, how=replace(there.how, within=page.address))
                    break
        lines = caption(unit_name, reported, view, page, shot.framed, shot.how)
        parts = {
            f"{SHEET_ADDRESS}part-{number}.png": Resource(content_type="image/png", body=image)
            for number, image in enumerate(shot.images)
        }
        html = sheet(
            lines,
            shot.parts,
            shot.boxes,
            at_fault={number for number, each in enumerate(shot.framed) if each.element.at_fault},
            left=shot.left,
            width=shot.width,
            height=shot.height,
        )
        with self._browser.showing(SHEET_ADDRESS, html, parts.get, width=shot.width + GUTTER) as shown:
            png = shown.whole()
        return Picture(
            name="", png=png, address=page.address, at=page.at, what=view.what, caption=as_text(lines)
        )


def _why_none(view: View, pages: CapturedPages) -> str:
    """Why there is no picture of a page."""
    if view.answer:
        return f"没有可显示的网页：{view.answer}"
    failure = pages.failure(view.page)
    return f"该地址没有返回网页（{FAILURES[failure]}）" if failure else _NOT_CAPTURED


def _over_pages(view: View, pages: CapturedPages) -> Iterator[View]:
    """The view, and views of later pages of its list for those elements that stand there."""
    if not view.anywhere or len(view.elements) == 0:
        yield view
        return
    holders: dict[str, list[Element]] = {}
    for element in view.elements:
        holder = pages.page_with(element.address, beside=view.page) if element.address else None
        holders.setdefault(holder or view.page, []).append(element)
    own = holders.pop(view.page, None)
    if own is not None:
        yield replace(view, elements=tuple(own))
    for address, elements in holders.items():
        yield replace(view, page=address, what=f"{view.what}（同一栏目的其他页）", elements=tuple(elements))
