"""Which two files tell a viewer what is in the package? Both follow from the manifest and the other members (WACZ 1.1.1).

They are no part of what is signed: who has the signed members can write them again, and compare.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

VERSION = "1.1.1"
DATA_PACKAGE = "datapackage.json"
DIGEST = "datapackage-digest.json"


def data_package(about: Mapping[str, Any], listed: Iterable[Mapping[str, Any]]) -> bytes:
    """``datapackage.json``.

    Args:
        about: what the manifest says of the package as a whole: ``title``, ``created``, ``software``, ``main_page``.
        listed: every other member but the digest's, in order (``members.listing``).
    """
    value = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": about["title"],
        "created": about["created"],
        "software": about["software"],
        **(
            {"mainPageURL": about["main_page"]["url"], "mainPageDate": about["main_page"]["at"]}
            if about["main_page"]
            else {}
        ),
        # Tools that check Data Packages would else guess by its words what a file of the plan is.
        "resources": [{**each, "type": "file"} for each in listed],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def data_package_digest(package: bytes) -> bytes:
    """``datapackage-digest.json``, which names the digest of the other one."""
    value = {"path": DATA_PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    return f"{json.dumps(value, indent=1)}\n".encode()
