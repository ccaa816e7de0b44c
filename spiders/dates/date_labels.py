"""What do the words beside a date call it? A publication's date, an update's, the document's, or something else's.

A word before 时间 or 日期 that is none of a publication's (访谈时间, 开标时间, 截止日期) makes the date another thing's: what
an unknown word dates is never taken for a publication.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

PUBLISHED, BARE, MADE, UPDATED, SENT, WRITTEN = 100, 75, 68, 65, 45, 40
OTHER = -1  # a word, or what follows, says that the date is something else's
REACH = 40  # characters before and after a date that say what it is

_SIMPLIFIED = str.maketrans(
    "發佈時間開訊來覽瀏點擊閱讀編輯錄稿類號載", "发布时间开讯来览浏点击阅读编辑录稿类号载"
)
_RANKED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        PUBLISHED,
        re.compile(
            r"(?:发布|发稿|刊登|刊发|登载|公开|公布|公告|公示|信息|上网|上线|发表|上传|挂网|录入|添加|推送|文章|稿件|新闻|消息|入库|"
            r"收录|采集|加入|首发|发帖|发出|发送|播发|播出|转载|报道|投稿|张贴)(?:信息|文章|公告|内容)?(?:时间|日期|日|于)$|"
            r"(?:发布|发表|刊发|刊登|发稿|挂网)$"
        ),
    ),
    (
        MADE,
        re.compile(
            r"(?:生成|编辑|撰稿|撰写|创建|建立|提交|审核|审签|制作|成稿|写稿|供稿|来稿|报送|上报)(?:时间|日期|于)$"
        ),
    ),
    (UPDATED, re.compile(r"(?:更新|修改|更改|变更|修订)(?:时间|日期|于|日)?$")),
    (SENT, re.compile(r"(?:发文|印发|下发)(?:时间|日期|日)$")),
    (WRITTEN, re.compile(r"(?:成文|签发|制发|形成|颁布|制定|文件|行文)(?:时间|日期|日)$")),
)
_ENGLISH = re.compile(
    r"(?:(?P<published>post|publi|releas|issu)|(?P<updated>updat|modif)|creat)[a-z]*(?:[\s_-]*(?:date|time|on|at))?$|"
    r"(?P<plain>^(?:date|time)$)",
    re.IGNORECASE,
)
# The site's own upkeep, a document's force, an event: what has dates of its own.
_OF_OTHERS = re.compile(
    r"(?:页面|本页|网页|本站|网站|系统|服务器|数据|目录).*(?:更新|生成|维护|修改)|"
    r"有效|生效|实施|施行|废止|失效|截止|截至|招标|成交|中标|投标|开标|采购|首次公告|原公告|"
    r"留言|回复|答复|来信|提问|受理|办理|办结|报名|活动|访问|登记|注册|合同|会议"
)
# In a label only: as the end of a value (来源：省招生考试院) these say nothing.
_OF_OTHERS_IN_LABELS = re.compile(
    r"听证|评论|写信|拍卖|挂牌|出让|竞价|考试|面试|成绩|分数|录取|名单|结果公布|下次|下期"
)
_OF_A_PERIOD = re.compile(r"(?:公示|公告|公开|有效|异议|征集|意见|报名|活动|任|聘|工)期限?$|[期时]限$")
_ENGLISH_OTHER = re.compile(
    r"\b(?:until|deadline|expir\w*|valid|validity|effective|closing|due|starts?|begins?|ends?|event|meeting|opening)"
    r"(?:[\s_-]*(?:date|time|on|at|from|by))?$",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"(?:时间|日期|发布|发表|刊发|刊登|发稿|挂网|更新|[布表新载]于|[文布]日)$")
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<word>[\u4e00-\u9fff]{2,4})\s+|(?:[\u4e00-\u9fff]\s+){2,4})?(?:时\s*间|日\s*期)$"
)
_LAST_WORD = re.compile(r"[\u4e00-\u9fff]+$")
# Words of an article's line of particulars. What follows their colon is a value, not a label.
SIGNS = re.compile(
    r"来源|來源|浏览|瀏覽|点击|點擊|阅读|閱讀|作者|字体|字\s?号|分享|打印|访问|次数|编辑|發布機構|发布机构|发布单位|发布人|发布者|"
    r"供稿|稿源|撰稿|人气|审核|Source|Author|Editor|Views|Hits"
)
_EMPTY_VALUE = re.compile(rf"(?:{SIGNS.pattern}|部门|单位|机构|栏目|类别|分类)[^:]{{0,6}}(?<!时间)(?<!日期)$")
_BETWEEN = " \t\r\n\xa0\u3000[(【〔『「])】〕』」:|·>*\"'“”、,，;；/_=-"
_CLOCK = r"(?:[\sT(]*\d{1,2}\s?[:时点]\s?\d{1,2}(?:\s?[:分]\s?\d{0,2})?(?:\.\d+)?(?:\s?[秒分])?\)?)?"
_AFTER = re.compile(rf"[日号]?(?:[\s(]*(?:星期|周)[一二三四五六日天]\)?)?{_CLOCK}")
_SAID_AFTER = re.compile(r"[\s)\]】(\[【]*(?:时间|日期)?(发布|发表|刊发|更新)(?![\u4e00-\u9fff])")
_END_OF_PERIOD = re.compile(r"\d[日号秒分]?\)?\s*(?:至|到|--?)\s*$")
# A second date behind the first makes a period; 前, 起, 止 make a deadline or a beginning.
_PERIOD = re.compile(
    r"\s*\)?\s*(?:(?:起?至|到|--?)\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}\s*[月日]|\d{1,2}[-/.]\d{1,2}(?!\d)|长期|今|永久)"
    r"|(?:之?[前后]|以[前后]|起|截?止)(?!草))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one date. ``rank``: one of the ranks above, 0 where no word labels it; ``label``: that word.

    ``plain``: only 时间 or 日期 stands before it. ``mentioned``: the words around it run on into it, as in a sentence.
    """

    rank: int = 0
    label: str = ""
    plain: bool = False
    mentioned: bool = False


