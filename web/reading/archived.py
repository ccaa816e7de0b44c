"""What is kept of the visit that a finding rests on, and if nothing can be shown, why not?"""

from enum import StrEnum

from db.captured_visits import capture_forgotten, load_captures
from db.database import Database
from evidence.captures.errors import CaptureError
from evidence.captures.store import CaptureStore
from evidence.pictures.captured_pages import CapturedAnswer, CapturedPages
from web.settings import ConsoleSettings


class NotShown(StrEnum):
    """Why a page is not shown; none of it says anything of the unit."""

    NO_FOLDER = "控制台未配置证据目录，无法显示留存的网页。请系统管理员用 --evidence 指明核查所用的证据目录。"
    NOT_KEPT = "本次核查没有留存这个单位的网页（核查时未配置证据目录）。"
    FORGOTTEN = "这次巡查留存的网页已按保存期限清理。"
    UNREADABLE = "留存的网页无法读取，或与封存时不一致。请系统管理员核对证据目录，或从备份恢复；控制台不显示不一致的内容。"
    NO_PAGE = "此项依据不是网页（登记事项、探测记录等），没有留存的网页。"
    NOT_VISITED = "本次巡查没有打开这个网页，没有留存。"
    NO_ANSWER = "本次巡查未能打开这个网页，没有留存内容。"
    PACKED = "留存内容的压缩格式无法还原，不能显示；证据包中仍有原样数据。"


def archive_of(settings: ConsoleSettings, database: Database, reach: str) -> CapturedPages | NotShown:
    """The pages of the visit that a portal's reach (``obs:reach/CRAWL/UNIT``) tells of."""
    ref = load_captures(database, [reach]).get(reach)
    if ref is None:
        forgotten = capture_forgotten(database, reach) is not None
        return NotShown.FORGOTTEN if forgotten else NotShown.NOT_KEPT
    if settings.evidence is None or settings.unpack is None:
        return NotShown.NO_FOLDER
    try:
        visit = CaptureStore(settings.evidence).visit(ref.id, digest=ref.digest)
        return CapturedPages(visit.events, journal=ref.digest, unpack=settings.unpack)
    except CaptureError:
        return NotShown.UNREADABLE


def answer_of(archive: CapturedPages, address: str) -> CapturedAnswer | NotShown:
    """What an address gave in that visit."""
    try:
        found = archive.answer(address)
        if found is not None:
            return NotShown.PACKED if found.body is None else found
        return NotShown.NOT_VISITED if archive.failure(address) is None else NotShown.NO_ANSWER
    except CaptureError:
        return NotShown.UNREADABLE
