"""What stands in the console's menu, and for whom?"""

from dataclasses import dataclass

from domain.accounts import Permission
from web.security.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the menu, for who has one of the permissions; for everybody where there are none."""

    label: str
    path: str
    permissions: frozenset[Permission]


_P = Permission
_SEES = frozenset({_P.SEE_ALL})
_ENTRIES = (
    Entry(label="总览", path="/", permissions=_SEES),
    Entry(label="我的单位", path="/my", permissions=frozenset({_P.SEE_OWN})),
    Entry(label="单位", path="/units", permissions=_SEES),
    Entry(label="任务", path="/tasks", permissions=_SEES),
    Entry(label="日历", path="/calendar", permissions=frozenset({_P.SEE_ALL, _P.SEE_OWN})),
    Entry(label="待办", path="/queue", permissions=frozenset({_P.REVIEW})),
    Entry(label="复核", path="/reviews", permissions=_SEES),
    Entry(label="申诉", path="/objections", permissions=frozenset({_P.SEE_ALL, _P.SEE_OWN})),
    Entry(label="备案", path="/filings", permissions=frozenset({_P.SEE_ALL, _P.SEE_OWN})),
    Entry(label="核查", path="/audits", permissions=_SEES),
    Entry(label="运行与导出", path="/orders", permissions=frozenset({_P.SEE_ALL, _P.SEE_OWN})),
    Entry(label="名录", path="/registry", permissions=frozenset({_P.SEE_ALL})),
    Entry(label="方案", path="/plans", permissions=_SEES),
    Entry(label="同义词", path="/vocabulary", permissions=frozenset({_P.SEE_ALL})),
    Entry(label="账号", path="/accounts", permissions=frozenset({_P.MANAGE_ACCOUNTS})),
    Entry(label="操作日志", path="/log", permissions=frozenset({_P.READ_LOG})),
)


def entries(visitor: Visitor) -> tuple[Entry, ...]:
    """The entries that lead a visitor somewhere."""
    if visitor.account.must_change_password:
        return ()
    return tuple(
        entry
        for entry in _ENTRIES
        if not entry.permissions or any(visitor.may(one) for one in entry.permissions)
    )