@lru_cache(maxsize=4_096)
def said_of(lead: str, tail: str) -> Said:
    """What the normalised text before and after a date says of it, of each at most :data:`REACH` characters."""
    after = _AFTER.match(tail)
    rest = tail[after.end() :] if after else tail
    if _PERIOD.match(rest) or _END_OF_PERIOD.search(lead):
        return Said(rank=OTHER)
    before = lead.rstrip(_BETWEEN)
    if not before:
        behind = _SAID_AFTER.match(rest)
        return _named(behind[1]) if behind else Said(mentioned=_runs_on(rest))
    said = label_at_end(before, colon=":" in lead[len(before) :])
    if said is not None:
        return said
    glued = len(before) == len(lead) and _is_han(before[-1]) and not SIGNS.search(before)
    return Said(mentioned=glued or _runs_on(rest))


def label_at_end(text: str, *, colon: bool) -> Said | None:
    """What the label at the end of a normalised text says; None where no label ends it. ``colon``: one follows it."""
    text = text[-REACH:].translate(_SIMPLIFIED)
    if text[-1:].isascii():
        return _in_english(text, colon=colon)
    if colon and _EMPTY_VALUE.search(text):
        return Said()  # 来源： 2017-04-14, where the source is left empty
    spaced = _SPACED.search(text)
    if spaced:
        said = _named("".join(spaced[0].split()))
        is_value = spaced["word"] and ":" in text[: spaced.start()] and not _OF_OTHERS.search(spaced["word"])
        # 作者： 张三 时间：2017-04-14
        return Said(plain=True, label="时间") if is_value and said.rank == OTHER else said
    word = _LAST_WORD.search(text)
    if word is None:
        return None
    if _LABEL_END.search(word[0]):
        # After a value (来源：采购中心发布时间：) only the last words are the label.
        return _named(word[0], of_value=text[: word.start()].rstrip()[-1:] == ":")
    # 截止：2017-04-14, 联系人：2017-04-14, 公示期 2017-04-14 – some other thing's.
    is_value = text[: word.start()].rstrip()[-1:] == ":"  # 来源：公司注册科 2017-04-14
    other = colon or (not is_value and (_OF_OTHERS.search(word[0]) or _OF_A_PERIOD.search(word[0])))
    return Said(rank=OTHER, label=word[0]) if other else None


def _named(word: str, *, of_value: bool = False) -> Said:
    if not of_value and (_OF_OTHERS.search(word) or _OF_OTHERS_IN_LABELS.search(word)):
        return Said(rank=OTHER, label=word)
    for rank, pattern in _RANKED:
        match = pattern.search(word)
        if match:
            return Said(rank=rank, label=match[0])
    if word in {"时间", "日期"} or (of_value and word.endswith(("时间", "日期"))):
        return Said(plain=True, label=word[-2:])
    return Said(rank=OTHER, label=word) if word.endswith(("时间", "日期")) else Said()


def _in_english(text: str, *, colon: bool) -> Said | None:
    if colon and _ENGLISH_OTHER.search(text):
        return Said(rank=OTHER, label=text)
    match = _ENGLISH.search(text)
    if match is None:
        return None
    if match["plain"]:
        return Said(plain=True, label=match[0])
    return Said(
        rank=PUBLISHED if match["published"] else UPDATED if match["updated"] else MADE, label=match[0]
    )


def _runs_on(rest: str) -> bool:
    """Whether a text goes on after a date as a sentence does."""
    rest = rest.lstrip(",、") if rest[:1] in {",", "、"} else rest
    return (
        bool(rest) and _is_han(rest[0]) and not SIGNS.match(rest) and rest[:2] not in {"发布", "信息", "文章"}
    )


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
