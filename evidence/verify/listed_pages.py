"""Do the pages that viewers list stand in the archive, by the addresses, moments and titles that they have there?"""

import json
from collections.abc import Mapping, Sequence

from evidence.package.assembly import MANIFEST, main_page
from evidence.package.packaged_visit import PackagedVisit
from evidence.package.page_list import ListedPage, Unpack, archived_pages, page_lists
from evidence.verify.checks import Check, Fault
from evidence.verify.package_file import PackageFile
from evidence.verify.signed import manifest_of

FIRST, OTHERS = "pages/pages.jsonl", "pages/extraPages.jsonl"


def check_lists(
    package: PackageFile, visit: PackagedVisit, unpack: Unpack, titles: Mapping[str, str]
) -> Check:
    """Make the two lists again and compare. Which pages are listed first, and in which order, is taken from the first one.

    Args:
        package: the package.
        visit: of it, which is the one that was sealed.
        unpack: undoes content codings.
        titles: by address, what pages are called by what was read of them.
    """
    pages = tuple(archived_pages(visit.events, unpack, dict(titles)))
    told = f"the {len(pages)} pages that viewers list are those of the visit, by their titles"
    faults = []
    known = {page.url for page in pages}
    listed = _addresses(package.data(FIRST)) if FIRST in package.entries else []
    cited = [url for url in listed if url in known]  # whatever else it lists shows below
    for path, data in zip((FIRST, OTHERS), page_lists(pages, cited), strict=True):
        if path in package.entries and package.data(path) != data:
            faults.append(Fault(path, "it does not list the pages of the visit as they are"))
    try:
        main = manifest_of(package).get("main_page")
    except ValueError:
        return Check(name="lists", told=told, faults=tuple(faults))  # what is wrong with it is told by now
    if main not in _possible(pages, cited):
        faults.append(Fault(MANIFEST, "its main page is not the first of the visit that is listed as cited"))
    return Check(name="lists", told=told, faults=tuple(faults))


def _possible(pages: Sequence[ListedPage], cited: Sequence[str]) -> list[dict[str, str] | None]:
    """Which page may be the main one: the first that is cited, or (an address that is no plain one) the first of all."""
    first = [page for page in pages if page.url in cited][:1] + list(pages[:1])
    return [main_page(page) for page in first] or [None]


def _addresses(data: bytes) -> list[str]:
    """The addresses of a list, as far as it is one."""
    try:
        entries = [json.loads(line) for line in data.decode().splitlines()[1:]]
    except (ValueError, RecursionError):
        return []
    return [each["url"] for each in entries if isinstance(each, dict) and isinstance(each.get("url"), str)]
