"""What is one element, or one text, of a page?"""

from collections.abc import Iterator
from functools import lru_cache


class Node:
    """One element, or one text (``tag`` is empty then). ``end`` is the index after its subtree.

    ``hidden``: its own style or attribute hides it, or that of an element around it. A short script keeps its
    text, since some lists write their dates by script.
    """

    __slots__ = ("attrs", "end", "hidden", "index", "parent", "tag", "text")

    def __init__(self, index: int, tag: str, parent: "Node | None", attrs: dict[str, str], text: str) -> None:
        self.index = index
        self.tag = tag
        self.parent = parent
        self.attrs = attrs
        self.text = text
        self.end = index + 1
        self.hidden: bool = parent is not None and parent.hidden

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
        get = self.attrs.get
        return _label_of(get("class", ""), get("id", ""))


@lru_cache(maxsize=16_384)
def _label_of(classes: str, name: str) -> str:
    return f"{classes} {name}".lower()
