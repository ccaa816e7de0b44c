"""In which condition is each duty, and what is the right verdict? The one table that the truth file follows from.

A condition is true of the generated pages because they were written so; the verdict is what the project's principles
say of it. Nothing here asks the crawler, the readers or the rules.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.findings import Outcome, Timeliness


class Condition(StrEnum):
    """The condition of one duty on the pages."""

    FULFILLED = "fulfilled"
    IN_BAND = "in_band"
    LATE = "late"
    MISSING = "missing"
    BLANK = "blank"
    STALE = "stale"
    GAP = "gap"
    TOO_FEW = "too_few"
    LACKING = "lacking"
    EXCUSED = "excused"
    UNDATED = "undated"
    UNDATED_STANDING = "undated_standing"
    UNDATED_FRESH = "undated_fresh"
    ENOUGH = "enough"
    FRESH = "fresh"
    NO_NORMS = "no_norms"
    MARK_UNSEEN = "mark_unseen"
    DETAIL_UNSEEN = "detail_unseen"
    UNSORTED = "unsorted"
    OTHER_NAME = "other_name"
    NOT_ON_HOME = "not_on_home"
    SUCCEEDED = "succeeded"
    SUCCEEDED_LATE = "succeeded_late"
    UNPAIRED = "unpaired"
    NOTHING_OWED = "nothing_owed"
    COLUMN_UNREADABLE = "column_unreadable"
    SEARCH_CLOSED = "search_closed"
    HOST_UNREADABLE = "host_unreadable"
    NO_PORTAL = "no_portal"
    FILED_RIGHT = "filed_right"
    FILED_DEAD = "filed_dead"
    FILED_OTHER = "filed_other"
    NOT_FILED = "not_filed"
    PAST = "past"
    NOT_DUE = "not_due"
    NO_HISTORY = "no_history"
    EVENT_UNKNOWN = "event_unknown"
    MANUAL = "manual"
    WITHIN = "within"
    NEAR = "near"
    OVER = "over"
    UNSURE = "unsure"
    NO_COLUMNS = "no_columns"
    HOME_BEHIND = "home_behind"
    DEAD_LINKS = "dead_links"
    DOUBTFUL_LINKS = "doubtful_links"
    UNANSWERED = "unanswered"
    LETTERS_UNKNOWN = "letters_unknown"
    OUT_OF_FORCE = "out_of_force"
    UNTOLD = "untold"
    MET_BY_OTHER = "met_by_other"
    FILED_IN_TIME = "filed_in_time"
    FILED_ONLY = "filed_only"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The right verdict; ``timeliness`` None is not compared."""

    outcome: Outcome
    timeliness: Timeliness | None
    why: str
    warning: bool = False


