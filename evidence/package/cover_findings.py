"""What does a cover tell of a finding: how it stands and why, what the plan says, what was seen, what people decided?"""

from collections.abc import Iterator, MutableMapping

from domain.reviews import Review
from evidence.office.check_names import check_name
from evidence.office.duty_wording import due_words, required, status_word, task_name
from evidence.office.plain_text import day_word, plain_line, plain_lines, quoted
from evidence.office.statuses import (
    DECISION_WORDS,
    PROBLEMS,
    account_of,
    remark_beside_account,
    status_of,
    timeliness_word,
)
from evidence.package.cover_blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Quote,
    Run,
    Shown,
    Table,
    Verdict,
    Words,
    code,
    plain,
)
from evidence.package.cover_head import moment, subject_of
from evidence.package.cover_probes import PROBES_NOTE, asked_row, is_probe
from evidence.package.cover_search import searched
from evidence.package.cover_values import Cover, CoveredFinding, Seen, record_words
from evidence.pictures.views import Picture, Pictured, SamePicture


def finding_blocks(
    covered: CoveredFinding, cover: Cover, quoted: MutableMapping[int | str, int]
) -> Iterator[Block]:
    """One finding. ``quoted``: at which finding's number the plan's text on a task was quoted already; it grows."""
    finding = covered.reported.finding
    status, timeliness = status_of(covered.reported), timeliness_word(covered.reported)
    subject = subject_of(covered, cover)
    named = (task_name(finding.task), check_name(finding.check), *((subject,) if subject else ()))
    beside = (f"及时性：{timeliness}" if timeliness else "", remark_beside_account(covered.reported))
    yield Heading(f"{covered.place}．{' · '.join(named)}", 3)
    yield Verdict(
        status_word(cover.report, status), status in PROBLEMS, "　".join(word for word in beside if word)
    )
    yield Paragraph(
        plain(account_of(covered.reported, plain_lines(finding.explanation, 3000))), "explanation"
    )
    yield Facts(_facts(covered))
    yield Heading("方案原文", 4)
    before = quoted.setdefault(finding.task, covered.place)
    if before == covered.place:
        yield Quote(required(covered.task, 2000))
    else:
        yield Paragraph(plain(f"同一任务，见第{before}项。"), "note")
    yield Heading("所见（依据）", 4)
    if covered.seen:
        headings = ("网页", "取得时间（北京时间）", "依据编号与存档记录")
        yield Table(headings, (46, 22, 32), tuple(_seen(each) for each in covered.seen))
        if any(is_probe(each) for each in covered.seen):
            yield Paragraph(plain(PROBES_NOTE), "note")
    else:
        yield Paragraph(plain("本结论不以某一网页为依据。"), "note")
    if finding.dossier:
        yield from searched(finding.dossier)
    if covered.reviews:
        yield Heading("复核", 4)
        rows = tuple(_review(each) for each in covered.reviews)
        yield Table(("结论", "复核人", "时间（北京时间）", "理由"), (14, 16, 22, 48), rows)
    for picture in covered.pictures:
        yield _picture(picture)


def _facts(covered: CoveredFinding) -> tuple[tuple[str, Words], ...]:
    finding, task = covered.reported.finding, covered.task
    section = plain_line(task.section, 60) if task else ""
    leads = plain_line((task.lead_text if task else None) or "", 200)
    done = day_word(finding.done_on) if finding.done_on else ""
    rows = (
        ("板块", plain(section) if section else ()),
        ("牵头落实单位", plain(leads) if leads else ()),
        ("时限", plain(due_words(task, finding.due))),
        ("公开日期", plain(done) if done else ()),
    )
    return tuple((label, words) for label, words in rows if words)


def _seen(seen: Seen) -> tuple[Words, Words, Words]:
    if seen.asked:
        return asked_row(seen, seen.asked)
    title, address = plain_line(seen.title, 200), plain_line(seen.address, 1000)
    page = (*((Run(f"{title}\n"),) if title else ()), Run(address, code=True))
    kept = [seen.cite]
    if seen.had:
        return page, plain(moment(seen.had.at)), code("\n".join([seen.cite, record_words(seen.had)]))
    lists = [(each, each.had) for each in seen.listed_in if each.had]
    for each, had in lists:
        kept += [each.cite, record_words(had)]
    if not lists:
        return page, plain("该页本次未打开"), code(seen.cite)
    first, had = lists[0]
    named = f"（见于{quoted(first.title, 200)}列表，该页本身未打开）"
    return page, plain(f"{moment(had.at)}\n{named}"), code("\n".join(kept))


def _review(review: Review) -> tuple[Words, ...]:
    told = (
        DECISION_WORDS[review.decision],
        plain_line(review.author, 80),
        moment(review.at),
        plain_lines(review.reason, 3000),
    )
    return tuple(plain(each) for each in told)


def _picture(picture: Pictured) -> Shown | Paragraph:
    what = plain_line(picture.what, 200)
    if isinstance(picture, SamePicture):
        return Paragraph(
            plain(f"{what}：画面与前面所列的相同，不再重复（pictures/{picture.name}）。"), "note"
        )
    if isinstance(picture, Picture):
        caption = f"{what}（pictures/{picture.name}）"
        return Shown(picture.name, plain_lines(picture.caption, 2000), caption)
    told = f"无画面：{what}（{plain_line(picture.reason, 300)}）"
    return Paragraph((Run(told), Run(plain_line(picture.address, 500), code=True)), "note")
