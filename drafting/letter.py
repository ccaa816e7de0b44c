"""Which duties does the covering letter lay on its readers, beside the table? Sentences with a duty, and their deadlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit_rules.deadlines import read_deadline
from drafting.collectives import find_collectives
from drafting.documents import Document, Table
from drafting.header import read_header
from drafting.remarks import Unread
from drafting.tables import HEADING
from drafting.wording import bare

_SENTENCES = re.compile(r"[^。！？]*[。！？]|[^。！？]+$")
_DUTY = re.compile(r"要|应|请|须|必须|负责|报|不得|切实")
_SHOWN = re.compile(r"公开|公布|发布|网站|专栏|专题|备案|通报|报送|公示|上网")
_PHRASES = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?(?:和(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?)*(?:之?前|以前)"
    r"|(?:本通知|本方案|通知|方案|文件)(?:印发|公布|发布|下发)(?:之日起|之日后|后)?\d{1,3}个?(?:工作)?日内"
    r"|\d{4}年?底前|年底前|年内|每年\d{1,2}月(?:\d{1,2}日|底)前|每月\d{1,2}日前|每季度[首末]月\d{1,2}日前"
)
_CLOSING = re.compile(r"^20\d{2}年\d{1,2}月\d{1,2}日$")
_NAMES = re.compile(r"《[^》]*》|政务公开|政府信息公开|政府信息与政务公开|信息公开|五公开|公开工作")
_ISSUER = re.compile(r"^[^，。]{2,16}(?<!不)将(?!涉及)")  # what the issuer itself will do
_SALUTATION = re.compile(r"[:：]$")
_ENDED = re.compile(r"[。：:；！？…”）)]$")
_SHORTEST_LINE = 25
_SHORTEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDuty:
    """One sentence of the letter: verbatim, with the heading over it and the deadline phrases that it holds."""

    group: str
    text: str
    lead_text: str | None
    deadlines: tuple[str, ...]
    place: str


def letter_duties(document: Document, year: int) -> tuple[tuple[LetterDuty, ...], tuple[Unread, ...]]:
    """The duties between the document's beginning and the plan's table, and the dates in it that are not understood."""
    duties: list[LetterDuty] = []
    unread: list[Unread] = []
    group = "通知正文"
    for text, place in _letter(document):
        match = HEADING.match(text)
        if match and len(text) <= 40 and "。" not in text:
            group = match[1]
            continue
        for sentence in _SENTENCES.findall(text):
            whole = sentence.strip()
            if len(bare(whole)) < _SHORTEST or not _DUTY.search(whole) or _ISSUER.search(whole):
                continue
            phrases = _phrases(whole)
            understood = [phrase for phrase in phrases if read_deadline(phrase, year=year).understood]
            unread += [
                Unread(place=place, reason=f"letter: the deadline “{phrase}” is not understood")
                for phrase in phrases
                if phrase not in understood
            ]
            if understood or _SHOWN.search(_NAMES.sub("", whole)):
                duties.append(
                    LetterDuty(
                        group=group,
                        text=whole,
                        lead_text=_who(whole),
                        deadlines=tuple(understood),
                        place=place,
                    )
                )
    return tuple(duties), tuple(unread)


def _letter(document: Document) -> Iterator[tuple[str, str]]:
    """The paragraphs before the plan's table and before the letter's own date."""
    has_table = any(
        isinstance(block, Table) and any(map(read_header, block.rows)) for block in document.blocks
    )
    if not has_table:
        return
    joined: list[tuple[str, str]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            if any(read_header(row) is not None for row in block.rows):
                break
            continue
        if _CLOSING.match(bare(block.text)):
            break
        joined.append((block.text, block.place))
    opened = next((i for i, (text, _) in enumerate(joined) if _SALUTATION.search(text)), -1)
    yield from _mended(joined[opened + 1 :])


def _mended(paragraphs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Paragraphs that a page or line break cut in the middle of a sentence are one."""
    held, began = "", ""
    for text, place in paragraphs:
        held, began = held + text, began or place
        if len(text) > _SHORTEST_LINE and not _ENDED.search(text) and not HEADING.match(text):
            continue
        yield held, began
        held, began = "", ""
    if held:
        yield held, began


def _phrases(sentence: str) -> list[str]:
    found = [match[0] for match in _PHRASES.finditer(bare(sentence))]
    return list(dict.fromkeys(found))


def _who(sentence: str) -> str | None:
    """The words before the sentence's first verb, when they name all that a plan is sent to."""
    match = re.match(r"[^，。；]{2,40}?(?=要|应|须|请|在|的|重点领域|主要|办公厅|分别|切实)", sentence)
    if match is None:
        return None
    words = match[0]
    return words if find_collectives(bare(words))[1] else None
