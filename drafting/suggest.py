"""Which checks might show a duty on the web? Suggestions for a person, each with the words that it rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from audit_rules.deadlines import read_deadline
from audit_rules.subjects.vocabulary import VocabularyData
from domain.deadlines import DeadlineKind
from domain.subjects import Grade
from drafting.wording import bare, clip

MANUAL = "待人工确定：原文没有可以直接对应的栏目、频次或文件，须由人判断网页能否显示本项。"
_COLUMN = re.compile(r"(?:开设|设立|建立|设置|开辟|健全|完善)[^，。；]{0,40}?(?:专栏|专题|栏目|专页|专区)")
_COUNT = re.compile(
    r"每(?P<per>季度|半年|年|月)[^，。；]{0,24}?(?:至少|不少于|不低于)[^，。；\d]{0,10}?(?P<least>[1-9]\d?)\s*[次场篇期条]"
)
_OFTEN = re.compile(r"(?:按|每)(?P<per>月|季度|季)[^，。；]{0,30}?(?:公开|公布|发布|公示|通报)")
_DOCUMENT = re.compile(
    r"(?:制定|出台|印发|编制|公布|发布)(?P<what>[^，。；《》:：]{2,40}?(?:方案|指导意见|实施意见|办法|清单|目录|名录|规划|报告))"
)
_LAST_OBJECT = re.compile(r"[^、和及]{4,20}$")
_BEFORE_OBJECT = re.compile(r"^.*(?:将|把|[年月日底]前)|^(?:各?本?(?:单位|部门|地区|级))+")
_PER = {"季度": "quarter", "季": "quarter", "半年": "half_year", "年": "year", "月": "month"}
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A check that a person may take over; ``because`` quotes what it rests on."""

    rule: str
    because: str
    subject: str | None = None
    params: dict[str, Any] = field(default_factory=dict)


class Suggester:
    """Finds the subjects of the vocabulary that a duty names, and what it asks of them."""

    def __init__(self, vocabulary: VocabularyData) -> None:
        names = {
            bare(name.text): subject.id
            for subject in vocabulary.subjects
            if not subject.internal
            for name in subject.names
            if name.grade is not Grade.WEAK and len(bare(name.text)) >= _SHORTEST_NAME
        }
        for generic in vocabulary.generic:
            names.pop(bare(generic), None)
        self._subjects = names
        longest = sorted(names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest))) if longest else None

    def suggest(self, text: str, group: str, deadline: str | None, year: int) -> tuple[Suggestion, ...]:
        """The checks that a duty's words call for; a rule and a subject stand once."""
        words = bare(text)
        found: dict[tuple[str, str | None], Suggestion] = {}
        for suggestion in self._suggestions(words, bare(group), deadline, year):
            found.setdefault((suggestion.rule, suggestion.subject), suggestion)
        return tuple(found.values())

    def _suggestions(self, words: str, group: str, deadline: str | None, year: int) -> Iterator[Suggestion]:
        main = self._subject(words) or self._subject(group)
        subject, named = main or (None, "")
        for match in _COLUMN.finditer(words):
            about = self._subject(match[0]) or main
            if about:
                yield Suggestion(rule="column", subject=about[0], because=match[0])
        for match in _COUNT.finditer(words):
            about = self._subject(words[max(0, match.start() - 20) : match.end() + 12]) or main
            if about:
                params = {"per": _PER[match["per"]], "at_least": int(match["least"])}
                yield Suggestion(rule="count", subject=about[0], params=params, because=match[0])
        recurring = deadline is not None and read_deadline(deadline, year=year).kind is DeadlineKind.RECURRING
        often = _OFTEN.search(words)
        if subject and recurring:
            yield Suggestion(rule="periodic", subject=subject, because=f"时限“{deadline}”，{named}")
        elif subject and often:
            params = {"per": _PER[often["per"]], "at_least": 1}
            yield Suggestion(rule="count", subject=subject, params=params, because=often[0])
        for match in _DOCUMENT.finditer(words):
            named_last = _LAST_OBJECT.search(_named_object(match["what"]))
            if named_last:
                yield Suggestion(rule="document", params={"title_any": [named_last[0]]}, because=match[0])
        for about in (main, self._subject(group)):
            if about:
                yield Suggestion(rule="column", subject=about[0], because=about[1])

    def _subject(self, words: str) -> tuple[str, str] | None:
        """The subject of the longest name that the words hold, and that name."""
        if self._names is None:
            return None
        names = self._names.findall(words)
        if not names:
            return None
        name = max(names, key=len)
        return self._subjects[name], clip(name)


def _named_object(words: str) -> str:
    """What is left of a clause when its time and whose document it is are taken off: 于6月底前将本单位实施方案."""
    while (rest := _BEFORE_OBJECT.sub("", words)) != words:
        words = rest
    return words
