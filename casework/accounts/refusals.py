"""Why is something about an account refused?"""

from enum import StrEnum, auto


class Why(StrEnum):
    """The reasons. The console has a Chinese sentence for each (``web/pages/refusal_words.py``)."""

    SIGN_IN = auto()
    LOCKED = auto()
    PASSWORD_SHORT = auto()
    PASSWORD_LONG = auto()
    PASSWORD_LOGIN = auto()
    PASSWORD_COMMON = auto()
    PASSWORD_SAME = auto()
    PASSWORD_WRONG = auto()
    LOGIN_FORM = auto()
    LOGIN_TAKEN = auto()
    SUBJECT_TAKEN = auto()
    NAME_EMPTY = auto()
    UNIT_MISSING = auto()
    UNIT_NEEDLESS = auto()
    UNIT_UNKNOWN = auto()
    LAST_ADMIN = auto()
    UNKNOWN_ACCOUNT = auto()
    ONESELF = auto()
    TOKEN_NAME = auto()
    TOKEN_DAYS = auto()
    TOKEN_COUNT = auto()
    TOKEN_UNKNOWN = auto()


WORDS: dict[Why, str] = {
    Why.SIGN_IN: "login or password are wrong",
    Why.LOCKED: "signing in failed too often; wait, or let an admin unlock the account",
    Why.PASSWORD_SHORT: "the password is too short; it needs at least 10 characters",
    Why.PASSWORD_LONG: "the password is too long; it may have 200 characters",
    Why.PASSWORD_LOGIN: "the password holds the login; choose another",
    Why.PASSWORD_COMMON: "the password is one of the first that are tried; choose another",
    Why.PASSWORD_SAME: "the password is the one in use; choose another",
    Why.PASSWORD_WRONG: "the present password is wrong",
    Why.LOGIN_FORM: "a login has 2 to 32 of the characters a-z, 0-9, dot, hyphen and underscore, and begins with a letter",
    Why.LOGIN_TAKEN: "there is an account of this login already; choose another",
    Why.SUBJECT_TAKEN: "another account has this OIDC subject",
    Why.NAME_EMPTY: "the account needs the person's name, of at most 50 characters",
    Why.UNIT_MISSING: "a contact needs a unit; name its id",
    Why.UNIT_NEEDLESS: "only a contact has a unit; leave it out",
    Why.UNIT_UNKNOWN: "no unit has this id",
    Why.LAST_ADMIN: "this is the last admin; make another one first",
    Why.UNKNOWN_ACCOUNT: "there is no such account",
    Why.ONESELF: "nobody takes the own account away; let another admin do it",
    Why.TOKEN_NAME: "a token needs a name of at most 50 characters",
    Why.TOKEN_DAYS: "a token is for 1 to 366 days",
    Why.TOKEN_COUNT: "an account has at most 20 tokens that can be used; revoke one first",
    Why.TOKEN_UNKNOWN: "there is no such token, or it was revoked already",
}


class AccountError(Exception):
    """Something about an account can't be done; the message says why, in English, and ``why`` for other words."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why
