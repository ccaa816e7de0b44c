"""Has a table of the page a row of data that links to nothing? One row does where the table says what its columns are."""

import re
from collections.abc import Iterable
from itertools import islice

from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEW = 2
_MOST = 1_000  # rows, and cells of one, that are looked at
_COLUMNS = re.compile(r"名\s*称|标\s*题|题\s*名|附\s*件|序\s*号|文\s*号")
_NONE = re.compile(r"^\W*(?:(?:暂无|没有|无).*)?$")


def has_data_rows(tree: PageTree, rows: Iterable[Node]) -> bool:
    """Whether one of the rows stands under a head, or two anywhere, and says something in two cells."""
    heads: dict[int, int] = {}
    plain = 0
    for row in islice(rows, _MOST):
        headed = _is_headed(tree, row, heads)
        if any(tree.count(tag, row) for tag in ("table", "input", "select", "th")):
            continue
        if not headed and tree.count("a", row):
            continue
        cells = (cell for cell in islice(tree.elements_in(row, "td"), _MOST) if tree.texts_within(cell))
        texts = [tree.text_of(cell, 40) for cell in cells]
        if len(texts) < _FEW or not any(_HAN.search(text) and not _NONE.match(text) for text in texts):
            continue
        plain += 1
        if headed or plain >= _FEW:
            return True
    return False


def _is_headed(tree: PageTree, row: Node, heads: dict[int, int]) -> bool:
    """Whether a row stands under one that names the columns of its table. ``heads``: such rows by table, as far as known."""
    table = next((above for above in islice(row.ancestors(), 3) if above.tag == "table"), None)
    if table is None:
        return False
    if table.index not in heads:
        heads[table.index] = _head(tree, table)
    return row.index > heads[table.index]


def _head(tree: PageTree, table: Node) -> int:
    """The place of a table's first row if that names its columns, else one behind the table."""
    row = next(iter(tree.elements_in(table, "tr")), table)
    heads = tree.count("th", row)
    named = heads >= _FEW or (
        heads + tree.count("td", row) >= _FEW and _COLUMNS.search(tree.text_of(row, 80)) is not None
    )
    return row.index if named and row is not table and not tree.count("table", row) else table.end
