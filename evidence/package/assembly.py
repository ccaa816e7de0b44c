"""How does a package come about? The visit's archive, index, pages and trace, all that is told besides, and what is signed.

Everything is derived from what is stored: the same store gives the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from domain.canonical_json import canonical_bytes
from evidence.captures.visit import Visit
from evidence.package.archive import write_archive
from evidence.package.cdx import cdx_lines
from evidence.package.contents import FORMAT, About, Contents, moment_word
from evidence.package.cover_values import Had, had_in
from evidence.package.data_package import DATA_PACKAGE, DIGEST, data_package, data_package_digest
from evidence.package.members import Member, in_order
from evidence.package.page_list import ListedPage, Unpack, archived_pages, page_lists
from evidence.package.trace import trace_bytes
from evidence.package.zip_file import zip_pieces

MANIFEST = "signed/manifest.json"

Sign = Callable[[bytes], tuple[Member, ...]]
"""What is signed of a manifest: members beside it."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What of a package is the visit's: its members, the pages that viewers list, and when each address was had."""

    members: tuple[Member, ...]
    pages: tuple[ListedPage, ...]
    had: Mapping[str, Had]


def captured_members(visit: Visit, scratch: Path, *, contents: Contents, unpack: Unpack) -> Captured:
    """Archive, index, pages and trace of a visit; the archive is written to a file in ``scratch``.

    Raises:
        CaptureError: the store's packs can't be read, or were changed.
        OSError: the file can't be written to.
    """
    name = unit_name(visit)
    path = scratch / f"{name}.warc.gz"
    with path.open("wb") as file:
        archived = write_archive(file, visit)
    pages = tuple(archived_pages(visit.events, unpack, dict(contents.titles)))
    first, others = page_lists(pages, contents.cited)
    cited = set(contents.cited)
    main = [page for page in pages if page.url in cited] or list(pages)
    return Captured(
        members=(
            Member(f"archive/{name}.warc.gz", file=path),
            Member("indexes/index.cdx", cdx_lines(archived.captures, path.name)),
            Member("pages/pages.jsonl", first),
            Member("pages/extraPages.jsonl", others),
            Member(f"trace/{name}.jsonl", trace_bytes(archived.trace)),
        ),
        pages=tuple(main),
        had=had_in(archived.trace),
    )


def write_package(file: BinaryIO, captured: Captured, contents: Contents, sign: Sign) -> None:
    """Write the package.

    Raises:
        OSError: the file can't be written to.
        ValueError: a member has a path that no package has.
    """
    content = in_order((*captured.members, *contents.members))
    listed = [member.listed() for member in content]
    about = about_json(contents.about, captured.pages[0] if captured.pages else None)
    manifest = canonical_bytes({"format": FORMAT, **about, "members": listed})
    signed = in_order((Member(MANIFEST, manifest), *sign(manifest)))
    package = data_package(about, [*listed, *(member.listed() for member in signed)])
    last = (Member(DATA_PACKAGE, package), Member(DIGEST, data_package_digest(package)))
    for piece in zip_pieces([*content, *signed, *last]):
        file.write(piece)


def about_json(about: About, main: ListedPage | None) -> dict[str, Any]:
    """What the manifest says of the package as a whole; ``main`` is the page that viewers open first."""
    return {
        "title": about.title,
        "created": moment_word(about.created),
        "software": about.software,
        "unit": about.unit,
        "audit": about.audit,
        "chosen": list(about.chosen),
        "main_page": None if main is None else main_page(main),
    }


def main_page(page: ListedPage) -> dict[str, str]:
    """How the manifest names the page that viewers open first."""
    return {"url": page.url, "at": moment_word(page.at)}


def unit_name(visit: Visit) -> str:
    """The unit as members are named after it: that of its folder in the store, whatever signs its id holds."""
    return visit.name.partition("/")[0]
