"""What was searched before something was called missing (查找记录), told in a few sentences."""

from domain.coverage import PlaceState
from domain.dossier import Dossier
from evidence.office.plain_text import day_word, plain_line, quoted

_SHOWN = 4
_TEXT = 60


def search_words(dossier: Dossier) -> str:
    """Where it was looked for, which columns and links came near, and why they are not it."""
    told = []
    read = "、".join(place.name for place in dossier.places if place.state is PlaceState.READ)
    when = f"{day_word(dossier.crawled_on)}" if dossier.crawled_on else ""
    if read:
        told.append(f"{when}巡查共读取{dossier.pages_read}个网页，查找了{read}")
    sought = "、".join(
        f"{quoted(subject.name, _TEXT)}（含同义名称{subject.names}个）"
        for subject in dossier.subjects[:_SHOWN]
    )
    if sought:
        told.append(f"查找的栏目为{sought}")
    columns = "；".join(
        f"{quoted(column.title, _TEXT)}（{plain_line(column.note, _TEXT)}）"
        for column in dossier.columns[:_SHOWN]
    )
    if columns:
        told.append(f"查看的栏目有{columns}{_more(len(dossier.columns))}")
    candidates = "；".join(
        f"{quoted(each.text, _TEXT)}（{plain_line(each.refusal, _TEXT)}）"
        for each in dossier.candidates[:_SHOWN]
    )
    if candidates:
        told.append(f"相近的链接有{candidates}{_more(len(dossier.candidates))}，均不是")
    questions = "；".join(
        f"用{quoted(each.words, _TEXT)}检索，得{each.hits}条" for each in dossier.questions[:_SHOWN]
    )
    if questions:
        told.append(f"站内搜索{questions}")
    return "。".join(told) + "。" if told else ""


def _more(count: int) -> str:
    return f"等{count}处" if count > _SHOWN else ""
