"""What does a page itself say: its content outside links, lists and the site's frame?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from spiders.kinds.traces import has_traces
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, CONTENT

_RUNNING = 15  # characters; shorter texts are labels, names and dates
_STEP = 5
_MOST_SAID = 1_000
_UNSEEN = frozenset({"title", "option", "button"})


@dataclass(frozen=True, slots=True)
class OwnWords:
    """``prose``: characters of running text. ``said``: the first texts that nothing hides; ``size``: of all such texts.

    ``traces`` says whether the page shows what may be a posting, or may hold some, although none was read; it takes
    ``noted``, whether the page calls itself empty. It costs something: to be asked of pages without postings only.
    """

    prose: int = 0
    size: int = 0
    said: tuple[str, ...] = ()
    traces: Callable[..., bool] = field(default=lambda **_: False, compare=False)

    @property
    def text(self) -> str:
        """The first texts, one a line."""
        return "\n".join(self.said)


def own_words(tree: PageTree, region_of: Sequence[str], spans: Sequence[tuple[int, int]]) -> OwnWords:
    """The page's own words. ``spans`` are the items of its lists, as (first node, node after the last)."""
    links = [(node.index, node.end) for node in tree.find("a")]
    outside = sorted([*links, *spans])
    prose = size = place = 0
    reach = -1
    said: list[str] = []
    for node in tree.texts():
        while place < len(outside) and outside[place][0] <= node.index:
            reach = max(reach, outside[place][1])
            place += 1
        region = region_of[node.index]
        if node.index < reach or region not in {CONTENT, BREADCRUMB}:
            continue
        if node.parent is not None and node.parent.tag in _UNSEEN:
            continue
        text = node.text.strip()
        if region == BREADCRUMB:
            # On a small page a breadcrumb's block can't be told from what stands beside it.
            if len(text) >= _STEP and size < _MOST_SAID:
                said.append(text)
            continue
        length = len(text)
        if length >= _RUNNING:
            prose += length
        if not node.hidden:
            if size < _MOST_SAID:
                said.append(text[:_MOST_SAID])
            size += length
    return OwnWords(prose=prose, size=size, said=tuple(said), traces=partial(has_traces, tree, region_of))
