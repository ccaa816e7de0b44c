"""Is a YAML text of a form that values can be made of without much work, whoever wrote it?

Told of its events, before anything is made of them. Aliases let a few lines stand for more than any memory holds, depth takes a
reader's own stack, and YAML 1.1 reads ``1:59:59…`` as a whole number to the base of 60, for which time grows with the square
of its length.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader is ten times as fast; wheels carry it nearly everywhere, but not everywhere."""

_STANDARD: Final = "tag:yaml.org,2002:"
_TEXT: Final = f"{_STANDARD}str"
_LONGEST_VALUE: Final = 40
"""Characters of what is no text: a moment to the microsecond has 33, a fraction 24."""
_LONGEST: Final[Mapping[str, int]] = {f"{_STANDARD}int": 18}
"""Whole numbers of more characters can be chosen so that all have one hash, which no mapping bears."""
_RESOLVER: Final = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLimits:
    """The most that YAML texts may have: parts (begins, ends and values) in all, levels, and characters of one text."""

    parts: int
    depth: int
    text: int


class YamlForm:
    """Counts what YAML texts that belong together have."""

    def __init__(self, limits: FormLimits) -> None:
        self._limits = limits
        self._parts = 0

    def beyond(self, text: str) -> str | None:
        """What of one more text is more than they may have, with its line; None where nothing is.

        Raises:
            yaml.YAMLError: it is no YAML.
        """
        depth = 0
        for event in yaml.parse(text, Loader=LOADER):
            self._parts += 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if reason := self._beyond(event, depth):
                line = f"line {event.start_mark.line + 1}: " if event.start_mark else ""
                return f"{line}{reason}"
        return None

    def _beyond(self, event: yaml.Event, depth: int) -> str | None:
        limits = self._limits
        if isinstance(event, yaml.AliasEvent):
            return f"the alias *{event.anchor}: write out what it stands for"
        if depth > limits.depth:
            return f"nested too deeply (more than {limits.depth} levels)"
        if self._parts > limits.parts:
            return f"up to here there are more than {limits.parts} parts"
        if isinstance(event, yaml.ScalarEvent):
            return _long(event, limits.text)
        return None


def _long(event: yaml.ScalarEvent, longest: int) -> str | None:
    """Whether a value is longer than one of its type may be."""
    length = len(event.value)
    if length > longest:
        return f"a text has {length} characters, and may have {longest}"
    if length <= min(_LONGEST.values()):
        return None
    tag = event.tag
    if tag in {None, "!"}:
        tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
    most = longest if tag == _TEXT else _LONGEST.get(tag, _LONGEST_VALUE)
    if length <= most:
        return None
    kind = str(tag).removeprefix(_STANDARD)[:40]
    return f"{event.value[:20]}… is read as {kind} and has {length} characters; {most} are allowed (put a text in quotes)"
