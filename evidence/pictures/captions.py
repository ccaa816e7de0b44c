"""What does the caption of a picture say? Who, where, when, and how the picture came about, in Chinese."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.beijing import BEIJING
from evidence.office.audit_report import Reported
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_line, quoted
from evidence.office.statuses import account_of, remark_beside_account, status_of
from evidence.pictures.captured_pages import CapturedPage
from evidence.pictures.views import Element, View

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"
_FAULTS = "红色实线框内是问题所在；蓝色虚线框内仅供对照，本身不是问题。"
_NO_FAULT = "蓝色虚线框内仅供对照，本身不是问题。"
_LONGEST = 300
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a caption."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """What became of an element on the page: in the picture, on the page but not to be seen, or not there."""

    element: Element
    found: bool
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How a page was shown. ``width`` and ``height`` are the page's, ``shown_height`` what of it is in the picture."""

    width: int
    height: int
    shown_width: int
    shown_height: int
    missing_sheets: int = 0
    missing_frames: int = 0
    earlier_sheets: Sequence[str] = ()
    blank: bool = False  # there is nothing to be read
    within: str | None = None  # the page in which the page stands as a frame


def caption(
    unit_name: str, reported: Reported, view: View, page: CapturedPage, framed: Sequence[Framed], how: Showing
) -> tuple[Line, ...]:
    """The lines of a caption, in order; texts of the portal on one line, bounded, without characters that act."""
    return tuple(_lines(unit_name, reported, view, page, framed, how))


def as_text(lines: Sequence[Line]) -> str:
    """The caption as plain text."""
    return "\n".join(f"{line.label}：{line.text}" for line in lines)


def _lines(
    unit_name: str, reported: Reported, view: View, page: CapturedPage, framed: Sequence[Framed], how: Showing
) -> Iterator[Line]:
    yield Line(label="单位", text=plain_line(unit_name, _LONGEST))
    yield Line(label="核查", text=_judged(reported))
    yield Line(label="画面", text=view.what + (quoted(view.title, _LONGEST) if view.title else ""))
    yield Line(label="地址", text=plain_line(page.address, _LONGEST_ADDRESS))
    if how.within:
        yield Line(label="所在页面", text=f"以框架嵌在 {plain_line(how.within, _LONGEST_ADDRESS)} 中")
    yield Line(
        label="取得时间",
        text=f"北京时间 {page.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}（UTC {page.at:%Y-%m-%dT%H:%M:%SZ}）",
    )
    kept = "浏览器渲染后的网页" if page.rendered else "服务器原始响应"
    yield Line(
        label="存档",
        text=f"{kept}，HTTP {page.status or '状态不明'}，{page.digest.replace('sha256:', 'SHA-256 ')}",
    )
    if view.answer:
        yield Line(label="应答", text=plain_line(view.answer, _LONGEST_ADDRESS))
    for number, each in enumerate(framed):
        frame = "红框" if each.element.at_fault else "蓝框"
        yield Line(label=f"{frame}{NUMBERS[number]}" if len(framed) > 1 else frame, text=_framed(each))
    if any(each.found and not each.hidden for each in framed):
        told = _FAULTS if any(each.element.at_fault for each in framed) else _NO_FAULT
        yield Line(label="框线", text=told)
    for sentence in view.sought:
        yield Line(label="查找", text=plain_line(sentence, 600))
    yield Line(label="说明", text=_how(page, how))


def _judged(reported: Reported) -> str:
    """The finding as it was reviewed, so that no picture accuses where an inspector no longer does."""
    finding, remark = reported.finding, remark_beside_account(reported)
    told = account_of(reported, plain_line(finding.explanation, 600)) + (f"（{remark}）" if remark else "")
    return f"任务 {finding.task} · {check_name(finding.check)} · {status_of(reported)}。{told}"


def _framed(each: Framed) -> str:
    element = each.element
    named = f"{element.label}{quoted(element.text, _LONGEST)}" if element.text else element.label
    if element.posted_on is not None:
        named += f"（{element.posted_on}）"
    if each.hidden:
        return f"{named}：在网页内容中，但画面里不显示（被样式或脚本隐藏），未能标出"
    return named if each.found else f"{named}：此页未能标出"


def _how(page: CapturedPage, how: Showing) -> str:
    parts = [
        "据存档字节离线呈现，" + ("为渲染后的网页，呈现时未再执行脚本" if page.rendered else "未执行脚本")
    ]
    if how.blank:
        parts.append(
            "该网页本身没有可见文字"
            + ("" if page.rendered else "（内容如由脚本生成，则不在服务器原始响应中）")
        )
    parts.append("图片、字体不在存档范围，画面中不显示")
    if how.missing_sheets:
        parts.append(f"{how.missing_sheets} 个样式表未存档，版面与原网页可能不同，文字不受影响")
    if how.missing_frames:
        parts.append(f"{how.missing_frames} 个框架页未存档")
    if how.earlier_sheets:
        parts.append(f"部分样式表取自 {'、'.join(how.earlier_sheets)} 的存档")
    if how.shown_height < how.height:
        parts.append(f"节选：原页高 {how.height} 像素，省略处已注明")
    if how.shown_width < how.width:
        parts.append(f"原页宽 {how.width} 像素，左右未全部显示")
    return "；".join(parts) + "。"
