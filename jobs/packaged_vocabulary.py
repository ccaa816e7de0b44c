"""Which vocabularies does a package hold: the one judged by, and the one that the crawl told columns by?"""

from dataclasses import dataclass

from audit_rules.subjects.versions import VocabularyVersion
from audit_rules.subjects.vocabulary_bounds import MOST_BYTES
from evidence.package.contents import VOCABULARY, VOCABULARY_OF_VISIT
from evidence.verify.package_file import PackageFile
from jobs.other_version import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabularies:
    """The vocabulary of the judging and that of the visit, mostly the same."""

    judged_by: VocabularyVersion
    read_by: VocabularyVersion


def packaged_vocabularies(package: PackageFile, *, judged_by: str, read_by: str) -> Vocabularies:
    """The vocabularies of a package, which must be those of these digests; ``read_by`` empty: the one judged by.

    Raises:
        Unreadable: they are, and this version can't go by one of them.
        ValueError: one is another, is missing, or is not needed.
    """
    judging = _version(package, VOCABULARY, judged_by, "it was judged by")
    if read_by in {"", judged_by}:
        if VOCABULARY_OF_VISIT in package.entries:
            raise ValueError(
                f"{VOCABULARY_OF_VISIT}: the visit was read by the vocabulary that was judged by"
            )
        return Vocabularies(judged_by=judging, read_by=judging)
    visit = _version(package, VOCABULARY_OF_VISIT, read_by, "the facts say that the visit was read by")
    return Vocabularies(judged_by=judging, read_by=visit)


def _version(package: PackageFile, path: str, digest: str, told: str) -> VocabularyVersion:
    entry = package.entries.get(path)
    if entry is None:
        raise ValueError(f"{path}: there is no such member")
    if entry.size > MOST_BYTES:
        raise ValueError(f"{path}: it is larger than {MOST_BYTES} bytes, and no vocabulary is")
    version = VocabularyVersion(package.data(path), path)
    if version.digest != digest:
        raise ValueError(f"{path}: the vocabulary in the package is {version.digest}, and {told} {digest}")
    try:
        version.compiled()
    except Exception as error:  # noqa: BLE001  # whoever made the file may have put anything into it
        raise Unreadable(path, f"{type(error).__name__}: {str(error)[:300]}") from None
    return version
