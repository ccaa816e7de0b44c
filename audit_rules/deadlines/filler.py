"""Which words of a phrase carry no time? What follows a date may only say what is to be done, and by whom.

Nothing is skipped because it is not known to be a time; it is skipped because, known harmless words apart, it holds
none of the characters that Chinese words for times are written with.
"""

import re
from typing import Final

# Known harmless words that hold such a character.
_HARMLESS: Final = re.compile(
    "统一|唯一|之一|日常|内容|国内|内部|内设|内控|[省市州县域区境系统围业]内|以内设|同时|时效|时政|时代|年报|年审|年检|青年|老年|少年|未成年|成年|"
    r"年度(?=工作|报告|总结|计划|目标|任务|预算|决算|重点工作|重点任务|重点项目|要点|情况|考核|数据|信息|审计)|年鉴|天然|周边|周知|周转|季报|月报|"
    "后续|后台|善后|售后|落后|前期|前置|前台|面前|提前介入|彻底|底线|底数|兜底|摸底|底册|底账|末端|一起|发起|牵头|引起|"
    "期刊|中期|后期|二期|工期|春耕|早稻|初步|初审|初级|环节|节能|节约|节水|关节|情节|细节|调节|章节|晚稻|虚假|假冒|"
    "不少于|不低于|不断|不动产|不合格|不良|不符|不足|待遇|招待|等待|接待|对待|"
    "公示期满|期满|约谈|集约|合约|预约|公约|契约|附近|就近|延伸|延安|清除|消除|解除|拆除|内涵|重视|电视|巡视|视频|监视|视察|"
    "如期|按期|按时|持续推进|持续更新|持续公开|自行|各自|独自|从业|从严|从事|从优|服从|从而"
)
_COUNT: Final = re.compile(
    r"\d+(?:\.\d+)?(?:%|％|个百分点)(?:以上)?|\d+(?:次|个(?!工作日|自然日|月|季|星期|周|半|小时)|项|份|家|条|篇|场|期|位|名|批|件|人|"
    r"类|方面|部分|万|亿)"
)
_TIME: Final = re.compile(
    "[年月日旬季周天时期起前后内底末初春夏秋冬早晚夜晨午节假每\\d]|不|未|已|勿|停止|禁止|含|除|待|视|暂|延|约|近|左右|上下(?=$|[、,;。])|大概|^之间|可能|若|如果|有效期|"
    "[一二三四五六七八九十](?=$|[、,;。])|有效(?=$|[,;。])|截止|截至|终了|以来|至今|迄今|现在|预计|拟(?!定)|农历|阴历|为期|历时|届|原计划|原定|原为|"
    "(?:力争|争取|确保|保证|务必)(?=$|[,;。])|以[^,;。]{0,12}(?:通知|文件|实际|规定|安排|部署|要求|公告|批复|计划)[^,;。]{0,4}为准"
)
_VERB: Final = re.compile(
    "结束|公布|公开|发布|更新|报送|上报|报告|通报|报|开展|举办|召开|完成|建成|建立|建设|实现|达到|出台|启动|形成|完善|覆盖|取得|解决|制定|"
    "制订|印发|编制|推进|落实|实施|组织|公示|汇总|检查|抽查|督查|考核|评估|调度|研究|听取|出席|解读|回应|开通|上线|整改|清理|梳理|"
    "普查|备案|提交|总结|部署|培训|维护|调整|修订|审核|统计|监测|分析|测评|反馈|收集|整合|优化|提升|加强|做好|披露|刊登|出版|"
    "演练|巡查|排查|核查|核对|会商|调研|走访|座谈|宣传|公告|通告|填报|录入|推送|归集|交换|共享|办结|办理|参加|接受|安排|自查|自评|验收|整治|编发|确定|搭建|制作"
)
_LEAST: Final = re.compile("至少|最少|不少于|不低于")
_BEGINNING: Final = re.compile(
    "(?:至少|最少|不少于|不低于|应|须|要|各|分别|统一|集中|主动|对外|向社会|组织|基本|全面|全部|初步|按要求|"
    "(?:在|通过|于)[^、,;。]{1,14}?(?:网站|媒体|平台|专栏|报刊))*"
    f"(?:{_VERB.pattern}|{_COUNT.pattern}|[为是][^、,;。]{{1,14}}阶段)"
)
_PAPER: Final = (
    "(?:报告|总结|情况|预算|决算|要点|年报|数据|计划|名录|清单|信息|指标|报表|台账|结果|收支|方案|目录|表格)"
)
# 12月底前报送2017年度工作总结: the year belongs to the document that is to be there, not to the deadline.
_OBJECT: Final = re.compile(
    "(?:将|把|报送|上报|提交|更新|完成|报|公布|公开|发布|编制|编写|印发|汇总|通报|形成|总结|反馈)(?P<between>[^年月日旬季周天时前后内底末、,;。\\d]{0,12})"
    r"(?:\d{1,2}月[—–~至到-]\d{1,2}月份?|\d{4}年度?|上1?年度?|上1个?年度|前1年度?|本年度?|当年度?|全年度?|上个?月份?|本月份?|当月份?|上1?个?季度|本季度|当季度?|"
    r"上半年|下半年|下1?年度?|月度|季度|年度|第?[1-4]季度)[底末]?的?"
    f"(?:[^年月日旬季周天时前后内底末、,;。\\d]{{0,14}}?){_PAPER}"
    "(?![前后内底末])"
)
# 6月底前的数据, 12月31日以前制发的文件, 6月30日前新成立的企业: of which time something is, not by when it is due. What is
# to be done comes before such words (完成省政府部署的任务).
_OF_THAT_TIME: Final = re.compile(
    f"的|(?:(?!{_VERB.pattern})[^的、,;。]){{0,6}}(?:{_VERB.pattern}|制发|下发|成立|设立|注册|登记|受理|立项|开工|投产|投用|存在|发生|产生|"
    "施行|生效|失效|到期|审批|认定|签订|入库)过?的"
)
_NAMED_PAPER: Final = re.compile(rf"的?{_PAPER}")
_ACCOMPLISHES: Final = re.compile(
    "(?:要|应|须|力争|争取|基本|全面|全部|初步|率先)*(?:完成|建成|建立|实现|达到|出台|启动|开展|形成|覆盖|取得|解决|制定|印发|开通|上线|完善)"
)
_STANDING: Final = re.compile(
    "(?:并|再|[以之此]?后)?(?:全年|长期|持续|不断|常态化|及时|动态|随时|实时)(?:地)?(?:推进|坚持|更新|调整|公开|公布|完善|优化|维护|开展|实施|落实)"
)

