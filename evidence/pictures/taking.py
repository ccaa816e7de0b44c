"""How does a finding get its pictures? Its views looked up among the captured pages, shown, framed, captioned and kept."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from evidence.office.audit_report import Reported
from evidence.pictures.captions import as_text, caption
from evidence.pictures.captured_pages import CapturedPage, CapturedPages, Resource
from evidence.pictures.kept_pictures import KeptPictures, key_of
from evidence.pictures.offline_browser import OfflineBrowser, PictureError
from evidence.pictures.sheets import GUTTER, SHEET_ADDRESS, sheet
from evidence.pictures.shots import Shot, shoot
from evidence.pictures.views import NoPicture, Picture, View

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
        self, reported: Reported, views: Iterable[View], pages: CapturedPages, *, unit_name: str
    ) -> tuple[Picture | NoPicture, ...]:
        """A picture of each view of a finding, in their order, or why there is none.

        Raises:
            OSError: the evidence folder can't be written to.
            CaptureError: the captured bytes can't be read, or were changed.
        """
        return tuple(self._picture(reported, view, pages, unit_name) for view in views)

    def _picture(
        self, reported: Reported, view: View, pages: CapturedPages, unit_name: str
    ) -> Picture | NoPicture:
        page = pages.page(view.page)
        if page is None:
            return NoPicture(address=view.page, what=view.what, reason=_NOT_CAPTURED)
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
            for other in _elsewhere(view, shot, pages):
                there = shoot(self._browser, other, view.elements, pages)
                if there.found:
                    within = page.address if other.address in shot.holders else None
                    page, shot = other, replace(there, how=replace(there.how, within=within))
                    break
        lines = caption(unit_name, reported, view, page, shot.framed, shot.how)
        parts = {
            f"{SHEET_ADDRESS}part-{number}.png": Resource(content_type="image/png", body=image)
            for number, image in enumerate(shot.images)
        }
        html = sheet(lines, shot.parts, shot.boxes, left=shot.left, width=shot.width, height=shot.height)
        with self._browser.showing(SHEET_ADDRESS, html, parts.get, width=shot.width + GUTTER) as shown:
            png = shown.whole()
        return Picture(
            name="", png=png, address=page.address, at=page.at, what=view.what, caption=as_text(lines)
        )


def _elsewhere(view: View, shot: Shot, pages: CapturedPages) -> Iterator[CapturedPage]:
    """Pages that may hold what was not found on the view's own: frames in it, a later page of its list."""
    for address in shot.holders:
        found = pages.page(address)
        if found is not None:
            yield found
    if view.anywhere:
        for element in view.elements[:1]:
            found = pages.page_with(element.address, but=view.page) if element.address else None
            if found is not None:
                yield found
