"""Why is something about an objection not done?"""

from enum import StrEnum


class Why(StrEnum):
    """The reasons; the console has a Chinese sentence for each."""

    NOT_ALLOWED = "not_allowed"
    NO_FINDING = "no_finding"
    JUDGED_ANEW = "judged_anew"
    OPEN_ALREADY = "open_already"
    TEXT_SHORT = "text_short"
    TEXT_LONG = "text_long"
    FILE_COUNT = "file_count"
    FILE_KIND = "file_kind"
    FILE_SIZE = "file_size"
    FILE_NAME = "file_name"
    TOO_MANY = "too_many"
    NO_OBJECTION = "no_objection"
    SETTLED = "settled"
    WAITS = "waits"
    ONLY_COMMENTS = "only_comments"
    ONLY_OBJECTIONS = "only_objections"
    ANOTHER_DUTY = "another_duty"
    NOT_ACCEPTING = "not_accepting"


WORDS: dict[Why, str] = {
    Why.NOT_ALLOWED: "this account may not do this",
    Why.NO_FINDING: "there is no such finding of a finished audit",
    Why.JUDGED_ANEW: "the duty was judged anew on other facts; look at the newest finding",
    Why.OPEN_ALREADY: "an objection about this duty is open already; add to it",
    Why.TEXT_SHORT: "say it in at least 5 characters",
    Why.TEXT_LONG: "a message has at most 5,000 characters",
    Why.FILE_COUNT: "a message has at most 5 attachments",
    Why.FILE_KIND: "an attachment is a PDF, PNG, JPEG, DOCX, XLSX, text or ZIP file; this is none by its bytes",
    Why.FILE_SIZE: "an attachment is not empty and has at most 10 MB",
    Why.FILE_NAME: "an attachment needs a name of at most 200 characters",
    Why.TOO_MANY: "too many messages; wait until tomorrow",
    Why.NO_OBJECTION: "there is no such objection",
    Why.SETTLED: "the objection was answered or withdrawn already",
    Why.WAITS: "accepting it was proposed already; that proposal has to be settled first",
    Why.ONLY_COMMENTS: "an objection is accepted or rejected; only comments are noted",
    Why.ONLY_OBJECTIONS: "a comment is noted; only objections are accepted or rejected",
    Why.ANOTHER_DUTY: "this decision is about another duty than the objection",
    Why.NOT_ACCEPTING: "this decision does not accept an objection",
}


class ObjectionError(Exception):
    """Something is not done; the message says why, in English, and ``why`` for other words. Nothing was stored."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why
