"""Which subjects do links name by what they show: text, title, picture, neighbourhood, address?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.subjects import Grade, Surface
from spiders.reader import read_page

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("link", "subject", "surface", "sure"),
    [
        ("<a href='/a/'>重点领域信息公开</a>", "key-areas", Surface.TEXT, True),
        ("<a href='/a/' title='重点领域信息公开'>重点领域…</a>", "key-areas", Surface.TITLE_ATTRIBUTE, True),
        ("<a href='/a/'><img src='1.png' alt='重点领域信息公开'></a>", "key-areas", Surface.ALT, True),
        ("<a href='/a/'><img src='/images/zdlyxxgk.png'></a>", "key-areas", Surface.SLUG, False),
        (
            "<div><p>重点领域信息公开</p><a href='/a/'><img src='1.png'></a></div>",
            "key-areas",
            Surface.CONTEXT,
            True,
        ),
        (
            "<div><h3>政策解读</h3><a href='/a/'>更多&gt;&gt;</a></div>",
            "interpretation",
            Surface.CONTEXT,
            True,
        ),
        ("<a href='/zwgk/zdlyxxgk/'>更多内容</a>", "key-areas", Surface.SLUG, False),
    ],
)
def test_the_surface_that_named_a_subject_is_kept(
    link: str, subject: str, surface: Surface, sure: bool
) -> None:
    page = f"<html><body><div>{link}</div><p>欢迎访问本站</p></body></html>".encode()
    reading = read_page("http://www.x.gov.cn/", page, vocabulary=VOCABULARY)
    (match,) = reading.links[0].matches
    assert (match.subject, match.surface, match.grade > Grade.WEAK) == (subject, surface, sure)


def test_the_address_of_a_parent_names_no_subject() -> None:
    page = "<html><body><a href='/zdlyxxgk/qita/'>其他</a></body></html>".encode()
    reading = read_page("http://www.x.gov.cn/", page, vocabulary=VOCABULARY)
    assert reading.links[0].matches == ()
