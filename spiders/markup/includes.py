"""Which parts does this page bring in besides its own text: a header, a navigation, kept in files of their own?

Portals keep the frame of their pages in one file that a script or an iframe brings in. A home page read without it
leads nowhere, and then nothing may be called missing.
"""

import re

from spiders.markup.absolute import absolute
from spiders.markup.page_tree import PageTree

_LOADED = re.compile(
    r"\.load\s*\(\s*['\"]([^'\"\s]{2,300})|\$\.(?:get|ajax)\s*\(\s*(?:\{[^{}]{0,200}?\burl\s*:\s*)?['\"]([^'\"\s]{2,300})"
    r"|\bfetch\s*\(\s*['\"]([^'\"\s]{2,300})"
)
_LOADING_WORDS = (".load", "$.get", "$.ajax", "fetch")
_FRAGMENT = re.compile(r"\.(?:s?html?|jspx?|inc|tpl)(?:$|\?)", re.IGNORECASE)
_FRAME_PART = re.compile(r"head|top|nav|menu|daohang|banner", re.IGNORECASE)
_MOST = 4
_LONGEST_SCRIPT = 50_000


def includes(tree: PageTree, base: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of such parts, at most four; frames that are ``known`` to be content are left out."""
    sources: list[str] = []
    for node in tree.find("iframe", "object", "embed"):
        source = node.attrs.get("src", "") or node.attrs.get("data", "")
        if _FRAME_PART.search(source):
            sources.append(source)
    for _, script in tree.scripts:
        if not any(word in script for word in _LOADING_WORDS):
            continue
        for match in _LOADED.finditer(script[:_LONGEST_SCRIPT]):
            source = match[1] or match[2] or match[3]
            if _FRAGMENT.search(source):
                sources.append(source.split()[0])
    targets = (absolute(base, source) for source in sources if source.strip())
    return tuple(dict.fromkeys(target for target in targets if target and target not in known))[:_MOST]
