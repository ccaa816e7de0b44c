"""On which day was this article published? The date shown beside its title, as its label says.

What is no publication date: a clock, a footer, a sidebar, a hidden panel, a validity, a signature, a deadline in
the text. Where labels compete, 发布 beats 时间, which beats a bare date, 更新, 发文 and 成文.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date

from spiders.dates import find_dates, normalise
from spiders.page_tree import Node, PageTree, fold
from spiders.regions import FOOTER, FRIEND

_FAR = 110  # nodes: farther than this from the title only a labelled date counts
_LONG_TEXT = 160
_PROSE = 25  # characters
_DATES_OF_AN_ARTICLE = 7
_RECORDS = 5
_SENTENCE_ENDS = ("。", "；", "：", "”", "！", "？", "…")

_RANKED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        100,
        re.compile(
            r"(?:发\s*布|发\s*稿|刊\s*登|公\s*开|公\s*布|信\s*息|上\s*网|发\s*表|上\s*传|挂\s*网|录\s*入|添\s*加|推\s*送|公\s*示|文章)"
            r"(?:信息)?\s*(?:时\s*间|日\s*期)|发\s*布\s*于|发表于|发布日|时间发布|日期发布|发布\s*$|pub(?:lish)?(?:ed)?[\s_-]*(?:date|time|on)"
        ),
    ),
    (
        80,
        re.compile(r"生\s*成\s*(?:日\s*期|时\s*间)|(?:编辑|撰稿|创建|提交)(?:时间|日期)"),
    ),
    (65, re.compile(r"更\s*新(?:\s*时\s*间|\s*日\s*期)?|修改时间")),
    (45, re.compile(r"发\s*文\s*(?:日\s*期|时\s*间)|印发(?:日期|时间)|发文日")),
    (40, re.compile(r"成\s*文\s*(?:日\s*期|时\s*间)|签发(?:日期|时间)|制发(?:日期|时间)|形成(?:日期|时间)")),
)
_PLAIN = re.compile(r"(?<![\u4e00-\u9fff])(?:时\s*间|日\s*期)$|^date|^time")
_BARE = 75
_NEVER = re.compile(
    r"有\s*效|生\s*效|实\s*施|施\s*行|废\s*止|失\s*效|截\s*止|截\s*至|开\s*标|招标|成交|中标|投标|留言|回复|答复|办理|落款|登记|注册|报名|活动|今天|今日|现在|当前|"
    r"北京时间|访问|来信|提问|受理|办结|出生|开始|结束|起止|会议|农历|星期|成立|任职|评审|考试|采购|合同|签订|批准|立案|决定|处罚|日期从|录用|公示期"
)
_LABELLED = re.compile(r"[^:：]{1,8}[:：]")
_CLOCK = re.compile(r"星期|今天|农历|现在是|欢迎")
_LABEL_BEFORE = re.compile(r"([\u4e00-\u9fffA-Za-z\s]{2,12})[】\]）)]?\s*[:;|]?\s*[\[【（(]?\s*$")
_SIGNS = re.compile(
    r"来源|浏览|点击|阅读|作者|字体|字号|分享|打印|信息来源|访问量|次数|责任编辑|发布机构|发布单位|供稿|稿源"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDate:
    """A date shown on an article's page, at node ``at``.

    ``labelled``: a word before it calls it a date; ``near``: it stands close to the title.
    """

    on: date
    rank: int
    labelled: bool
    near: bool
    at: int


def shown_date(
    tree: PageTree, region_of: list[str], title: Node | None, spans: list[tuple[int, int]]
) -> ShownDate | None:
    """The publication date shown on a page, or None. ``spans`` are lists, whose dates are other pages'."""
    candidates: list[tuple[str, ShownDate]] = []
    texts = tree.texts()
    prose_from = _prose_from(texts, region_of, title)
    spans = sorted(spans)
    starts = [start for start, _ in spans]
    tables: dict[int, bool] = {}
    for node in tree.numbered():
        if region_of[node.index] in {FOOTER, FRIEND} or _in_list(node, starts, spans):
            continue
        if node.within("a", "option", "button") or node.hidden:
            continue
        if _in_table_of_dates(tree, node, tables):
            continue
        if node.parent is None or node.parent.tag == "title":
            continue
        place = tree.place_of(node)
        for found in _dates_of(texts, place):
            scored = _score(found, node, title, prose_from, _around(texts, place))
            if scored is not None:
                candidates.append((found[1] if scored.labelled else "", scored))
    labels = Counter(label for label, _ in candidates if label)
    # A label that comes again and again heads records (search results, say), not one article's particulars.
    kept = [scored for label, scored in candidates if labels[label] < _RECORDS]
    return max(kept, key=lambda scored: (scored.rank + (15 if scored.near else 0), -scored.at), default=None)


def disclaimed_dates(
    tree: PageTree, region_of: list[str], title: Node | None, spans: list[tuple[int, int]]
) -> frozenset[date]:
    """The days that stand where no publication date stands: in the running text, footers, lists, clocks, deadlines."""
    texts = list(tree.texts())
    behind = _prose_from(texts, region_of, title)
    spans = sorted(spans)
    starts = [start for start, _ in spans]
    found: set[date] = set()
    for place, node in enumerate(texts):
        aside = (
            node.index >= behind or region_of[node.index] in {FOOTER, FRIEND} or _in_list(node, starts, spans)
        )
        for on, label, around in _dates_of(texts, place, every=True):
            if aside or _NEVER.search(label) or _CLOCK.search(around):
                found.add(on)
    return frozenset(found)


def has_info_line(tree: PageTree, title: Node | None) -> bool:
    """Whether a line of an article's particulars (来源, 浏览, 字体 …) stands close under the title."""
    if title is None:
        return False
    near = tree.nodes[title.end : title.end + 30]
    return any(not node.tag and len(node.text) <= 100 and _SIGNS.search(node.text) for node in near)


