"""Are the passwords refused that are tried first, and is what is kept of one of no use to a thief?"""

import re

import pytest

from casework.accounts.passwords import check_password, hash_password, is_password, one_time_password
from casework.accounts.refusals import AccountError, Why


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("秋水共长天一色20", Why.PASSWORD_SHORT),
        ("x" * 201, Why.PASSWORD_LONG),
        ("我是WangFang呀123", Why.PASSWORD_LOGIN),
        ("ｗａｎｇｆａｎｇ2017", Why.PASSWORD_LOGIN),
        ("1234567890", Why.PASSWORD_COMMON),
        ("Password123!", Why.PASSWORD_COMMON),
        ("ＡＤＭＩＮ123456", Why.PASSWORD_COMMON),
        ("abababababab", Why.PASSWORD_COMMON),
    ],
)
def test_what_is_tried_first_is_refused(password: str, why: Why) -> None:
    with pytest.raises(AccountError) as refused:
        check_password(password, "wangfang")
    assert refused.value.why is why


def test_a_sentence_will_do() -> None:
    check_password("秋水共长天一色2017", "wangfang")


def test_kept_is_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hash_password("秋水共长天一色2017"), hash_password("秋水共长天一色2017")
    assert first != second
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert is_password("秋水共长天一色2017", first)
    assert is_password("秋水共长天一色２０１７", first)
    assert not is_password("秋水共长天一色2018", first)


def test_who_has_no_password_has_no_right_one() -> None:
    assert not is_password("", None)
    assert not is_password("秋水共长天一色2017", None)


def test_one_time_passwords_are_good_and_differ() -> None:
    drawn = {one_time_password() for _ in range(50)}
    assert len(drawn) == 50
    for one in drawn:
        assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", one)
        assert not re.search("[ilo]", one)
