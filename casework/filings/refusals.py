"""Why is an address not put on file, or not confirmed?"""

from enum import StrEnum


class Why(StrEnum):
    """The reasons; the console has a Chinese sentence for each."""

    NOT_ALLOWED = "not_allowed"
    UNIT_UNKNOWN = "unit_unknown"
    SUBJECT = "subject"
    ADDRESS = "address"
    ADDRESS_LONG = "address_long"
    SAME = "same"
    NAME = "name"
    NOTE_LONG = "note_long"
    TOO_MANY = "too_many"
    NO_FILING = "no_filing"
    SETTLED = "settled"
    REASON = "reason"


WORDS: dict[Why, str] = {
    Why.NOT_ALLOWED: "this account may not put addresses on file for this unit",
    Why.UNIT_UNKNOWN: "the store knows no such unit",
    Why.SUBJECT: "there is no such subject",
    Why.ADDRESS: "this is no address of a web page: whole, with http:// or https://, without user name and password",
    Why.ADDRESS_LONG: "an address has at most 2,000 characters",
    Why.SAME: "this very address is on file already",
    Why.NAME: "a column's name has 1 to 100 characters",
    Why.NOTE_LONG: "a note has at most 1,000 characters",
    Why.TOO_MANY: "a unit puts at most 20 addresses on file within a day",
    Why.NO_FILING: "there is no such filing",
    Why.SETTLED: "somebody confirmed, refused, replaced or withdrew this filing already",
    Why.REASON: "who refuses gives a reason of 5 to 1,000 characters",
}


class FilingError(Exception):
    """An address is not put on file, or not settled; the message says why, in English. Nothing was stored."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why
