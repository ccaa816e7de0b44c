"""Which number does each row go by, when rows have none or have another's?"""

from collections import Counter
from collections.abc import Sequence
from string import ascii_lowercase

from drafting.remarks import Unread
from drafting.rows import ReadRow


def number_rows(rows: Sequence[ReadRow]) -> tuple[dict[int, int | str], list[Unread]]:
    """The number of each row (by its place in the sequence), and what is wrong with the numbers printed.

    A number stands for its first row. A row without one, and one that repeats a number, takes that number with a letter.
    A row for which no letter is left has no number and is told.
    """
    printed = Counter(row.number for row in rows if row.number is not None)
    unread: list[Unread] = []
    if not printed:
        if rows:
            unread.append(Unread(place=rows[0].place, reason="no row has a number: they were counted from 1"))
        return dict(enumerate(range(1, len(rows) + 1))), unread
    numbers: dict[int, int | str] = {}
    taken: set[int | str] = set()
    last = 1
    for index, row in enumerate(rows):
        if row.number is not None:
            last = row.number
        number: int | str | None = row.number if row.number and row.number not in taken else None
        if number is None:
            number = next(
                (f"{last}{letter}" for letter in ascii_lowercase if f"{last}{letter}" not in taken), None
            )
        if number is None:
            text = row.text or row.lead or row.deadline or ""
            unread.append(
                Unread(place=row.place, reason=f"a row too many after number {last}, left out: {text}")
            )
            continue
        taken.add(number)
        numbers[index] = number
    unread += _gaps(rows, printed)
    return numbers, unread


def _gaps(rows: Sequence[ReadRow], printed: Counter[int]) -> list[Unread]:
    present = {number for number in printed if number}
    missing = [number for number in range(1, max(present, default=0)) if number not in present]
    if not missing:
        return []
    listed = ", ".join(str(number) for number in missing[:20]) + (", …" if len(missing) > 20 else "")
    return [Unread(place=rows[0].place, reason=f"no row has the number {listed}")]
