"""Where are the plans and tables that come with the program?"""

from pathlib import Path
from typing import Final

PLANS: Final = Path(__file__).resolve().parent.parent / "plans"
"""A folder a plan."""

SUBJECTS: Final = PLANS / "subjects.yaml"
"""The subject vocabulary (栏目同义词表)."""

WRONG_ADDRESSES: Final = PLANS / "wrong_addresses.yaml"
"""Portal addresses in circulation that are wrong, with the right ones."""
