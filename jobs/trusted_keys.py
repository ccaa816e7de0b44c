"""Which keys does whoever checks trust: named by their public key file, or by their name?"""

import re
from collections.abc import Iterable
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.signing.keys import load_public_key
from jobs.errors import UsageError

_NAME = re.compile(r"sha256:[0-9a-f]{64}")


def trusted_keys(given: Iterable[str]) -> frozenset[str]:
    """The names of keys; each is given as such a name, or as the path of a public key file.

    Raises:
        UsageError: what is given is neither.
    """
    return frozenset(_named(each) for each in given)


def checked_digest(given: str, what: str) -> str:
    """A digest as it was given.

    Raises:
        UsageError: it is none.
    """
    if not _NAME.fullmatch(given):
        raise UsageError(
            f"{what} {given} is no digest; give sha256: and its 64 hexadecimal digits, all of them"
        )
    return given


def _named(given: str) -> str:
    if _NAME.fullmatch(given):
        return given
    if given.startswith("sha256:"):
        return checked_digest(given, "the key")
    try:
        return load_public_key(Path(given)).id
    except EvidenceError as error:
        raise UsageError(str(error)) from None
