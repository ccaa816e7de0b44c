"""Is the timestamp authority taken from the settings, and half a setting refused?"""

from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.signing.authority import Authority
from jobs.errors import UsageError
from jobs.settings import Settings, load_settings
from jobs.signing import timestamp_authority


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name in ("MINGCHA_TSA_URL", "MINGCHA_TSA_CERTIFICATES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"MINGCHA_TSA_{name.upper()}", value)
    return load_settings()


def test_an_authority_is_what_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert timestamp_authority(settings(monkeypatch)) is None
    assert timestamp_authority(settings(monkeypatch, url="http://tsa/")) == Authority(url="http://tsa/")
    with pytest.raises(UsageError, match="without MINGCHA_TSA_URL"):
        timestamp_authority(settings(monkeypatch, certificates=str(tmp_path / "roots.pem")))
    with pytest.raises(EvidenceError, match="MINGCHA_TSA_CERTIFICATES"):
        timestamp_authority(
            settings(monkeypatch, url="http://tsa/", certificates=str(tmp_path / "roots.pem"))
        )
