"""Which letters did the public write to a unit, and what does its portal say became of each?"""

from datetime import date, timedelta

from sample_province.content import Column, Letter
from sample_province.filler import Filler
from sample_province.scenario import Letters

ANSWERED_AFTER = timedelta(days=5)
SENT = (
    *(date(2017, month, 8) for month in range(1, 12)),
    date(2016, 11, 30),
)
LAST = date(2017, 12, 20)
"""Too young on the day of judgement for anybody to wait for an answer."""

SPECIAL: dict[Letters, tuple[date, str]] = {
    Letters.WAITING: (date(2017, 10, 20), "未回复"),
    Letters.OVERDUE: (date(2017, 8, 15), "未回复"),
    Letters.IN_WORK: (date(2017, 8, 15), "处理中"),
}


def write_letters(column: Column, filler: Filler, letters: Letters) -> None:
    """Put the letters into the column of consultation; where they are not listed its everyday postings stay."""
    if letters is Letters.NOT_LISTED:
        return
    column.articles.clear()
    for number, sent in enumerate(SENT, start=1):
        article = filler.article(f"关于第{number}号路段路灯的咨询", sent)
        article.letter = Letter(state="已回复", answered=sent + ANSWERED_AFTER)
        column.articles.append(article)
    waiting = [(LAST, "未回复"), *([SPECIAL[letters]] if letters in SPECIAL else [])]
    for sent, state in waiting:
        article = filler.article(f"关于{sent.month}月办事窗口时间的咨询", sent)
        article.letter = Letter(state=state)
        column.articles.append(article)
