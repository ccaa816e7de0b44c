"""By which plan and which vocabulary was judged, word for word, whatever became of the files since?"""

import hashlib
import zlib

from sqlalchemy import Connection, select

from db.errors import StoreError
from db.store import Store
from db.tables.judged_by import JudgedByRow, SourceKind
from db.upserts import insert_new

_MOST = 64 * 1024 * 1024
"""Bytes of one version: far above what plans and vocabularies may have."""


def keep_judged_by(store: Store, kind: SourceKind, data: bytes) -> str:
    """Keep a version, unless it is there already; returns its digest, ``sha256:…`` of the bytes.

    Raises:
        StoreError: the database can't be used.
    """
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    known = select(JudgedByRow.digest).where(JudgedByRow.kind == kind, JudgedByRow.digest == digest)
    with store.read() as connection:
        if connection.scalar(known) is not None:
            return digest
    row = {"kind": kind, "digest": digest, "packed": zlib.compress(data, 9)}
    with store.write() as connection:
        insert_new(connection, JudgedByRow, [row], identity=("kind", "digest"))
    return digest


def keep_within(connection: Connection, kind: SourceKind, data: bytes) -> str:
    """The same within a transaction that stores more with it."""
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    row = {"kind": kind, "digest": digest, "packed": zlib.compress(data, 9)}
    insert_new(connection, JudgedByRow, [row], identity=("kind", "digest"))
    return digest


def load_judged_by(store: Store, kind: SourceKind, digest: str) -> bytes | None:
    """The bytes of a version; None where none of this digest was kept.

    Raises:
        StoreError: what is stored is not what was kept, or the database can't be used.
    """
    query = select(JudgedByRow.packed).where(JudgedByRow.kind == kind, JudgedByRow.digest == digest)
    with store.read() as connection:
        packed: bytes | None = connection.scalar(query)
    if packed is None:
        return None
    try:
        data = zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        data = b""
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != digest:
        raise StoreError(
            f"the {kind} {digest} in the database is not the one that was kept",
            "it was changed by hand or the file is damaged; restore the database from a backup",
        )
    return data
