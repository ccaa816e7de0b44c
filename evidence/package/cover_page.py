"""How is a package told to people who open nothing but its cover? One page in Chinese, and the same as a PDF.

All texts of portals are escaped, on one line and bounded. The page asks for nothing but the pictures beside it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.columns import ColumnStatus
from domain.coverage import PlaceState
from domain.dossier import Dossier
from domain.failure_words import FAILURES
from domain.reach_words import reach_word
from domain.reviews import Decision
from domain.score_words import percent_word
from evidence.office.check_names import check_name
from evidence.office.duty_wording import due_words, required, task_name
from evidence.office.plain_text import day_word, plain_line, plain_lines
from evidence.office.statuses import MEANINGS, Status, remark_of, status_of, timeliness_word
from evidence.package.cover_values import Cover, CoveredFinding, Seen
from evidence.pictures.views import Picture

_BEIJING = timezone(timedelta(hours=8))
_DECISIONS: Mapping[Decision, str] = {
    Decision.CONFIRMED: "属实",
    Decision.DISMISSED: "不属实",
    Decision.NOT_APPLICABLE: "不适用",
    Decision.NEEDS_MORE: "需补充核查",
}
_PLACES: Mapping[PlaceState, str] = {
    PlaceState.READ: "已读取",
    PlaceState.NOT_OFFERED: "网站未提供",
    PlaceState.UNREAD: "未能读取",
    PlaceState.NOT_USABLE: "只能由人使用",
    PlaceState.NOT_ASKED: "未使用",
}
_COLUMNS: Mapping[ColumnStatus, str] = {
    ColumnStatus.OK: "已读取",
    ColumnStatus.BLANK: "空白",
    ColumnStatus.UNREADABLE: "未能判读",
    ColumnStatus.FAILED: "未能打开",
}


def cover_html(cover: Cover, picture_folder: str = "../pictures/") -> str:
    """The page; ``picture_folder`` is put before the names of pictures."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("cover.html.jinja").render(_told(cover, picture_folder))


def _told(cover: Cover, picture_folder: str) -> dict[str, Any]:
    report, unit = cover.report, cover.unit
    reach, score = unit.reach, unit.score
    clock = cover.begun.clock
    findings = [_finding(each, cover, picture_folder) for each in cover.findings]
    return {
        "title": f"{plain_line(unit.name, 80)}政务公开核查证据包",
        "unit": plain_line(unit.name, 80),
        "unit_id": plain_line(unit.id, 80),
        "plan": plain_line(report.plan.title, 200),
        "document": plain_line(report.plan.document_number, 60),
        "as_of": day_word(report.as_of),
        "audit": report.audit_id,
        "judged_at": _moment(report.judged_at),
        "version": report.version,
        "digests": report.digests,
        "reach": reach_word(reach.status, reach.blocked, reach.failure),
        "pages": reach.pages,
        "percent": None if report.is_inspection else percent_word(score.percent, score.unmeasured),
        "coverage": f"{score.coverage:.1%}",
        "home": plain_line(reach.home_url or cover.begun.target.unit.portal_url or "", 500),
        "visit": cover.visit,
        "visited": f"{_moment(clock.at)} 至 {_moment(cover.ended.clock.at)}",
        "clock": _clock(cover),
        "events": cover.events,
        "failed": cover.failed,
        "software": plain_line(cover.begun.software, 80),
        "seal": cover.seal,
        "key": cover.key,
        "others": cover.others,
        "findings": findings,
        "told": [each for each in findings if each["status"] is not Status.MANUAL] or findings,
        "meanings": {
            status: MEANINGS[status]
            for status in dict.fromkeys(status_of(each.reported) for each in cover.findings)
        },
    }


def _finding(covered: CoveredFinding, cover: Cover, picture_folder: str) -> dict[str, Any]:
    finding, task = covered.reported.finding, covered.task
    subject = finding.subject
    return {
        "place": covered.place,
        "digest": covered.digest,
        "task": task_name(finding.task),
        "section": plain_line(task.section, 60) if task else "",
        "text": required(task, 2000),
        "leads": plain_line((task.lead_text if task else None) or "", 200),
        "check": check_name(finding.check),
        "rule": finding.check,
        "code": finding.code,
        "subject": plain_line(cover.report.subjects.get(subject, subject), 60) if subject else "",
        "status": status_of(covered.reported),
        "timeliness": timeliness_word(covered.reported),
        "remark": remark_of(covered.reported),
        "explanation": plain_lines(finding.explanation, 3000),
        "due": due_words(task, finding.due),
        "done_on": day_word(finding.done_on) if finding.done_on else "",
        "seen": [_seen(each) for each in covered.seen],
        "dossier": _dossier(finding.dossier) if finding.dossier else None,
        "reviews": [
            {
                "decision": _DECISIONS[each.decision],
                "author": plain_line(each.author, 80),
                "at": _moment(each.at),
                "reason": plain_lines(each.reason, 3000),
            }
            for each in covered.reviews
        ],
        "pictures": [
            {
                "src": f"{picture_folder}{each.name}",
                "name": each.name,
                "what": plain_line(each.what, 200),
                "caption": plain_lines(each.caption, 2000),
                "reason": "",
            }
            if isinstance(each, Picture)
            else {
                "src": "",
                "name": "",
                "what": plain_line(each.what, 200),
                "caption": plain_line(each.address, 500),
                "reason": plain_line(each.reason, 300),
            }
            for each in covered.pictures
        ],
    }


def _seen(seen: Seen) -> dict[str, Any]:
    return {
        "cite": seen.cite,
        "address": plain_line(seen.address, 1000),
        "title": plain_line(seen.title, 200),
        "at": _moment(seen.had.at) if seen.had else "",
        "record": seen.had.record.removeprefix("<").removesuffix(">") if seen.had else "",
        "listed_in": [_seen(each) for each in seen.listed_in],
    }


def _dossier(dossier: Dossier) -> dict[str, Any]:
    return {
        "crawled_on": day_word(dossier.crawled_on) if dossier.crawled_on else "",
        "pages_read": dossier.pages_read,
        "subjects": [f"{plain_line(each.name, 60)}（含同义名称{each.names}个）" for each in dossier.subjects],
        "places": [
            (
                plain_line(each.name, 60),
                _PLACES[each.state],
                plain_line(each.address or "", 1000),
                _note(each.note or "", FAILURES[each.failure] if each.failure else ""),
            )
            for each in dossier.places
        ],
        "columns": [
            (
                plain_line(each.title, 200),
                each.grade,
                _COLUMNS[each.status],
                plain_line(each.address, 1000),
                _note(each.note, FAILURES[each.failure] if each.failure else ""),
            )
            for each in dossier.columns
        ],
        "candidates": [
            (
                plain_line(each.text, 200),
                each.grade,
                plain_line(each.address, 1000),
                plain_line(each.found_on, 1000),
                _note(each.refusal, FAILURES[each.failure] if each.failure else ""),
            )
            for each in dossier.candidates
        ],
        "questions": [
            (plain_line(each.words, 100), each.hits, "已全部查看" if each.whole else "未全部查看")
            for each in dossier.questions
        ],
    }


def _note(*parts: str) -> str:
    return "；".join(dict.fromkeys(plain_line(part, 300).rstrip("。") for part in parts if part))


def _clock(cover: Cover) -> str:
    clock = cover.begun.clock
    kept = {True: "与时间源保持同步", False: "未与时间源同步", None: "同步状态系统未告知"}[clock.synchronised]
    return kept if clock.error is None else f"{kept}，最大误差{clock.error:.3f}秒"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S}"
