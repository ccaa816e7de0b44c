"""``elements``: are the named parts (子栏目、分类、要素) present in the subject's column?

Params: ``names`` (list; an entry may be a list of alternatives), ``need`` (how many of them; default all),
``detail`` (what the parts must tell besides, all of it: 项目名称, 设立依据, 标准).

A part is present when its name occurs in the name of a sub-column, section or heading, in a phrase found on the
column's pages, or in the title of a posting there; any column of the subject will do. The day a part appeared is not
known, so after the due date only a crawl from before it shows that it was in time. A part is lacking only when the
columns were read and absence is proved, and where they are sorted into named parts: what a plain list of postings
holds of a part is told by their texts, and an inspector reads them. Detail often stands in an attachment, a table or
a picture, where no reader of pages finds it: where the parts are there and some of it is not seen, nobody can tell.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from audit_rules.absence.missing import COLUMN_MESSAGES, cant_tell, missing, named, no_column, not_due
from audit_rules.absence.proof import find_gap
from audit_rules.absence.sought import phrases_gap
from audit_rules.duty import Duty
from audit_rules.params import Entries, Params
from audit_rules.sightings.by_subject import cites, columns_of, crawled_on, postings_in, readable
from audit_rules.sightings.titles import Entry, entries, first_word, missing_entries, title_key
from audit_rules.timing.timeliness import Proof, is_open, timeliness_of, timing_words
from audit_rules.wording import listed
from domain.columns import ColumnSeen
from domain.findings import Outcome, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

MESSAGES = {
    **COLUMN_MESSAGES,
    "present": "{unit}门户网站“{title}”栏目（{address}）已包含{present}，{timing}。",
    "lacking": "{unit}门户网站“{title}”栏目（{address}）应包含{count}项内容（至少{need}项），未见{lacking}，"
    "{searched}，{overdue}。",
    "detail_unseen": "{unit}门户网站“{title}”栏目（{address}）已包含{present}，但网页文字中未见{lacking}，这些内容可能列在附件"
    "或表格里，是否写明无法判断，建议打开清单核对。",
    "unsorted": "{unit}门户网站“{title}”栏目（{address}）未分设子栏目，{postings}条信息的标题中未见{lacking}，"
    "内容是否涵盖无法判断，建议人工打开信息正文核对。",
    "list_unread": "{unit}门户网站“{title}”栏目（{address}）未见{lacking}，但栏目内容未能读全，是否包含无法判断，"
    "建议人工打开该栏目核对。",
}


class ElementsParams(Params):
    """``need`` of the ``names``, by default all."""

    needs_subject = True

    names: Entries = Field(min_length=1)
    need: int | None = Field(default=None, ge=1)
    detail: Entries = Field(default_factory=list)

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.need is not None and self.need > len(self.names):
            raise ValueError(f"need is {self.need}, but there are only {len(self.names)} names")
        return self


PARAMS = ElementsParams

_PARTS = 2
"""Names of fewer parts sort nothing."""


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    wanted = entries(duty.check.params["names"])
    need = int(duty.check.params.get("need", len(wanted)))
    subjects = {duty.subject}
    want = f"“{duty.subject_name}”栏目是否包含规定内容"
    columns = readable(columns_of(facts, subjects))
    texts = _texts(facts, columns, as_of)
    lacking = missing_entries(wanted, texts)
    if columns and len(wanted) - len(lacking) >= need:
        present = [each for each in wanted if each not in lacking]
        detail = entries(duty.check.params.get("detail"))
        unseen = missing_entries(detail, texts)
        if not unseen:
            return _present(duty, facts, as_of, columns, [*present, *detail])
        seen = {"present": _named(present), "lacking": _named(unseen)}
        return cant_tell(duty, facts, as_of, want=want, code="detail_unseen", column=columns[0], values=seen)
    count = {"count": str(len(wanted)), "need": str(need)}
    return no_column(duty, facts, as_of, want) or _lacking(duty, facts, as_of, want, columns, lacking, count)


def _lacking(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    want: str,
    columns: Sequence[ColumnSeen],
    lacking: Sequence[Entry],
    count: Mapping[str, str],
) -> Verdict:
    """The verdict where the columns were read and not enough parts were seen in them."""
    if is_open(duty.due, as_of):
        return not_due(duty, want, as_of)
    subjects, told = {duty.subject}, {"lacking": _named(lacking)}
    if find_gap(duty, facts, subjects, duty.due) is None:
        gap = phrases_gap(duty, facts, duty.subject, lacking)
        if gap is not None:
            return gap.verdict(duty, want)
        several = [each for each in columns if each.postings or each.pages_read > 1]
        partly = [each for each in several if each.complete_since is None]
        if partly:
            return cant_tell(duty, facts, as_of, want=want, code="list_unread", column=partly[0], values=told)
        postings = postings_in(facts, columns, as_of)
        if not _are_sorted(columns, postings):
            told["postings"] = str(len(postings))
            seen = postings[:5]
            return cant_tell(
                duty, facts, as_of, want=want, code="unsorted", column=columns[0], values=told, seen=seen
            )
    values = {**named(duty, columns[0]), **count, **told}
    return missing(duty, facts, as_of, subjects=subjects, want=want, code="lacking", values=values)


def _are_sorted(columns: Sequence[ColumnSeen], postings: Sequence[PostingSeen]) -> bool:
    """Whether what the columns hold stands under names of parts, so that a part without a name is not there.

    One heading over all of it, most often the column's own name, sorts nothing.
    """
    own = {title_key(each.title) for each in columns}
    parts = {title_key(each.section) for each in postings if each.section} - own
    return not postings or len(parts) >= _PARTS


def _named(parts: Sequence[Entry]) -> str:
    return listed((f"“{first_word(each)}”" for each in parts), 8)


def _texts(facts: PortalFacts, columns: Sequence[ColumnSeen], as_of: date) -> list[str]:
    texts = [name for each in columns for name in (*each.elements, each.title)]
    for posting in postings_in(facts, columns, as_of):
        texts += [posting.title, posting.section or ""]
    return texts


def _present(
    duty: Duty, facts: PortalFacts, as_of: date, columns: Sequence[ColumnSeen], present: Sequence[Entry]
) -> Verdict:
    crawled = crawled_on(facts)
    proof = Proof(on=crawled if crawled and crawled <= as_of else None)
    return Verdict(
        outcome=Outcome.PASSED,
        code="present",
        timeliness=timeliness_of(proof, duty.due, standing=duty.is_standing),
        values={
            **named(duty, columns[0]),
            "present": _named(present),
            "timing": timing_words(proof, duty.due, standing=duty.is_standing),
        },
        due=duty.due_dates,
        cites=cites(*columns),
    )
