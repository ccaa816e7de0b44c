"""How are a percent and a place read by people?"""


def percent_word(percent: float | None, unmeasured: float) -> str:
    """The percent with one decimal; a unit that owes no points has none to be measured."""
    if percent is not None:
        return f"{percent:.1f}"
    return "未测得" if unmeasured else "无计分任务"


def place_word(place: int | None, tied: int) -> str:
    """The place as it is read: 3, 并列3, – for a unit that is not ranked."""
    if place is None:
        return "–"
    return f"并列{place}" if tied > 1 else str(place)
