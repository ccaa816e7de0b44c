"""Which day do the comparison libraries give a page? Runs alone, in ``.venv-bench``: nothing of the project is imported.

Standard input: a JSON line a page, ``{"name", "url", "html"}`` (the text already decoded, the same for every library).
Standard output: ``{"versions": {library: version or null}, "days": {library: {name: "YYYY-MM-DD" or null}}}``; a library
that is not installed has version null and no days. A page that makes a library raise has no day from it.
"""

import importlib
import importlib.metadata
import json
import logging
import re
import sys
from collections.abc import Callable
from typing import Any

Dater = Callable[[str, str], Any]

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


def _htmldate() -> Dater:
    find_date = importlib.import_module("htmldate").find_date
    # The first publication is asked for, not the last change.
    return lambda html, url: find_date(html, url=url, original_date=True)


def _trafilatura() -> Dater:
    extract_metadata = importlib.import_module("trafilatura.metadata").extract_metadata
    return lambda html, url: extract_metadata(html, default_url=url).date


def _gne() -> Dater:
    extract = importlib.import_module("gne").GeneralNewsExtractor().extract
    return lambda html, _: extract(html)["publish_time"]


DATERS: dict[str, Callable[[], Dater]] = {"htmldate": _htmldate, "trafilatura": _trafilatura, "gne": _gne}


def day_of(text: object) -> str | None:
    """The day that a library's answer names (``2017年4月14日 10:20`` too), as ``YYYY-MM-DD``."""
    found = _DAY.search(str(text or ""))
    if not found:
        return None
    year, month, day = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def main() -> int:
    """Read the pages, ask every installed library, write what they say."""
    logging.disable(logging.CRITICAL)
    pages = [json.loads(line) for line in sys.stdin if line.strip()]
    versions: dict[str, str | None] = {}
    days: dict[str, dict[str, str | None]] = {}
    for library, load in DATERS.items():
        try:
            dater = load()
        except ImportError:
            versions[library] = None
            continue
        versions[library] = importlib.metadata.version(library)
        days[library] = {page["name"]: _asked(dater, page) for page in pages}
    json.dump({"versions": versions, "days": days}, sys.stdout)
    return 0


def _asked(dater: Dater, page: dict[str, str]) -> str | None:
    try:
        return day_of(dater(page["html"], page["url"]))
    except Exception:  # noqa: BLE001  a page that breaks a library is a page that it does not date
        return None


if __name__ == "__main__":
    sys.exit(main())