RIGHT: dict[Condition, Right] = {
    Condition.FULFILLED: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="按时公开，页面可证"
    ),
    Condition.IN_BAND: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="公开日介于两种起算口径之间，不作逾期"
    ),
    Condition.LATE: Right(outcome=Outcome.PASSED, timeliness=Timeliness.LATE, why="已公开，但晚于期限"),
    Condition.MISSING: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="全站可读，确无此内容"
    ),
    Condition.BLANK: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="栏目可读而无内容"),
    Condition.STALE: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="栏目长期未更新"),
    Condition.GAP: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="列表读全，有周期缺失"),
    Condition.TOO_FEW: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="列表读全，数量不足"),
    Condition.LACKING: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="栏目可读，缺要素"),
    Condition.EXCUSED: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="网上未见，但方案写明可另处公开或当年可以没有",
    ),
    Condition.UNDATED: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.UNKNOWN, why="已公开而无日期，不能断定是否按时"
    ),
    Condition.UNDATED_FRESH: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="列表和正文均无日期，不能断定是否更新"
    ),
    Condition.ENOUGH: Right(outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="页面可证"),
    Condition.FRESH: Right(outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="更新及时"),
    Condition.MARK_UNSEEN: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="页脚缺一项标识，可能由脚本输出，不能断定没有",
    ),
    Condition.DETAIL_UNSEEN: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="页面未见的细目可能在附件里"
    ),
    Condition.UNSORTED: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="栏目不分子栏目，信息正文可能涵盖所缺内容",
    ),
    Condition.OTHER_NAME: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="同类文件用了别的名称，是否就是所要的须人工看",
    ),
    Condition.SUCCEEDED: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="承继单位的网站上没有，不能证明当年没有"
    ),
    Condition.SUCCEEDED_LATE: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.UNKNOWN, why="承继单位的网站上有，日期不能证明当年迟了"
    ),
    Condition.NOT_ON_HOME: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="栏目在而首页未见入口，入口可能是图片"
    ),
    Condition.UNPAIRED: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="未见配套内容，可能不需要或在别处"
    ),
    Condition.NOTHING_OWED: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="没有须配套的内容"
    ),
    Condition.NO_NORMS: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.UNKNOWN, why="页面无规范要求的标签和页脚要素"
    ),
    Condition.UNDATED_STANDING: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="有内容，全年工作不论先后"
    ),
    Condition.COLUMN_UNREADABLE: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="栏目打不开或不许抓取，抓不到不等于没公开",
    ),
    Condition.SEARCH_CLOSED: Right(
        outcome=Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        why="站内搜索程序用不了，又没有网站地图，找不到不等于没有",
    ),
    Condition.HOST_UNREADABLE: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="网站不可读，抓不到不等于没公开"
    ),
    Condition.NO_PORTAL: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="名册中没有门户网站地址，无从查看"
    ),
    Condition.FILED_RIGHT: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.UNKNOWN, why="备案地址即该专栏，何日备案不在网上"
    ),
    Condition.FILED_DEAD: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="备案地址打不开（404）"
    ),
    Condition.FILED_OTHER: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="备案地址不是该专栏"
    ),
    Condition.NOT_FILED: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="未登记备案地址"
    ),
    Condition.PAST: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="期限早于方案印发"
    ),
    Condition.NOT_DUE: Right(outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="尚未到期"),
    Condition.NO_HISTORY: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="只巡查过一次，无从比对"
    ),
    Condition.EVENT_UNKNOWN: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="时限自有关事件起算，起算日未登记"
    ),
    Condition.WITHIN: Right(outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="低于限值"),
    Condition.NEAR: Right(
        outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, why="接近限值而未违反", warning=True
    ),
    Condition.OVER: Right(outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="可证实的数量已达限值"),
    Condition.UNSURE: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="可证实的不足限值，其余不能判断"
    ),
    Condition.NO_COLUMNS: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="没有此类栏目"
    ),
    Condition.HOME_BEHIND: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="首页所列为旧，而站内另有新信息"
    ),
    Condition.DEAD_LINKS: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.UNKNOWN, why="首页链接指向不存在的页面"
    ),
    Condition.DOUBTFUL_LINKS: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="首页链接打不开，不能断定是死链"
    ),
    Condition.UNANSWERED: Right(
        outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE, why="标明未回复，已超过三个月"
    ),
    Condition.LETTERS_UNKNOWN: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="看不出信件是否已经回复"
    ),
    Condition.OUT_OF_FORCE: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE, why="指标不在施行期内"
    ),
    Condition.UNTOLD: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="未写明谁出席，可能登在别处"
    ),
    Condition.MET_BY_OTHER: Right(
        outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.UNKNOWN, why="共同承担，其他单位已经落实"
    ),
    Condition.FILED_IN_TIME: Right(
        outcome=Outcome.PASSED,
        timeliness=Timeliness.ON_TIME,
        why="页面所见迟于期限或无日期，登记载明已按时报送",
    ),
    Condition.FILED_ONLY: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="登记载明已报送，网上未见，须向单位核实"
    ),
    Condition.MERGED: Right(
        outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, why="已由其他单位承继，没有自己的网站"
    ),
    Condition.MANUAL: Right(outcome=Outcome.MANUAL, timeliness=Timeliness.UNKNOWN, why="须人工核查"),
}