VAGUE: Final = (
    "尽快", "尽早", "择机", "适时", "及时", "不定期", "定期", "实时", "随时", "逐步", "立即", "立刻",
    "马上", "按时", "近期", "即时", "按规定", "按要求", "按进度", "按计划", "待定", "另行通知", "另行", "持续", "动态",
    "即刻", "当场", "当即", "第一时间", "不间断", "长期", "另定", "视情", "酌情", "提前", "推迟", "顺延",
    "延期",
)  # fmt: skip
# These say what a date hangs on where there is none; beside a date they change nothing.
_HINGES: Final = ("按照", "根据", "依据", "结合", "按国家", "按上级", "按省", "依法", "同步")


def is_action(tail: str) -> bool:
    """Whether words only say what is to be done (完成, 报省政府办公厅, 开展1次内容保障普查, 报送2017年度总结).

    Words that hold another time, a start, an exception or a doubt would change the date, so they are no action.
    """
    if _OF_THAT_TIME.match(tail):
        return False
    rest = _HARMLESS.sub("", _COUNT.sub("", _OBJECT.sub("", tail)))
    return not _TIME.search(rest) and not any(word in rest for word in VAGUE)


def names_verb(words: str) -> bool:
    """Whether words hold a verb of the trade (公布, 报送) or a count."""
    return bool(_VERB.search(words)) or bool(_COUNT.search(words))


def begins_with_verb(words: str) -> bool:
    """Whether words begin with a verb of the trade or a count (至少1次, 在门户网站公布).

    What stands after a bare 每月 or 8月 must: any other word could name a day of it.
    """
    match = _BEGINNING.match(words)
    return match is not None and (bool(_COUNT.search(words)) or not _LEAST.search(words))


def begins_with_paper(words: str) -> bool:
    """Whether words begin with what is drawn up of a time (数据, 报表): then the time before them may be its own."""
    return bool(_NAMED_PAPER.match(words))


def counts(tail: str) -> bool:
    """Whether words say how often or how many (至少1次, 抽查10个网站)."""
    return bool(_COUNT.search(tail))


def vague_word(text: str) -> str | None:
    """The first word in the phrase that names no date (尽快, 适时 …), or None."""
    found = [(text.index(word), -len(word), word) for word in (*VAGUE, *_HINGES) if word in text]
    return min(found)[2] if found else None


def standing_clause(clause: str) -> bool:
    """Whether a clause after a date only asks to go on (并持续推进, 及时更新): it has no date, and changes none."""
    match = _STANDING.match(clause)
    return match is not None and is_action(clause[match.end() :])


def accomplishes(words: str) -> bool:
    """Whether words begin with something to be brought about (全面建成, 实现全覆盖): by the end of the year before them."""
    return bool(_ACCOMPLISHES.match(words))
