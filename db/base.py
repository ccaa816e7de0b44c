"""How do the values of the domain stand in a column, alike on SQLite and PostgreSQL?"""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

E = TypeVar("E", bound=StrEnum)

# Every constraint has a name, since a constraint without one can't be altered on all databases.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite makes a rowid only of INTEGER; PostgreSQL draws a number for every upsert, so 32 bits would run out.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """The store's tables."""

    metadata = MetaData(naming_convention=NAMING)


def clean(text: str) -> str:
    """A portal's text without what a database can't hold: NUL characters and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def digest(*parts: object) -> bytes:
    """16 bytes that stand for the parts in a unique key: portals send texts too long for an index."""
    joined = "\x00".join("" if part is None else clean(str(part)) for part in parts)
    return blake2b(joined.encode(), digest_size=16).digest()


class CleanText(TypeDecorator[str]):
    """Text that portals sent, without NUL characters and lone surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - signature
        """Clean on the way in."""
        return None if value is None else clean(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in, UTC out. SQLite keeps it without a zone, so the zone is UTC by this type alone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """``timestamptz`` on PostgreSQL."""
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: nobody can say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value!r} has no time zone; pass an aware datetime"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """UTC out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The same for many rows: a crawl sees thousands of postings at few moments, each read once."""
        read = super().result_processor(dialect, coltype)
        return lru_cache(maxsize=1 << 12)(read) if read else None


class Word(TypeDecorator[E]):
    """A ``StrEnum`` as its string, so that a new member needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__(length=32)
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The member's string; a string that is no member is refused."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:  # noqa: ARG002
        """The member."""
        return None if value is None else self.kind(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The same for many rows, each word read once."""
        read = super().result_processor(dialect, coltype)
        return cache(read) if read else None
