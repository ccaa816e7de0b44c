"""Do the members that vouch for a package hold, the same each time, and say why there is no timestamp?"""

from datetime import UTC, datetime
from pathlib import Path

from evidence.signing.authority import NONE_CONFIGURED, Authority
from evidence.signing.keys import load_or_create_signing_key
from evidence.signing.package_signature import check_closing, check_signature
from jobs.evidence_signing import UNREACHED, signer

CREATED = datetime(2018, 1, 5, 2, tzinfo=UTC)
MANIFEST = b'{"resources":[]}'


def test_the_members_hold_and_say_why_there_is_no_timestamp(tmp_path: Path) -> None:
    key = load_or_create_signing_key(tmp_path / "key.pem")
    # Nobody listens on the port of the discard service.
    silent = Authority(url="http://127.0.0.1:9/")
    for authority, reason in ((None, NONE_CONFIGURED), (silent, UNREACHED)):
        made = signer(key, authority, created=CREATED, kept_in=tmp_path)
        signature, closing = made.sign(MANIFEST)
        assert made.sign(MANIFEST) == (signature, closing)
        assert (made.note is None) == (authority is None)
        signed, closed = (signature.data, closing.data)
        assert check_signature(signed, MANIFEST, {key.id}).holds
        check = check_closing(closed, signed, None, {key.id})
        assert (check.holds, check.no_timestamp) == (True, reason)
