"""What does the console need to know before it serves?"""

from dataclasses import dataclass
from pathlib import Path

from db.database import Database
from evidence.pictures.captured_pages import Unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """The OpenID Connect provider by which people may sign in."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSettings:
    """What the console shows, and how it is reached.

    ``https`` says that browsers reach it over https (through a proxy): cookies are then sent over nothing else. ``hosts`` are the
    names it answers to, all where there are none. ``upload_bytes`` bounds a request with a file. ``exports`` is where
    workers put the files that were ordered. ``unpack`` undoes content codings of what was fetched, as the crawler does; without
    it no archived page is shown.
    """

    database: Database
    evidence: Path | None = None
    https: bool = False
    hosts: tuple[str, ...] = ()
    upload_bytes: int = 25_000_000
    exports: Path | None = None
    oidc: OidcSettings | None = None
    unpack: Unpack | None = None
