"""Is every member the one that was signed, by a key that is trusted, and since when does it exist?"""

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

from cryptography import x509

from domain.canonical_json import CanonicalError, parse_canonical
from evidence.package.assembly import MANIFEST
from evidence.package.contents import FORMAT
from evidence.package.data_package import DATA_PACKAGE, DIGEST, data_package, data_package_digest
from evidence.package.members import LAST, SIGNED, listing, place_of
from evidence.signing.package_signature import check_closing, check_signature
from evidence.signing.timestamps import check_timestamp
from evidence.verify.checks import Check, Fault, faults_of
from evidence.verify.known_members import CLOSING, SIGNATURE, TIMESTAMP, unknown_members
from evidence.verify.package_file import PackageFile

_MOST_NAMED = 5
NO_KEY_GIVEN = (
    "and no trusted key was given: compare it with the one that the office published, and give it with --key "
    "(its public key file, or its name sha256:…)"
)
"""How the reason ends where the one who checks named no key: nothing is wrong, but nobody is answered for."""


def manifest_of(package: PackageFile) -> dict[str, Any]:
    """What the manifest says.

    Raises:
        ValueError: it is none; the message says why.
    """
    try:
        value = parse_canonical(package.data(MANIFEST))
    except KeyError:
        raise ValueError("there is no such member") from None
    except CanonicalError as error:
        raise ValueError(str(error)) from None
    if (
        not isinstance(value, dict)
        or value.get("format") != FORMAT
        or not isinstance(value.get("unit"), str)
        or not isinstance(value.get("members"), list)
        or not all(isinstance(each, dict) and isinstance(each.get("path"), str) for each in value["members"])
        or len({each["path"] for each in value["members"]}) != len(value["members"])
    ):
        raise ValueError(f"it is no manifest of the form {FORMAT}")
    return value


def check_members(package: PackageFile) -> Check:
    """Hold every member against the manifest, and what viewers read against both."""
    told = f"{len(package.order)} members are those that the manifest lists, by their SHA-256"
    try:
        manifest = manifest_of(package)
    except ValueError as error:
        return Check(name="members", told=told, faults=(Fault(MANIFEST, str(error)),))
    listed = {str(each["path"]): each for each in manifest["members"]}
    faults: list[Fault] = []
    for path in package.order:
        if not path.startswith(SIGNED) and path not in LAST and path not in listed:
            faults.append(Fault(path, "the manifest does not list it: it was inserted"))
    for path, each in listed.items():
        if path not in package.entries:
            faults.append(Fault(path, "the manifest lists it, and it is not there: it was removed"))
        elif _listed(package, path) != each:
            faults.append(Fault(path, "its SHA-256 is not the one in the manifest: it was changed"))
    if sorted(package.order, key=place_of) != list(package.order):
        faults.append(Fault("", "the members do not stand in the order of a package"))
    if not faults and [*listed] != [path for path in package.order if path in listed]:
        faults.append(Fault(MANIFEST, "it does not list the members in the order in which they stand"))
    faults += unknown_members(package, manifest["unit"])
    return Check(name="members", told=told, faults=(*faults, *_viewers(package, manifest)))


def check_signatures(package: PackageFile, trusted: Collection[str]) -> Check:
    """Check the signature over the manifest and the one that closes the package.

    ``trusted`` are names of keys (``sha256:…``) known from elsewhere; with none, nobody vouches for the signer.
    """
    told = "signed with a trusted key"
    try:
        manifest, signature, closing = (package.data(path) for path in (MANIFEST, SIGNATURE, CLOSING))
    except KeyError as error:
        return Check(
            name="signature", told=told, faults=(Fault(str(error.args[0]), "there is no such member"),)
        )
    timestamp = package.data(TIMESTAMP) if TIMESTAMP in package.entries else None
    signed = check_signature(signature, manifest, None)
    closed = check_closing(closing, signature, timestamp, None)
    faults = [*faults_of(SIGNATURE, signed.faults), *faults_of(CLOSING, closed.faults)]
    if signed.key and closed.key and signed.key != closed.key:
        faults.append(Fault(CLOSING, "closed with another key than the manifest was signed with"))
    if signed.key and signed.key not in trusted:
        faults.append(Fault(SIGNATURE, f"signed with the key {signed.key}, {_why(trusted)}"))
    return Check(name="signature", told=f"{told}: {signed.key}" if signed.key else told, faults=tuple(faults))


def check_time(package: PackageFile, roots: Sequence[x509.Certificate]) -> Check:
    """Check the timestamp of an authority, if there is one; ``roots`` are certificates trusted for that."""
    told = "a timestamp authority saw the signature"
    if TIMESTAMP not in package.entries:
        return Check(name="timestamp", told=told, skipped=_no_timestamp(package))
    if SIGNATURE not in package.entries:
        return Check(name="timestamp", told=told, faults=(Fault(SIGNATURE, "there is no such member"),))
    found = check_timestamp(package.data(TIMESTAMP), package.data(SIGNATURE), roots)
    if found.at is not None:
        told = f"{told} at {found.at.isoformat()}"
    notes = (
        ()
        if found.trusted or found.faults
        else (
            "no certificates were given to check the authority by (--tsa-certificates): anybody may have made it",
        )
    )
    return Check(name="timestamp", told=told, faults=faults_of(TIMESTAMP, found.faults), notes=notes)


def _listed(package: PackageFile, path: str) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    for chunk in package.member(path).chunks():
        digest.update(chunk)
        size += len(chunk)
    return listing(path, f"sha256:{digest.hexdigest()}", size)


def _viewers(package: PackageFile, manifest: dict[str, Any]) -> list[Fault]:
    """The two files that viewers read follow from the rest."""
    content = [path for path in package.order if path not in LAST]
    try:
        expected = data_package(manifest, [_listed(package, path) for path in content])
    except (KeyError, TypeError):
        return [Fault(MANIFEST, "it does not say of the package what a manifest says")]
    faults = []
    for path, data in ((DATA_PACKAGE, expected), (DIGEST, data_package_digest(expected))):
        if path not in package.entries:
            faults.append(Fault(path, "there is no such member"))
        elif package.data(path) != data:
            faults.append(
                Fault(path, f"it does not follow from the other members{_unlike(package.data(path), data)}")
            )
    return faults


def _unlike(have: bytes, expected: bytes) -> str:
    """Of which members it says something else than what they are."""
    try:
        told, found = (
            {str(each["path"]): each for each in json.loads(data)["resources"]} for data in (have, expected)
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return ": it was changed"
    paths = [path for path in told.keys() | found.keys() if told.get(path) != found.get(path)]
    return (
        f": it tells otherwise of {', '.join(sorted(paths)[:_MOST_NAMED])}" if paths else ": it was changed"
    )


def _no_timestamp(package: PackageFile) -> str:
    if CLOSING not in package.entries or SIGNATURE not in package.entries:
        return "the package has none"
    closed = check_closing(package.data(CLOSING), package.data(SIGNATURE), None, None)
    return f"the package has none: {closed.no_timestamp or 'it does not say why'}"


def _why(trusted: Collection[str]) -> str:
    if trusted:
        return f"which is not one of the {len(trusted)} trusted: whoever made this package, it was not them"
    return NO_KEY_GIVEN
