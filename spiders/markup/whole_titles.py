"""What is the whole title of a link whose text is cut, or whose title attribute says more than the title?"""

import re
from html import unescape

from spiders.dates.date_text import read_date_text
from spiders.markup.page_texts import fold

_ELLIPSIS = re.compile(r"…|⋯|\.{2,}")
_LEAST_STEM = 4
_UNMARKED_STEM = 6  # where nothing but its length shows that a text is cut
_BRACKETS = {"[": "]", "【": "】", "〔": "〕", "<": ">", "(": ")", "（": "）"}
_LABEL = re.compile(r"^\s*(?:文章|信息|新闻)?(?:标\s*题|题\s*目|名\s*称)\s*[:：]\s*")
_NEXT_LABEL = re.compile(
    r"(?:[\r\n]|\s{2,}|^)\s*(?:作者|来源|时间|日期|点击|浏览|发布|更新|录入|转载|责任编辑|编辑|栏目|所属|类型|文号|人气|阅读|访问)"
    r"[\u4e00-\u9fff]{0,5}\s*[:：]"
)
_ANY_LABEL = re.compile(
    r"\s*(?:作\s*者|来源|时间|日期|点击|浏览|发布|更新|录入|转载|人气)[\u4e00-\u9fff]{0,5}\s*[:：]"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_STATE = re.compile(r"^[\[【][^\[\]【】]{1,8}[\]】]$")


def attribute_title(raw: str) -> str:
    """A title attribute without what else it tells: 标题：…, 作者：…, 时间：…, a line each."""
    if "：" in raw or ":" in raw:
        label = _LABEL.match(raw)
        if label:
            raw = raw[label.end() :].lstrip()
            end = _ANY_LABEL.search(raw, _LEAST_STEM)
            raw = raw[: end.start()] if end else raw
        else:
            end = _NEXT_LABEL.search(raw)
            raw = raw[: end.start()] if end else raw
    return fold(_MARKUP.sub("", unescape(raw)) if "<" in raw or "&" in raw else raw)


def whole_title(text: str, title: str) -> str:
    """The whole title of an item: the title attribute where the text is cut (…), empty or says more, else the text."""
    if not title or text == title:
        return text
    if not text:
        return title
    return _continued(text, title) or _without_state(text, title) or text


def stem_of(text: str) -> str | None:
    """What stands before the ellipsis of a cut text, without white space; None for a text that isn't cut."""
    cut = _ELLIPSIS.search(text)
    if cut is None:
        return None
    stem = plain(text[: cut.start()])
    return stem if len(stem) >= _LEAST_STEM else None


def plain(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def _continued(text: str, title: str) -> str | None:
    """The title when the text is its beginning, a bracket before it aside ([县区] 关于…)."""
    whole = plain(title)
    stem = stem_of(text)
    if stem is None:
        start = plain(text)
        longer = len(whole) > len(start) >= _UNMARKED_STEM and whole.startswith(start)
        return title if longer else None
    if whole.startswith(stem):
        return title
    closing = _BRACKETS.get(stem[0], "")
    end = stem.find(closing, 1) + 1 if closing else 0
    if 0 < end <= len(stem) - _LEAST_STEM and whole.startswith(stem[end:]):
        return stem[:end] + title
    return None


def _without_state(text: str, title: str) -> str | None:
    """The title when the text shows it with a date, a state ([已开标]) or another element behind it."""
    if not text.startswith(title):
        return None
    rest = text[len(title) :]
    if rest[0] == " " and len(title) > _UNMARKED_STEM:
        return title
    return title if _STATE.match(rest) or read_date_text(rest) else None
