"""Who works with the console, in which role, and what may each role do?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What an account is for (角色)."""

    ADMIN = "admin"  # 系统管理员
    LEAD = "lead"  # 负责人
    INSPECTOR = "inspector"  # 核查员
    CONTACT = "contact"  # 单位联络员, bound to one unit
    VIEWER = "viewer"  # 查阅人员


class Permission(StrEnum):
    """What somebody may do. Every route of the console names the ones that open it."""

    SEE_ALL = "see_all"
    SEE_OWN = "see_own"
    REVIEW = "review"
    APPROVE = "approve"
    EXPORT = "export"
    ORDER_AUDIT = "order_audit"
    ORDER_REAUDIT = "order_reaudit"
    OBJECT = "object"
    FILE_ADDRESS = "file_address"
    EDIT_REGISTRY = "edit_registry"
    EDIT_PLAN = "edit_plan"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_LOG = "read_log"


_P = Permission

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMIN: frozenset(
            {_P.SEE_ALL, _P.ORDER_AUDIT, _P.EDIT_REGISTRY, _P.EDIT_PLAN, _P.MANAGE_ACCOUNTS, _P.READ_LOG}
        ),
        Role.LEAD: frozenset(
            {
                _P.SEE_ALL, _P.REVIEW, _P.APPROVE, _P.EXPORT, _P.ORDER_AUDIT, _P.ORDER_REAUDIT,
                _P.FILE_ADDRESS, _P.EDIT_REGISTRY, _P.EDIT_PLAN, _P.READ_LOG,
            }
        ),
        Role.INSPECTOR: frozenset({_P.SEE_ALL, _P.REVIEW, _P.APPROVE, _P.EXPORT, _P.ORDER_REAUDIT}),
        Role.CONTACT: frozenset({_P.SEE_OWN, _P.OBJECT, _P.FILE_ADDRESS, _P.ORDER_REAUDIT}),
        Role.VIEWER: frozenset({_P.SEE_ALL}),
    }
)  # fmt: skip
"""What each role may do. Who keeps the accounts decides nothing about findings: admins neither review nor approve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's account. ``unit_id`` is set for contacts and for nobody else.

    ``login`` is lower-case and names the account for ever; accounts are disabled, never deleted, since the log and
    reviews refer to them. ``oidc_subject`` is how an OIDC provider calls the person, None where it does not.
    """

    id: int
    login: str
    name: str
    role: Role
    unit_id: str | None = None
    disabled: bool = False
    must_change_password: bool = False
    oidc_subject: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the account's role has a permission; a disabled account has none."""
        return not self.disabled and permission in PERMISSIONS[self.role]

    def sees(self, unit_id: str) -> bool:
        """Whether the account may see what concerns a unit."""
        return self.may(Permission.SEE_ALL) or (
            self.may(Permission.SEE_OWN) and self.unit_id is not None and self.unit_id == unit_id
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody's being signed in, from sign-in to its end. Moments are aware."""

    id: int
    account: Account
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A key with which programs act for an account. Only its hash is kept; ``hint`` are its first characters."""

    id: int
    account_id: int
    name: str
    hint: str
    read_only: bool
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    def usable(self, now: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing that somebody did (操作日志). ``login`` is empty for what nobody known did.

    ``target`` names what it was done to (``account:wangfang``, ``finding:812``); ``detail`` is a JSON object.
    """

    id: int
    at: datetime
    account_id: int | None
    login: str
    action: str
    target: str
    detail: Mapping[str, object]
    address: str | None
