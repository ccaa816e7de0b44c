"""Is the phrase a standing duty with no due date? 全年工作, 长期坚持, 持续推进; 实时更新 also bounds how old things may be."""

import re
from collections.abc import Iterator
from typing import Final

from audit_rules.deadlines.filler import standing_clause
from audit_rules.deadlines.frame import Frame, Part, Read
from domain.deadlines import DeadlineKind

FRESH_WITHIN: Final = 14
"""Days within which what is to be kept up to date at once (实时) must show something new: the project's own reading.

No text says what 实时 comes to in days; the strictest bound that a national norm sets for any column is two weeks (动态、要闻类
栏目, 国办发〔2015〕15号 第一次全国政府网站普查评分表).
"""

_DOING: Final = "工作|任务|性工作|落实|实施|推进|坚持|持续推进|开展|执行|公开|更新|进行"
_END: Final = "(?=$|[、,;。和及与并])"
_STANDING: Final = re.compile(
    rf"(?:\d{{4}}年度?|今年|本年度?)?(?:贯穿全年|全年度?|常年)(?:持续|{_DOING})*(?![内末底终前后结])|年度(?:工作|任务|性工作)?{_END}|"
    rf"(?:并|且)?(?:长期|长效)(?:{_DOING})?|(?:并|且)?(?:持续|不断|常态化)(?:{_DOING})|常态化?(?:工作)?|经常性工作|日常工作|常抓不懈|\d{{4}}年度(?:工作)?{_END}"
)
_FRESH: Final = re.compile(
    r"(?:做到|保持|并)?(?:实时|即时)(?:动态)?(?:更新|公开|公布|发布|公示|录入|上传|上网|推送|调整)(?:和(?:更新|公开|公布|发布))?|"
    r"(?:每日|每天|每个?工作日|逐日|按日)(?:动态)?(?:更新|公开|公布|发布)"
)
_CLAUSE: Final = re.compile("[^,;。、]*")


def continuous(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """A continuous deadline has no due dates; after a date, a clause that only asks to go on is one too (并及时更新)."""
    if match := _STANDING.match(text, pos):
        yield Part(kind=DeadlineKind.CONTINUOUS), match.end()
    if match := _FRESH.match(text, pos):
        note = f"“{match[0]}”没有到期日；网页只显示日期，按最新内容不早于{FRESH_WITHIN}日核对"
        yield Part(kind=DeadlineKind.CONTINUOUS, notes=(note,), fresh_within=FRESH_WITHIN), match.end()
    clause = _CLAUSE.match(text, pos)
    if frame.after and clause and standing_clause(clause[0]):
        yield Part(kind=DeadlineKind.CONTINUOUS), clause.end()
