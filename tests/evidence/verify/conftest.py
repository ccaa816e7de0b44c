"""A real package: one unit of the sample province audited, reviewed, exported and timestamped; and what forges it.

The forger does all that somebody could do who holds a key: it makes every digest, proof, seal and signature anew.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit_rules.plans.loading import load_plan
from audit_rules.scores.scoring import score
from db.database import finding_rows, open_database, ready_text
from domain.canonical_json import canonical_bytes, canonical_text, parse_canonical
from domain.captures import Event, Exchange, VisitBegun, VisitEnded
from domain.reviews import Decision, Review
from evidence.captures.store import CaptureStore
from evidence.captures.visit import Visit
from evidence.package.assembly import captured_members
from evidence.package.contents import About, Contents, package_title
from evidence.package.data_package import data_package, data_package_digest
from evidence.package.journals import journal_members
from evidence.package.judged_members import judged_unit
from evidence.package.members import Member, in_order
from evidence.package.zip_file import zip_pieces
from evidence.seals.leaves import audited_leaf, text_leaf
from evidence.seals.merkle import tree_root
from evidence.seals.seal import digest_of
from evidence.signing.authority import Authority
from evidence.signing.envelopes import put_in_envelope
from evidence.signing.keys import SigningKey, load_or_create_signing_key, load_signing_key
from evidence.signing.package_signature import close_package, sign_manifest
from evidence.signing.timestamps import read_certificates
from evidence.verify.package_file import PackageFile
from jobs.captured_bytes import unpacked
from jobs.evidence_gathering import Wanted
from jobs.evidence_package import export_package
from jobs.known_json import context_of
from jobs.packaged_evidence import StatedFacts, facts_in, page_titles
from jobs.rejudge import Case, rejudged
from jobs.verify import Trust, Verified, verify

ROOT = Path(__file__).resolve().parents[3]
UNIT = "czt"
QUICK = {
    "MINGCHA_DELAY": "0.01",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
    "PYTHONPATH": str(ROOT),
}
Members = dict[str, bytes]
Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Original:
    """The package as it was exported, the keys, and where its evidence lies."""

    folder: Path
    path: Path
    key: SigningKey
    roots: Path

    @property
    def members(self) -> Members:
        with PackageFile(self.path) as package:
            return {path: package.data(path) for path in package.order}

    @property
    def trust(self) -> Trust:
        return Trust(keys={self.key.id}, roots=read_certificates(self.roots))


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, running_authority: Any) -> Original:
    folder = tmp_path_factory.mktemp("package")
    url = f"sqlite:///{folder / 'mingcha.db'}"
    with _province(tmp_path_factory.mktemp("province")) as units:
        command = f"audit --plan yunnan-2017 --unit {UNIT} --as-of 2017-12-31 --allow-network 127.0.0.0/8 --db {url}"
        files = ["--units", units, "--evidence", folder / "evidence", "--json", folder / "result.json"]
        done = subprocess.run(
            [sys.executable, "-m", "jobs.cli", *command.split(), *map(str, files)],
            cwd=ROOT, env={**os.environ, **QUICK}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    key = load_signing_key(folder / "mingcha.db-signing-key.pem")
    authority = Authority(url=running_authority.url, roots=read_certificates(running_authority.root))
    with open_database(url) as database:
        audit = database.load_audit_head().id
        database.add_review(_review(audit, judged_unit(database, audit, UNIT)))
        wanted = Wanted(unit=UNIT, output=folder / "czt.wacz", evidence=folder / "evidence")
        assert export_package(database, wanted, key, authority).note is None
    return Original(folder, folder / "czt.wacz", key, running_authority.root)


class _province:  # noqa: N801 - a context manager, used as a function
    """The sample province, serving; gives the file of its units."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Path:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "sample_province", "serve", "--dir", str(self._folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._server.stdout is not None
        self._server.stdout.readline()
        while not (self._folder / "truth.json").exists():
            assert self._server.poll() is None
            time.sleep(0.05)
        return self._folder / "units.csv"

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait(timeout=20)


