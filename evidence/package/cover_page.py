"""How is the cover a page in a browser? All texts are escaped; it asks for nothing but the pictures beside it."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence.package.cover_blocks import Block


def cover_html(title: str, blocks: Sequence[Block]) -> str:
    """The page, to lie in a folder beside that of the pictures."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("cover.html.jinja").render(title=title, blocks=blocks)
