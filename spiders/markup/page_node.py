"""What is one element, or one text, of a page?"""

from collections.abc import Iterator
from functools import lru_cache


class Node:
    """One element, or one text (``tag`` is empty then). ``end`` is the index after its subtree.

    ``hidden``: its own style or attribute hides it, or that of an element around it. A short script keeps its
    text, since some lists write their dates by script.
    """

    # A page makes thousands of nodes: the parser sets all of these itself, which halves the cost of one.
    __slots__ = ("attrs", "end", "hidden", "index", "parent", "tag", "text")

    attrs: dict[str, str]
    end: int
    hidden: bool
    index: int
    parent: "Node | None"
    tag: str
    text: str

    def ancestors(self) -> Iterator["Node"]:
        """The elements around this node, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def within(self, *tags: str) -> bool:
        """Whether an element around this node has one of these tags."""
        node = self.parent
        while node is not None:
            if node.tag in tags:
                return True
            node = node.parent
        return False

    @property
    def label(self) -> str:
        """Class and id in one lower-case text, for hints only: never the proof of anything."""
        name = self.attrs.get("id")
        classes = self.attrs.get("class", "")
        return _lower(f"{classes} {name}" if name else classes)


@lru_cache(maxsize=16_384)
def _lower(label: str) -> str:
    return label.lower()
