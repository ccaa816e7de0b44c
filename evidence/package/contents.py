"""What goes into a package besides the visit itself? Values that whoever exports has gathered from the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from evidence.package.members import Member

FORMAT = "mingcha-package/1"
VOCABULARY = "vocabulary/subjects.yaml"
"""The vocabulary that was judged by."""
VOCABULARY_OF_VISIT = "vocabulary/subjects-of-the-visit.yaml"
"""The one that the crawl told columns by, where it was another."""
SAFE_IN_NAMES = " ()+,=@"
"""Signs that stand for themselves in the names of members, besides letters, digits and those of RFC 3986."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the package says of itself.

    ``unit`` is the unit's id, ``audit`` the audit's; ``created`` is the moment of the audit's seal: no clock of the export
    enters a package. ``software`` is what judged. ``chosen`` are the digests of the findings that were asked for, empty
    where it is all of them.
    """

    title: str
    unit: str
    audit: str
    created: datetime
    software: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Members but for those of the visit, and what viewers are told.

    ``cited`` are addresses of pages in the order in which findings cite them, ``titles`` what pages are called by those who
    know better than the page itself.
    """

    about: About
    members: tuple[Member, ...] = ()
    cited: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def package_title(unit_name: str, as_of: str) -> str:
    """What viewers call a package; ``as_of`` is the day up to which was audited, YYYY-MM-DD."""
    return f"{unit_name} {as_of} 政务公开核查证据包"


def judged_with(version: str) -> str:
    """The software that judged."""
    return f"mingcha {version}"


def moment_word(at: datetime) -> str:
    """A moment as the manifest has it, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def folder_members(folder: str, files: Mapping[str, bytes]) -> tuple[Member, ...]:
    """Files with paths of their own as members of one folder: ``tasks/01.yaml`` stands there as ``tasks%2F01.yaml``."""
    return tuple(Member(f"{folder}/{quote(path, safe=SAFE_IN_NAMES)}", data) for path, data in files.items())


def folder_files(folder: str, paths: Sequence[str]) -> dict[str, str]:
    """The members' paths of such a folder, by the paths that their files had."""
    return {unquote(path.partition("/")[2]): path for path in paths if path.startswith(f"{folder}/")}
