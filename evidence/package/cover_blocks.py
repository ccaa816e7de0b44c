"""What is a cover made of, whoever lays it out? Blocks in the order in which they are read, with nothing but plain text in them.

The page and the PDF are two layouts of the same blocks: neither has words of its own.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; a line ends at each of its line ends. ``code``: for machines (an address, a digest, a command)."""

    text: str
    code: bool = False
    strong: bool = False


Words: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the cover alone is of level 1."""

    text: str
    level: int
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` is how it is set."""

    words: Words
    style: Literal["plain", "under", "explanation", "note"] = "plain"
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a finding stands, in a frame, and what is said beside it."""

    status: str
    is_problem: bool
    beside: str
    kind: str = field(default="verdict", init=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """What the plan says, word for word."""

    text: str
    kind: str = field(default="quote", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of two columns, the first of which names the second."""

    rows: tuple[tuple[str, Words], ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading over each column; ``widths`` are percents of the line."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Words, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the package by its name; ``told`` is what it shows, for who can't see it."""

    name: str
    told: str
    caption: str
    kind: str = field(default="picture", init=False)


Block: TypeAlias = Heading | Paragraph | Verdict | Quote | Facts | Table | Shown


def plain(text: str) -> Words:
    """Words for people."""
    return (Run(text),)


def code(text: str) -> Words:
    """Words for machines."""
    return (Run(text, code=True),)
