"""Which day or month does an address name?"""

from datetime import date


def asked_day(text: str) -> date | None:
    """A day written as 2017-12-31; None for anything else."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    # The first and the last year have no day before or after them.
    return day if date.min.year < day.year < date.max.year else None


def asked_month(text: str) -> date | None:
    """The first day of a month written as 2017-12; None for anything else."""
    return asked_day(f"{text.strip()}-01")