def _review(audit: str, judged: Any) -> Review:
    finding = parse_canonical(judged.texts.findings[0].encode())
    return Review(
        audit_id=audit,
        unit_id=UNIT,
        task=str(finding["task"]),
        check=finding["check"],
        subject=finding["subject"],
        finding=judged.digests[0],
        decision=Decision.CONFIRMED,
        author="王敏",
        at=datetime(2018, 1, 6, tzinfo=UTC),
        reason="已打开网页核对，属实。",
    )


class Forger:
    """Makes packages of changed members; each method says what it makes anew, and with which key."""

    def __init__(self, original: Original, folder: Path) -> None:
        self.original = original
        self.folder = folder
        self._made = 0

    def other_key(self, name: str = "other.pem") -> SigningKey:
        return load_or_create_signing_key(self.folder / name)

    def checked(self, members: Mapping[str, bytes], trust: Trust | None = None) -> Verified:
        """What ``verify`` says of a file of these members, in this order."""
        return verify(self.file_of(members), trust or self.original.trust)

    def file_of(self, members: Mapping[str, bytes]) -> Path:
        """A file of these members, in this order."""
        return self.written(zipped(members.items()))

    def written(self, data: bytes) -> Path:
        self._made += 1
        path = self.folder / f"forged{self._made}.wacz"
        path.write_bytes(data)
        return path

    def signed(self, members: Mapping[str, bytes], key: SigningKey | None = None) -> Members:
        """With manifest, signature, closing and the files of viewers made anew."""
        return signed_anew(members, key or self.original.key)

    def sealed(
        self, members: Mapping[str, bytes], key: SigningKey | None = None, links: Sequence[bytes] = ()
    ) -> Members:
        """With proof and seal made anew, too; ``links`` stand before the audit's own in the chain."""
        return self.signed(sealed_anew(members, key or self.original.key, links), key)

    def changed(self, path: str, change: Change) -> Members:
        """The members with one JSON member changed, and nothing made anew."""
        members = self.original.members
        value = parse_canonical(members[path])
        change(value)
        return {**members, path: canonical_bytes(value)}

    def visited(
        self,
        change: Callable[[list[Event]], Iterable[Event]] = lambda events: events,
        begun: Callable[[VisitBegun], VisitBegun] = lambda begun: begun,
        ended: Callable[[VisitEnded], VisitEnded] = lambda ended: ended,
    ) -> Members:
        """The members with another visit: its archive, index, pages, trace and journal made anew, and sealed."""
        members = self.original.members
        events, was = self.visit.events, self.visit
        store = CaptureStore(self.folder / f"store{self._made}")
        writer = store.begin(begun(was.begun))
        for event in change(list(events)):
            if isinstance(event, Exchange):
                writer.exchanged(event)
            else:
                writer.rendered(event)
        ref = writer.seal(ended(was.ended))
        visit = store.visit(ref.id, digest=ref.digest)
        about = About(title="", unit=UNIT, audit="", created=datetime.now(UTC), software="")
        contents = Contents(about=about, titles=page_titles(self.known(members).facts))
        captured = captured_members(visit, self.folder, contents=contents, unpack=unpacked)
        for member in (*captured.members, *journal_members(visit)):
            members[member.path] = b"".join(member.chunks())
        findings = parse_canonical(members[f"findings/{UNIT}.json"])
        findings["unit"]["capture"] = ref.digest
        members[f"findings/{UNIT}.json"] = canonical_bytes(findings)
        return self.sealed(members)

    @property
    def visit(self) -> Visit:
        """The visit of the package, as the evidence folder holds it."""
        store = CaptureStore(self.original.folder / "evidence")
        (name,) = store.visits()
        return store.visit(name)

    def known(self, members: Members) -> StatedFacts:
        """The facts in the members."""
        with PackageFile(self.written(zipped(members.items()))) as package:
            return facts_in(package)

    def judged(self, members: Members) -> Members:
        """With the findings, and the score, that follow from the facts in the members, sealed and signed."""
        path = f"findings/{UNIT}.json"
        known = self.known(members)
        case = Case(
            plan=load_plan("yunnan-2017"),
            as_of=datetime(2017, 12, 31, tzinfo=UTC).date(),
            unit=known.unit,
            facts=known.facts,
            context=context_of(members["facts/context.json"].decode()),
            elsewhere=known.elsewhere,
        )
        value = parse_canonical(members[path])
        findings = rejudged(case)
        value["findings"] = [parse_canonical(ready_text(row).encode()) for row in finding_rows(findings).rows]
        whole = score(findings)
        value["unit"]["score"] = {name: getattr(whole, name) for name in value["unit"]["score"]}
        return self.sealed({**members, path: canonical_bytes(value)})


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The file of members as they stand."""
    return b"".join(zip_pieces(Member(path, data) for path, data in members))


def about_of(findings: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says of findings."""
    unit, audit = findings["unit"], findings["audit"]
    title = package_title(unit["name"], audit["as_of"])
    return {"unit": unit["unit"], "audit": audit["id"], "title": title}


