"""Which columns does a table's header row name?"""

import re
from collections.abc import Sequence
from enum import StrEnum

from drafting.documents import Cell, Row
from drafting.wording import bare

_SHORTEST_HEADER = 3


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"  # 序号
    TASK = "task"  # 工作任务, 重点任务: headings over the duties
    TEXT = "text"  # 具体要求, 工作内容: the duties
    LEAD = "lead"  # 牵头单位, 责任单位
    SUPPORT = "support"  # 配合单位
    DEADLINE = "deadline"  # 完成时限
    OTHER = "other"  # 备注, and what the header does not name


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"^(?:序号|编号|项次|序|No\.?|任务序号)$", re.IGNORECASE)),
    (Role.SUPPORT, re.compile(r"(?:配合|协办|参与|参加|协同|会办|协助)(?:落实)?(?:单位|部门)|协办$")),
    (
        Role.LEAD,
        re.compile(
            r"(?:牵头|责任|主办|承办|落实|负责|实施|主责|承担).{0,4}(?:单位|部门|主体|处室|科室)|^(?:单位|部门)$"
        ),
    ),
    (Role.DEADLINE, re.compile(r"时限|时间|期限|进度|时间节点|时序")),
    (
        Role.TEXT,
        re.compile(
            r"(?:具体|主要|工作|任务|公开|目标).{0,2}(?:要求|内容|措施|事项|举措|目标)|^(?:内容|要求|具体任务|目标任务|落实措施|工作举措|任务要求)$"
        ),
    ),
    (Role.TASK, re.compile(r"任务|项目|类别|分类|领域|重点工作|工作重点|工作要点|要点|事项|方面|版块|板块")),
    (Role.OTHER, re.compile(r"^(?:备注|说明|附注)$")),
)


def role_of(name: str) -> Role | None:
    """The role that a header cell names, or None."""
    squeezed = bare(name)
    if not squeezed or len(squeezed) > 20:
        return None
    return next((role for role, pattern in _ROLES if pattern.search(squeezed)), None)


def read_header(row: Row) -> tuple[Role | None, ...] | None:
    """The roles that a header row names, one a column (None where nothing is named); None when it is no header."""
    cells = row.cells
    roles: list[Role | None] = [role_of(cell.text) for cell in cells]
    named = {role for role in roles if role is not None}
    filled = [cell for cell in cells if cell.text and not cell.left]
    own = [role for role, cell in zip(roles, cells, strict=True) if role is not None and not cell.left]
    if len(own) < _SHORTEST_HEADER or len(own) < len(filled) - 1:
        return None
    if not named & {Role.TASK, Role.TEXT} or not named & {Role.LEAD, Role.DEADLINE}:
        return None
    if Role.TEXT not in named:  # 序号, 重点任务, 责任单位: the last heading column holds the duties
        last = max(column for column, role in enumerate(roles) if role is Role.TASK)
        first = next(column for column in range(last, -1, -1) if column == 0 or not cells[column].left)
        roles[first : last + 1] = [Role.TEXT] * (last + 1 - first)
    return tuple(roles)


def joined_header(upper: Sequence[Role | None], row: Row) -> tuple[Role | None, ...] | None:
    """The header that a second header row makes more exact (责任单位 over 牵头单位 and 配合单位), or None."""
    cells: Sequence[Cell] = row.cells
    if len(cells) != len(upper) or not any(cell.above or not cell.text for cell in cells):
        return None
    own = [role_of(cell.text) for cell in cells if cell.text and not cell.above and not cell.left]
    if not own or None in own:
        return None
    return tuple(
        old if cell.above or not cell.text else role_of(cell.text)
        for old, cell in zip(upper, cells, strict=True)
    )
