"""How did one unit's percent go, in the space of a word? A line without scale; its numbers stand in its description."""

from collections.abc import Sequence

from markupsafe import Markup

from web.charts.drawing import BRAND, GRID, dot, line, path, svg

_WIDTH, _HEIGHT = 84, 20


def sparkline(name: str, values: Sequence[float | None], *, title: str) -> Markup:
    """Percents (0 … 100) audit by audit, oldest first; None leaves a gap. The last one has a dot."""
    step = (_WIDTH - 8) / max(len(values) - 1, 1)
    points = [
        (4 + place * step, 17 - 14 * value / 100) for place, value in enumerate(values) if value is not None
    ]
    parts = [line(2, 17, _WIDTH - 2, 17, GRID)]
    run: list[tuple[float, float]] = []
    for place, value in enumerate([*values, None]):
        if value is not None:
            run.append((4 + place * step, 17 - 14 * value / 100))
            continue
        if len(run) > 1:
            parts.append(path(run, BRAND, width=1.5))
        run = []
    if points:
        parts.append(dot(*points[-1], 2.2, BRAND))
    told = "、".join("–" if value is None else f"{value:.1f}%" for value in values[-12:]) or "没有数据"
    return svg(name, width=_WIDTH, height=_HEIGHT, title=title, told=told, parts=parts)
