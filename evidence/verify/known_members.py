"""Which members does a package of a unit have? Exactly those that the exporter makes; a viewer shows whatever else is there."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from evidence.captures.places import folder_of
from evidence.package.assembly import MANIFEST
from evidence.package.contents import SAFE_IN_NAMES, VOCABULARY, VOCABULARY_OF_VISIT
from evidence.package.journals import FOLDER as JOURNALS
from evidence.package.judged_members import CHAIN, CONTEXT
from evidence.package.members import LAST
from evidence.verify.checks import Fault
from evidence.verify.package_file import PackageFile

SIGNATURE, TIMESTAMP, CLOSING = "signed/signature.json", "signed/timestamp.tsr", "signed/closing.json"
_AT_MOST = frozenset({TIMESTAMP, CONTEXT, VOCABULARY_OF_VISIT})
"""There where there was one: a timestamp, something known of other units, another vocabulary at the time of the visit."""
_PICTURE = re.compile(r"pictures/page-[0-9a-f]{16}\.png")
_JOURNAL = re.compile(JOURNALS + r"/\d{8}T\d{12}Z\.journal\.gz")


def unknown_members(package: PackageFile, unit_id: str) -> Iterator[Fault]:
    """Members that no package of the unit has, and those that each has and this one lacks.

    Which journals there must be the visit says (``records``), and which files of a plan its digest.
    """
    every = _every(unit_id)
    for path in package.order:
        if path not in every and path not in _AT_MOST and not _is_one_of_several(path):
            yield Fault(path, f"no package of the unit {unit_id!r:.80} has such a member")
    for path in sorted(every - package.entries.keys()):
        yield Fault(path, "there is no such member")


def _every(unit_id: str) -> frozenset[str]:
    name = folder_of(unit_id)
    return frozenset(
        {
            f"archive/{name}.warc.gz",
            "indexes/index.cdx",
            "pages/pages.jsonl",
            "pages/extraPages.jsonl",
            f"trace/{name}.jsonl",
            f"findings/{name}.json",
            f"reviews/{name}.json",
            f"facts/{name}.json",
            VOCABULARY,
            CHAIN,
            f"seals/{name}.proof.json",
            "cover/index.html",
            "cover/cover.pdf",
            "cover/README.txt",
            MANIFEST,
            SIGNATURE,
            CLOSING,
            *LAST,
        }
    )


def _is_one_of_several(path: str) -> bool:
    if any(form.fullmatch(path) for form in (_PICTURE, _JOURNAL)):
        return True
    folder, _, name = path.partition("/")
    # What is hidden is no part of a plan, and not under its digest.
    seen = not any(part.startswith(".") for part in unquote(name).split("/"))
    return folder == "plan" and seen and quote(unquote(name), safe=SAFE_IN_NAMES) == name
