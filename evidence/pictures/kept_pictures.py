"""Which pictures were made before? A folder of PNGs, each known by a digest of all that it was made of.

An export that is made again then has the same bytes, whatever Chromium there is by now, and draws nothing. What stands here
may be deleted: it can be made again from the capture.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin

from evidence.pictures.views import Picture

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
FORMAT = 2
"""Raised when pictures are drawn otherwise, so that those made before are not taken for them."""


class KeptPictures:
    """The pictures under an evidence folder."""

    def __init__(self, root: Path) -> None:
        self._root = root / "pictures"

    def get(self, key: str) -> Picture | None:
        """The picture of a key; None where there is none, or it was damaged."""
        try:
            png = self._path(key).read_bytes()
            if not _is_whole(png):
                return None
            with Image.open(BytesIO(png)) as image:
                image.load()
                told = json.loads(image.info["Mingcha"])
                if told["key"] != key:
                    return None
                return Picture(
                    name=told["name"],
                    png=png,
                    address=told["address"],
                    at=datetime.fromisoformat(told["at"]),
                    what=told["what"],
                    caption=told["caption"],
                )
        except (OSError, KeyError, TypeError, ValueError, SyntaxError):
            return None

    def put(self, key: str, picture: Picture) -> Picture:
        """Keep a picture. What its caption says is written into the PNG, too, for who has nothing but the file.

        Raises:
            OSError: the folder can't be written to.
        """
        told = {
            "key": key,
            "name": picture.name,
            "address": picture.address,
            "at": picture.at.isoformat(),
            "what": picture.what,
            "caption": picture.caption,
        }
        words = PngImagePlugin.PngInfo()
        words.add_itxt("Title", picture.what, lang="zh-CN")
        words.add_itxt("Description", picture.caption, lang="zh-CN")
        words.add_itxt("Source", picture.address)
        words.add_itxt("Mingcha", json.dumps(told, ensure_ascii=False, sort_keys=True))
        packed = BytesIO()
        with Image.open(BytesIO(picture.png)) as image:
            image.convert("RGB").save(packed, "PNG", pnginfo=words, compress_level=7)
        _write_whole(self._path(key), packed.getvalue())
        return Picture(
            name=picture.name,
            png=packed.getvalue(),
            address=picture.address,
            at=picture.at,
            what=picture.what,
            caption=picture.caption,
        )

    def _path(self, key: str) -> Path:
        return self._root / key[:2] / f"{key}.png"


def key_of(parts: Mapping[str, Any]) -> str:
    """The digest (SHA-256, hexadecimal) of all that a picture is made of, given as JSON."""
    told = json.dumps({"format": FORMAT, **parts}, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _is_whole(png: bytes) -> bool:
    """Whether a PNG has every chunk, each as its check sum says. Pillow is not asked: other libraries may have told it,
    for the whole process, to make do with images that were cut off.
    """
    at, kind = len(_SIGNATURE), b""
    while png.startswith(_SIGNATURE) and at + 12 <= len(png) and kind != b"IEND":
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        end = at + 8 + length
        if zlib.crc32(png[at + 4 : end]) != int.from_bytes(png[end : end + 4]):
            return False
        at = end + 4
    return kind == b"IEND" and at == len(png)


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file that is whole, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