def _prose_from(texts: list[Node], region_of: list[str], title: Node | None) -> int:
    """The index of the first running text after the title: a bare date behind it is a signature or a mention."""
    for node in texts:
        if (title is not None and node.index <= title.index + 1) or region_of[node.index]:
            continue
        text = node.text.strip()
        if len(text) < _PROSE or node.within("a"):
            continue
        if len(text) >= 4 * _PROSE or (text.endswith(_SENTENCE_ENDS) and not _SIGNS.search(text)):
            return node.index
    return 1 << 30


def _score(
    found: tuple[date, str, str], node: Node, title: Node | None, prose_from: int, around: str
) -> ShownDate | None:
    on, label, line = found
    if _NEVER.search(label):
        return None
    rank = next((rank for rank, pattern in _RANKED if pattern.search(label)), 0)
    distance = node.index - title.index if title is not None else -1_000
    near = -45 <= distance <= _FAR
    if not rank and _PLAIN.search(label) and node.index <= prose_from:
        rank = _BARE  # as sure as a bare date: a notice of a meeting says 时间 too, further down
    if rank:
        return ShownDate(on=on, rank=rank, labelled=True, near=near, at=node.index)
    # A bare date counts above the text only: right under the title, or in a line with that line's other words.
    if _CLOCK.search(line) or node.index > prose_from:
        return None
    told = bool(_SIGNS.search(around))
    if 0 <= distance <= 45 and (len(line) <= 40 or (told and len(line) <= _LONG_TEXT)):
        return ShownDate(on=on, rank=_BARE, labelled=False, near=True, at=node.index)
    if told and len(line) <= 100:
        return ShownDate(on=on, rank=_BARE - 10, labelled=False, near=near, at=node.index)
    return None


def _around(texts: list[Node], place: int) -> str:
    """A text with its neighbours, where these are short: the parts of one line often stand in elements of their own."""
    parts = [texts[at].text for at in range(max(0, place - 1), min(len(texts), place + 3)) if at != place]
    return " ".join([texts[place].text, *(part for part in parts if len(part) <= 60)])


def headline_above(tree: PageTree, region_of: list[str], shown: ShownDate) -> Node | None:
    """The text over the line of a shown date that can be the article's headline, where nothing else says it."""
    for node in reversed(tree.nodes[max(0, shown.at - 30) : shown.at]):
        text = node.text.strip()
        if node.tag or not text or region_of[node.index]:
            continue
        if node.within("a") or node.hidden:
            continue
        plain = not _SIGNS.search(text) and not find_dates(normalise(text)) and not _LABELLED.match(text)
        if 8 <= len(text) <= 150 and plain and not text.endswith("。"):
            return node
        if len(text) >= 4 * _PROSE:
            return None
    return None


def _dates_of(texts: list[Node], place: int, *, every: bool = False) -> list[tuple[date, str, str]]:
    """The dates in one text: (day, the label before it, the text), the label maybe in the text before.

    Dates in the midst of running text are left out unless ``every`` one is asked for.
    """
    node = texts[place]
    if len(node.text) > (20_000 if every else 2_000):
        return []
    text = fold(normalise(node.text))
    result = []
    for found in find_dates(text):
        lead = text[: found.start].rstrip()
        if not every and len(lead) > 60 and not _LABEL_BEFORE.search(lead[-14:]):
            continue
        label = _label_in(lead) if lead.strip(" [(:：") else _label_before(texts, place)
        if not label:
            tail = text[found.end : found.end + 24]
            reversed_label = re.match(r"[\s\d:时分秒]*((?:时间|日期)发布|发布)", tail)
            label = reversed_label[1] if reversed_label else ""
        prose = len(text) > _LONG_TEXT and not _SIGNS.search(text)
        if prose and not label and not every:
            continue
        result.append((found.on, label, text))
    return result


def _label_in(lead: str) -> str:
    """The last words before a date, when they end like a label."""
    match = _LABEL_BEFORE.search(lead)
    if not match:
        return ""
    words = match[1].strip()
    ends = re.search(
        r"(?:[\u4e00-\u9fff]\s*){0,6}(?:时\s*间|日\s*期|发\s*布|于|更\s*新)$|[A-Za-z\s]+$", words
    )
    if ends:
        return ends[0].strip()
    return words if _NEVER.search(words) else ""


def _label_before(texts: list[Node], place: int) -> str:
    """A label that stands in the text node before the date (``<b>发布时间</b><i>2017-04-14</i>``)."""
    for back in (1, 2):
        if place - back < 0:
            return ""
        text = normalise(texts[place - back].text).strip().strip("[]【】()（）:： |")
        if text:
            # The text before may as well be the title, whose words label nothing.
            return _label_in(text) if len(text) <= 12 else ""
    return ""


def _in_table_of_dates(tree: PageTree, node: Node, known: dict[int, bool]) -> bool:
    """Whether a date stands in a table of many: records with a date each, not an article's particulars."""
    table = next((above for above in node.ancestors() if above.tag == "table"), None)
    if table is None:
        return False
    if table.index not in known:
        texts = (item.text for item in tree.subtree(table) if not item.tag and 6 <= len(item.text) <= 200)
        dates = sum(1 for text in texts if any(map(str.isdigit, text)) and find_dates(normalise(text)))
        known[table.index] = dates > _DATES_OF_AN_ARTICLE
    return known[table.index]


def _in_list(node: Node, starts: list[int], spans: list[tuple[int, int]]) -> bool:
    place = bisect_right(starts, node.index) - 1
    return place >= 0 and node.index < spans[place][1]