def told_by(members: Mapping[str, bytes]) -> tuple[dict[str, Any], datetime]:
    """What manifest and signature say of the findings in the members; of what is none, nothing that would be looked at."""
    try:
        findings = parse_canonical(members[f"findings/{UNIT}.json"])
        return about_of(findings), datetime.fromisoformat(findings["audit"]["finished_at"])
    except (KeyError, TypeError, ValueError):
        return {}, datetime(2018, 1, 5, tzinfo=UTC)


def signed_anew(
    members: Mapping[str, bytes],
    key: SigningKey,
    manifested: Mapping[str, Any] | None = None,
    created: datetime | None = None,
) -> Members:
    """Signed with a key; ``manifested`` is said otherwise in the manifest, ``created`` in the signature."""
    content = in_order(
        Member(path, data)
        for path, data in members.items()
        if not path.startswith("signed/") and not path.startswith("datapackage")
    )
    listed = [each.listed() for each in content]
    told, finished = told_by(members)
    about = {**parse_canonical(members["signed/manifest.json"]), **told, "members": listed}
    manifest = canonical_bytes({**about, **(manifested or {})})
    signature = sign_manifest(manifest, key, created or finished)
    closing = close_package(signature, None, key, reason="no timestamp authority is configured")
    made = {
        "signed/manifest.json": manifest, "signed/signature.json": signature, "signed/closing.json": closing,
    }  # fmt: skip
    signed = in_order(Member(path, data) for path, data in made.items())
    package = data_package({**about, **(manifested or {})}, [*listed, *(each.listed() for each in signed)])
    return {
        **{each.path: each.data for each in (*content, *signed)},
        "datapackage.json": package,
        "datapackage-digest.json": data_package_digest(package),
    }


def sealed_anew(members: Mapping[str, bytes], key: SigningKey, links: Sequence[bytes] = ()) -> Members:
    findings = parse_canonical(members[f"findings/{UNIT}.json"])
    findings["audit"]["context"] = digest_of(members["facts/context.json"])
    leaves = [text_leaf(canonical_text(each)) for each in (findings["unit"], *findings["findings"])]
    root = tree_root([audited_leaf(UNIT, leaves)]).hex()
    proof = {
        **parse_canonical(members[f"seals/{UNIT}.proof.json"]),
        "place": 0, "units": 1, "path": [], "leaves": [each.hex() for each in leaves],
    }  # fmt: skip
    seal = {
        "format": "mingcha-seal/1",
        "kind": "audit",
        "key": key.id,
        "sequence": len(links) + 1,
        "previous": digest_of(links[-1]) if links else None,
        "audit": {**findings["audit"], "units": 1, "findings": len(leaves) - 1, "root": root},
        "reviews": {"count": 0, "root": ""},
    }
    return {
        **members,
        f"findings/{UNIT}.json": canonical_bytes(findings),
        f"seals/{UNIT}.proof.json": canonical_bytes(proof),
        "seals/chain.jsonl": b"".join(link + b"\n" for link in (*links, put_in_envelope(seal, [key]))),
    }


@pytest.fixture
def forger(original: Original, tmp_path: Path) -> Forger:
    return Forger(original, tmp_path)
