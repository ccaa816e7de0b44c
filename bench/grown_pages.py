"""Pages as large as real ones, without any: what stands round a small labelled page is grown to a real page's mix.

Measured on 51 real pages, per 100 KB: 620 elements, 6 KB of scripts, 15 KB of styles, 24 KB of text, the rest attributes;
pages of about 100 KB have some 157 links. The page's own content (its list, its article) stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from bench.corpus import Corpus
from domain.charset import decode

SIZE, LINKS = 100_000, 157
_STYLES, _SCRIPTS = 15_000, 6_000  # bytes
_MENU = (
    "机构职能 领导分工 内设机构 直属单位 工作动态 通知公告 公示公告 部门文件 政策法规 规划计划 人事信息 财政信息 政府采购 "
    "招标公告 行政许可 行政处罚 双随机一公开 权责清单 办事指南 表格下载 在线咨询 意见征集 网上调查 领导信箱 新闻发布会 "
    "政策解读 统计数据 建议提案 应急管理 安全生产 环境保护 教育信息 医疗卫生 社会保障 扶贫开发 乡村振兴 专题专栏 图片新闻 "
    "视频新闻 基层动态 信息公开指南 信息公开年报 依申请公开 网站地图 联系我们 法律声明 无障碍浏览 手机版 繁体版 English"
)
_PLACES = ("", "全省", "市级", "县区", "乡镇", "本局")
_TEXT = "加强组织领导，落实工作责任，确保各项任务按时完成并取得实效"


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedPage:
    """A page to measure: its address, its bytes."""

    url: str
    body: bytes


def corpus_pages(corpus: Corpus) -> list[SizedPage]:
    """The pages of a corpus as they are; challenges, errors and empty files left out."""
    return list(_pages(corpus))


def grown_pages(corpus: Corpus, *, size: int = SIZE, links: int = LINKS) -> list[SizedPage]:
    """Each page of a corpus grown to about ``size`` bytes (UTF-8) with about ``links`` links."""
    return [
        SizedPage(url=page.url, body=grown(decode(page.body).text, size, links).encode())
        for page in _pages(corpus)
    ]


def _pages(corpus: Corpus) -> Iterator[SizedPage]:
    for label in corpus.pages:
        path = corpus.folder / label.file
        if label.kind not in {"blocked", "error"} and path.is_file():
            yield SizedPage(url=label.url, body=path.read_bytes())


def grown(html: str, size: int, links: int) -> str:
    """A page with menus, styles, scripts and text put round its own content."""
    head = f"<style>{_cut(_rules(), _STYLES)}</style><script>{_cut(_statements(), _SCRIPTS)}</script>"
    menu = _menu(max(0, links - html.lower().count("<a ")))
    room = size - len((html + head + menu).encode())
    html = _before(html, "</head>", head)
    return _before(html, "</body>", menu + _cut(_blocks(), room))


def _before(html: str, tag: str, part: str) -> str:
    """The part before the last such tag; at the end where there is none."""
    place = html.lower().rfind(tag)
    return html[:place] + part + html[place:] if place >= 0 else html + part


def _cut(parts: Iterator[str], size: int) -> str:
    """As many parts as fit into ``size`` bytes."""
    taken: list[str] = []
    for part in parts:
        size -= len(part.encode())
        if size < 0:
            break
        taken.append(part)
    return "".join(taken)


def _menu(links: int) -> str:
    names = [place + name for place in _PLACES for name in _MENU.split()]
    items = (
        f'<li class="nav-item n{number}"><a href="/channels/{number}/index.html" target="_blank" title="{name}">{name}</a></li>'
        for number, name in zip(range(links), cycle(names), strict=False)
    )
    return f'<div class="nav site-menu"><ul>{"".join(items)}</ul></div>'


def _rules() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f".box-{number} .item>a:hover{{color:#c00;line-height:{number}px;margin:0 auto;float:left}}\n"


def _statements() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f'if(document.getElementById("tab{number}")){{showTab("tab{number}",{number},"on");}}\n'


def _blocks() -> Iterator[str]:
    """Paragraphs as real pages have them: 26 characters of text each, and twice as many bytes in attributes."""
    number = 0
    while True:
        number += 1
        text = (_TEXT * 2)[number % 28 : number % 28 + 26]
        yield (
            f'<p class="block-{number % 40} clearfix" id="b{number}" style="width:1200px;margin:0 auto;padding:8px 0;'
            f'font-size:14px;font-family:宋体;color:#333333;line-height:28px;text-indent:2em">{text}</p>\n'
        )
