"""Who did what, to what, when, and from where?"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from casework.accounts.action_words import ACTION_WORDS
from casework.accounts.log import entries
from domain.accounts import LogEntry, Permission
from evidence.office.plain_text import plain_line
from web.api.answers import API_V1, with_table
from web.api.asked import Listed, Name
from web.api.listing import Listing, Page, answer
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["log"])


class LogAsked(Listed):
    """Which entries are asked for."""

    login: Name | None = Field(None, description="Of one account only.")
    action: Name | None = Field(None, description="One action only, such as `review.add`.")
    object: Name | None = Field(None, description="One object only, `unit:czt`; with `unit:` all of a kind.")


class ShownEntry(BaseModel):
    """One entry of the log; none is ever changed."""

    id: int = Field(title="编号")
    at: datetime = Field(title="时间")
    login: str = Field(title="账号", description="Empty where nobody known did it.")
    action: str = Field(title="操作代码")
    action_word: str = Field(title="操作")
    object: str = Field(title="对象")
    detail: dict[str, Any] = Field(title="详情")
    address: str | None = Field(title="地址")


@router.get("/log", response_model=Page[ShownEntry], responses=with_table())
def log(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.READ_LOG)],
    asked: Annotated[LogAsked, Query()],
) -> Any:
    """The log, the newest first."""
    listing: Listing[LogEntry, ShownEntry] = Listing(
        name="log",
        model=ShownEntry,
        places=(int,),
        read=lambda after, limit: entries(
            database,
            login=asked.login.casefold() if asked.login else None,
            action=asked.action,
            object=asked.object,
            before_id=after[0] if after else None,
            limit=limit,
        ),
        place=lambda row: (row.id,),
        shown=lambda rows: [_entry(row) for row in rows],
    )
    return answer(request, asked, listing)


def _entry(entry: LogEntry) -> ShownEntry:
    return ShownEntry(
        id=entry.id,
        at=entry.at,
        login=entry.login,
        action=entry.action,
        action_word=ACTION_WORDS.get(entry.action, entry.action),
        object=plain_line(entry.target),
        detail=dict(entry.detail),
        address=entry.address,
    )
