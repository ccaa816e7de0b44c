"""What are the everyday postings of a subject's column called? Read from ``scenarios/topics.yaml``."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent / "scenarios" / "topics.yaml"


@cache
def _read() -> Any:  # whatever YAML holds; the functions below give it its shape
    return yaml.safe_load(_DATA.read_text(encoding="utf-8"))


def topics(subject: str | None) -> tuple[str, ...]:
    """The titles' patterns of a subject, or of a column without one."""
    patterns = _read()["topics"]
    return tuple(patterns.get(subject or "plain", patterns["plain"]))


def works() -> tuple[str, ...]:
    """Fields of an office's inner work: no subject of the vocabulary."""
    return tuple(_read()["works"])
