"""What does the vocabulary say with an operator's names added, and which names can't be?"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import yaml

from audit_rules.inputs.yaml_form import LOADER
from audit_rules.subjects.column_names import name_key
from audit_rules.subjects.versions import VocabularyError, VocabularyVersion
from domain.subjects import Grade, Surface

SOURCE: Final = "review"
"""The key, among the vocabulary's sources, of names that people found."""
_LONGEST: Final = 60
_NAMES: Final = ("exact", "unverified", "weak")


class Clash(StrEnum):
    """Why a name can't be one of a subject's."""

    NO_SUBJECT = "no_subject"  # 同义词表中没有这个栏目类别
    NO_NAME = "no_name"  # 名称为空或过长
    KNOWN = "known"  # 已经是该栏目的名称
    OTHER_SUBJECT = "other_subject"  # 是其他栏目的名称
    EXCLUDED = "excluded"  # 含有该栏目的排除词
    GENERIC = "generic"  # 是不指明内容的总栏目名称
    NO_FILE = "no_file"  # 加入后同义词表不能通过检查


def clash(base: VocabularyVersion, subject: str, name: str) -> Clash | None:
    """Why a vocabulary can't take a name for a subject; None where it can.

    Raises:
        VocabularyError: the vocabulary can't be used.
    """
    words = base.compiled()
    if subject not in words.names:
        return Clash.NO_SUBJECT
    if not name_key(name) or len(name) > _LONGEST or not name.isprintable():
        return Clash.NO_NAME
    sure = {match.subject for match in words.match(name, Surface.TEXT) if match.grade > Grade.WEAK}
    if sure == {subject}:
        return Clash.KNOWN
    if sure:
        return Clash.OTHER_SUBJECT
    return _within(base, subject, name)


def _within(base: VocabularyVersion, subject: str, name: str) -> Clash | None:
    raw = _load(base)
    if name_key(name) in {name_key(str(hub)) for hub in raw.get("generic") or ()}:
        return Clash.GENERIC
    entry = next(each for each in raw["subjects"] if each["id"] == subject)
    key = name_key(name)
    if any(name_key(str(text)) in key for text in entry.get("not_match") or ()):
        return Clash.EXCLUDED
    for each in raw["subjects"]:
        texts = [*(text for field in _NAMES for text in each.get(field) or ()), *(each.get("seen") or {})]
        if each["id"] != subject and any(name_key(str(text)) == key for text in texts):
            return Clash.OTHER_SUBJECT
    try:
        made = composed(base, {subject: [name]})
    except VocabularyError:
        return Clash.NO_FILE
    # What must be named by it, and nothing else: the words round it may make another reading of it.
    found = {match.subject for match in made.compiled().match(name, Surface.TEXT) if match.grade > Grade.WEAK}
    return None if found == {subject} else Clash.NO_FILE


def composed(base: VocabularyVersion, additions: Mapping[str, Sequence[str]]) -> VocabularyVersion:
    """A vocabulary with names added, as names seen on portals; a weak name of the subject becomes a sure one.

    Raises:
        VocabularyError: it contradicts itself, or is larger than any vocabulary.
    """
    raw = _load(base)
    raw.setdefault("sources", {})[SOURCE] = "复核中由工作人员确认"
    known = {entry["id"]: entry for entry in raw["subjects"]}
    for subject, names in additions.items():
        if subject not in known:
            raise VocabularyError(f"{base.name}: subjects:{subject}: there is no such subject")
        entry = known[subject]
        keys = {name_key(name) for name in names}
        for field in ("weak", "unverified"):
            if entry.get(field):
                entry[field] = [text for text in entry[field] if name_key(text) not in keys]
        seen = entry.setdefault("seen", None) or {}
        there = {name_key(text) for text in (*seen, *(entry.get("exact") or ()))}
        entry["seen"] = {**seen, **{name: SOURCE for name in names if name_key(name) not in there}}
    head = (
        "# Made by mingcha from the program's vocabulary and names that reviews showed to be missing.\n"
        f"# program's vocabulary: {base.digest}\n"
    )
    text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=1_000)
    made = VocabularyVersion((head + text).encode(), "subjects.yaml")
    made.compiled()
    return made


def _load(version: VocabularyVersion) -> dict[str, Any]:
    version.compiled()  # bounded and checked before it is loaded as it stands
    raw: dict[str, Any] = yaml.load(version.data, Loader=LOADER)  # noqa: S506 - a safe loader
    return raw
