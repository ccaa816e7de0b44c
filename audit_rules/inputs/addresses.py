"""Is a portal's address well formed, and is it known to be another body's? One address belongs to one unit."""

import ipaddress
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from audit_rules.bundled import WRONG_ADDRESSES

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class WrongAddress(BaseModel):
    """An address that registries are known to have given to the wrong unit.

    ``host`` stands for itself, with and without ``www.``, and for every name under it. ``owner`` is whose it
    is; units whose name holds one of ``owner_names`` may register it, everyone when it is nobody's (a mirror).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: Text
    owner: Text
    owner_names: tuple[Text, ...] = ()
    mistaken_for: Text | None = None
    right: Text | None = None
    reason: Text


@lru_cache(maxsize=4)
def load_wrong_addresses(path: Path = WRONG_ADDRESSES) -> tuple[WrongAddress, ...]:
    """The known wrong addresses (data of the project; a broken file is a programming error and raises)."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(WrongAddress.model_validate(entry) for entry in entries)


def address_fault(url: str) -> str | None:
    """Why this is not the address of a web site, or None when it is."""
    if any(char.isspace() for char in url):
        return "it holds white space"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in {"http", "https"}:
        return "it does not begin with http:// or https://"
    if parts.username is not None or parts.password is not None:
        return "it holds a user name or a password"
    if port == 0:
        return "port 0 is no port"
    return (
        None
        if _is_host(parts.hostname or "")
        else f"{parts.hostname or 'an empty name'!r} is not a host name"
    )


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.rstrip(".").split(".")
        sound = all(label and len(label) <= 63 and not label.startswith("-") for label in labels)
        allowed = all(char.isalnum() or char in "-_" for label in labels for char in label)
        return host == "localhost" or (len(labels) >= 2 and sound and allowed and not labels[-1].isdigit())
    return True


def address_key(url: str) -> str:
    """What makes two addresses one: host without ``www.``, port, path; the scheme does not count."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    standard = {None, 80, 443}
    port = "" if parts.port in standard else f":{parts.port}"
    path = parts.path.rstrip("/")
    for name in ("/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.php", "/index.aspx"):
        path = path.removesuffix(name)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{path}{query}"


def wrong_address(url: str, names: tuple[str, ...], known: tuple[WrongAddress, ...]) -> WrongAddress | None:
    """The known error that registering this address for a unit of these names would repeat, or None."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    for entry in known:
        bare = entry.host.removeprefix("www.")
        if host != bare and not host.endswith(f".{bare}"):
            continue
        if not any(owner in name for owner in entry.owner_names for name in names):
            return entry
    return None
