"""How does a result of any size come into a file, a unit at a time and always in the same bytes?

One finding a line: results can be compared line by line. Of the same store, plan and day only the line of ``run_id`` differs.
"""

from collections.abc import Mapping, Sequence
from json import JSONEncoder
from typing import Any, TextIO

_ENCODE = JSONEncoder(ensure_ascii=False).encode


def unit_text(unit: Mapping[str, Any]) -> str:
    """A unit's object as it stands in the file: a line for each of its parts, a line for each finding."""
    parts = [f"{_ENCODE(name)}: {_ENCODE(value)}" for name, value in unit.items() if name != "findings"]
    findings = ",\n".join(map(_ENCODE, unit["findings"]))
    return "{" + ",\n".join(parts) + f',\n"findings": [\n{findings}\n]}}'


class ResultFile:
    """Writes one result: its head at once, then unit after unit, at the end the ranking."""

    def __init__(self, file: TextIO, head: Mapping[str, Any]) -> None:
        self._file = file
        self._first = True
        lines = "".join(f"{_ENCODE(name)}: {_ENCODE(value)},\n" for name, value in head.items())
        file.write("{\n" + lines + '"units": [')

    def add(self, text: str) -> None:
        """Add a unit as ``unit_text`` gives it."""
        self._file.write("\n" if self._first else ",\n")
        self._file.write(text)
        self._first = False

    def end(self, ranking: Sequence[Mapping[str, Any]]) -> None:
        """Add the ranking and close the object."""
        lines = ",\n".join(map(_ENCODE, ranking))
        self._file.write(f'\n],\n"ranking": [\n{lines}\n]\n}}\n')
