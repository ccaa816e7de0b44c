"""With which key are the audits of a database sealed, when is one made, and who says at what moment a package was there?"""

from pathlib import Path

from db.database import Database
from evidence.errors import EvidenceError
from evidence.seals.seal import require_key
from evidence.signing.authority import Authority
from evidence.signing.keys import SigningKey, load_or_create_signing_key, load_signing_key
from evidence.signing.timestamps import read_certificates
from jobs.errors import UsageError
from jobs.settings import Settings


def key_path(settings: Settings, database: Database) -> Path | None:
    """Where the key is: as set, else beside an SQLite file; None where neither is."""
    if settings.signing_key:
        return Path(settings.signing_key)
    if not database.is_sqlite or database.is_in_memory:
        return None
    file = Path(str(database.url.database))
    return file.with_name(f"{file.name}-signing-key.pem")


def signing_key(settings: Settings, database: Database) -> SigningKey | None:
    """The key that seals the next audit of a database; None where none is named. Made with the first audit.

    Raises:
        EvidenceError: it can't be used, is not the one that the chain goes on with, or is missing while there is a chain.
        StoreError: the database can't be used.
    """
    path = key_path(settings, database)
    if path is None:
        return None
    head = database.last_seal()
    if head is not None and not path.exists():
        raise EvidenceError(
            f"the audits of this database are sealed, and the key is not at {path}",
            "put it there, name it with MINGCHA_SIGNING_KEY, or, where it is lost, begin with another:"
            " mingcha key change FILE --old-key-lost",
        )
    key = load_signing_key(path) if head is not None else load_or_create_signing_key(path)
    require_key(key, head)
    return key


def timestamp_authority(settings: Settings) -> Authority | None:
    """The timestamp authority that is set, if any.

    Raises:
        EvidenceError: its certificates can't be read.
        UsageError: there are certificates and no address.
    """
    if settings.tsa_url is None:
        if settings.tsa_certificates is not None:
            raise UsageError("MINGCHA_TSA_CERTIFICATES is set without MINGCHA_TSA_URL; set both, or neither")
        return None
    roots = read_certificates(Path(settings.tsa_certificates)) if settings.tsa_certificates else ()
    return Authority(url=settings.tsa_url, roots=roots)
