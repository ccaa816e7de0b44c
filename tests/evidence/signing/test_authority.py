"""Are the same bytes stamped once, and is there a reason where there is no timestamp?"""

from pathlib import Path
from typing import Any

import pytest

from evidence.errors import EvidenceError
from evidence.signing.authority import NONE_CONFIGURED, Authority, stamp
from evidence.signing.timestamps import check_timestamp, read_certificates

DATA = b'{"signatures":[]}'


def test_the_same_bytes_are_stamped_once(authority: Any, tmp_path: Path) -> None:
    roots = read_certificates(authority.root)
    asked = Authority(url=authority.url, roots=roots)
    first = stamp(DATA, asked, kept=tmp_path / "timestamps")
    assert first.reply is not None
    assert check_timestamp(first.reply, DATA, roots).holds
    authority.answer = lambda _: (503, b"")
    assert stamp(DATA, asked, kept=tmp_path / "timestamps") == first
    assert stamp(DATA, None, kept=tmp_path / "timestamps") == first
    assert stamp(DATA + b" ", asked, kept=tmp_path / "timestamps").reason == (
        f"{authority.url} answered with the status 503"
    )


def test_a_kept_reply_that_does_not_fit_is_asked_for_again(
    authority: Any, stranger: Any, tmp_path: Path
) -> None:
    asked = Authority(url=authority.url, roots=read_certificates(authority.root))
    reply = stamp(DATA, asked, kept=tmp_path).reply
    (place,) = tmp_path.glob("*.tsr")
    place.write_bytes(b"changed")
    again = stamp(DATA, asked, kept=tmp_path).reply
    assert again not in {None, reply, b"changed"}
    assert place.read_bytes() == again
    # Whoever trusts other roots is not content with it.
    strict = Authority(url=authority.url, roots=read_certificates(stranger.root))
    assert "signature does not hold" in (stamp(DATA, strict, kept=tmp_path).reason or "")


def test_none_is_a_reason_unless_it_is_demanded(authority: Any) -> None:
    assert stamp(DATA, None).reason == NONE_CONFIGURED
    with pytest.raises(
        EvidenceError, match=r"no timestamp authority is configured; name one with MINGCHA_TSA_URL"
    ):
        stamp(DATA, None, demanded=True)
    authority.answer = lambda _: (200, b"nonsense")
    assert "is no reply" in (stamp(DATA, Authority(url=authority.url)).reason or "")
    with pytest.raises(EvidenceError, match="is no reply"):
        stamp(DATA, Authority(url=authority.url), demanded=True)


def test_a_reply_that_can_t_be_kept_is_told(authority: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EvidenceError, match="can't be kept at"):
        stamp(DATA, Authority(url=authority.url), kept=tmp_path / "file" / "deeper")
