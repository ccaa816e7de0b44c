"""What is a chart made of? SVG of shapes with presentation attributes only, and the table of the numbers it shows.

No style attributes and no scripts: the console's content security policy lets neither through. Every text is escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from evidence.office.charts import COLOURS
from evidence.office.statuses import Status

INK, SOFT, FAINT, GRID = "#1c2733", "#4a5866", "#8b98a5", "#dfe4e9"
BRAND = "#1b3a5c"
ON_LIGHT = frozenset(
    {Status.NOT_DUE, Status.NOT_APPLICABLE, Status.CLEARED, Status.MANUAL, Status.LATE, Status.ADVICE}
)
"""Statuses whose colour is too light for white text."""
OPEN = COLOURS[Status.OPEN]
"""What could not be told: the same blue wherever it is drawn."""

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers of a chart: the first cell of a row names it. Cells are shown as they stand; None is a dash."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def numeric(self, column: int) -> bool:
        """Whether a column holds numbers only, so that they are set flush right."""
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing, and the table it was drawn from."""

    drawing: Markup
    table: Table


def svg(name: str, *, width: float, height: float, title: str, told: str, parts: Iterable[str]) -> Markup:
    """A drawing of fixed size. ``name`` is its id on the page: letters, digits and hyphens; ``told`` says it in words."""
    if not name.replace("-", "").isalnum() or not name.isascii():
        raise ValueError(f"no id for a drawing: {name!r}")
    return Markup(  # noqa: S704 - every text in the parts went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-told"'
        f' viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" font-size="12" fill="{INK}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def box(
    left: float, top: float, width: float, height: float, fill: str, *, told: str = "", edge: str = ""
) -> str:
    """A rectangle; ``told`` is shown when the mouse rests on it."""
    stroke = f' stroke="{edge}"' if edge else ""
    title = f"<title>{escape(told)}</title>" if told else ""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
        f' fill="{fill}"{stroke}>{title}</rect>'
    )


def line(
    left: float, top: float, right: float, bottom: float, stroke: str, *, width: float = 1, dashes: str = ""
) -> str:
    """A straight line, dashed where ``dashes`` says how."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}" stroke="{stroke}"'
        f' stroke-width="{width:g}"{dashed}/>'
    )


def text(
    left: float,
    base: float,
    words: str,
    *,
    anchor: str = "start",
    fill: str = INK,
    size: float = 12,
    bold: bool = False,
) -> str:
    """A text on its base line."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}" fill="{fill}" font-size="{size:g}"{weight}>'
        f"{escape(words)}</text>"
    )


def dot(x: float, y: float, radius: float, fill: str, *, told: str = "", edge: str = "") -> str:
    """A filled circle, or a ring with an ``edge``."""
    stroke = f' stroke="{edge}" stroke-width="1.6"' if edge else ""
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"{stroke}>{title}</circle>'


def path(points: Sequence[tuple[float, float]], stroke: str, *, width: float = 2, dashes: str = "") -> str:
    """A line through points."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{through}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def hatched(name: str, ink: str, ground: str) -> str:
    """A pattern of slanted lines, by which a part is told from its neighbours without colour; fill with ``url(#name)``."""
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{ground}"/><line x1="0" y1="0" x2="0" y2="5" stroke="{ink}"'
        ' stroke-width="2"/></pattern>'
    )


def wide(words: str, size: float = 12) -> float:
    """About how wide a text is drawn: a Chinese character is as wide as it is high, others a bit more than half."""
    return sum(size if ord(char) > 0x2E80 else size * 0.58 for char in words)
