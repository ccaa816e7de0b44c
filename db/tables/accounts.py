"""Who works with the console, who is signed in, and what did everybody do?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.accounts import Role


class AccountRow(Base):
    """One person's account; never deleted. ``password`` is an argon2 hash, NULL where only a provider signs in."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("login"),
        UniqueConstraint("oidc_subject"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(CleanText)
    role: Mapped[Role] = mapped_column(Word(Role))
    unit_id: Mapped[str | None] = mapped_column(CleanText)
    password: Mapped[str | None] = mapped_column(String(256))
    must_change_password: Mapped[bool] = mapped_column(server_default=false())
    disabled: Mapped[bool] = mapped_column(server_default=false())
    oidc_subject: Mapped[str | None] = mapped_column(String(256))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SessionRow(Base):
    """Somebody signed in; deleted when it ends. ``token`` is the SHA-256 of what the browser holds."""

    __tablename__ = "sessions"
    __table_args__ = (
        UniqueConstraint("token"),
        Index("ix_sessions_account_id", "account_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token: Mapped[bytes] = mapped_column(LargeBinary(32))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    address: Mapped[str | None] = mapped_column(CleanText)


class ApiTokenRow(Base):
    """A key of a program. ``token`` is the SHA-256 of it, ``hint`` its first characters."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        UniqueConstraint("token"),
        Index("ix_api_tokens_account_id", "account_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token: Mapped[bytes] = mapped_column(LargeBinary(32))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(CleanText)
    hint: Mapped[str] = mapped_column(String(16))
    read_only: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInFailureRow(Base):
    """Failed sign-ins at one login or from one address. ``key`` digests which: unknown logins count alike."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_forget_at", "forget_at"),)

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    failures: Mapped[int]
    lockouts: Mapped[int]
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forget_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ActionRow(Base):
    """One thing that somebody did, as it was done: triggers of the migration refuse every change."""

    __tablename__ = "action_log"
    __table_args__ = (
        Index("ix_action_log_at", "at"),
        Index("ix_action_log_login_id", "login", "id"),
        Index("ix_action_log_action_id", "action", "id"),
        Index("ix_action_log_object_id", "object", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    login: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(256))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    address: Mapped[str | None] = mapped_column(CleanText)
