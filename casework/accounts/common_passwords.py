"""Which passwords of ten characters and more are tried first?

The commonest such entries of public lists of leaked passwords, Chinese ones among them, and what people of this office
would take (``common_passwords.txt``, one a line). Short on purpose: lock-out keeps guessers from going through more.
"""

from pathlib import Path

COMMON = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())
