"""What would the plainest reader find? Every link with a date near it; every link that contains a subject's name."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit_rules.subjects.vocabulary import read_vocabulary

_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_SPACE = re.compile(r"\s+")
_NEAR = 200  # characters; what holds more text than this is no single item
_LEVELS = 4  # the link itself and three elements above it

Item = dict[str, str | None]


def dated_links(html: str, base: str) -> list[Item]:
    """Every link beside which a whole date stands: in it, or in an element above it that holds no other link.

    Items have the keys of ``mingcha read``: ``title``, ``url``, ``published_on``.
    """
    found: list[Item] = []
    for link in LexborHTMLParser(html).css("a[href]"):
        title = _name(link)
        day = _day_near(link)
        if title and day:
            url = _joined(base, link.attributes.get("href") or "")
            found.append({"title": title, "url": url, "published_on": day})
    return found


def subject_names() -> Mapping[str, tuple[str, ...]]:
    """Each subject's names, of every grade, as the matcher's vocabulary lists them."""
    subjects = read_vocabulary(None).subjects
    return {
        subject.id: tuple(_SPACE.sub("", name.text) for name in subject.names)
        for subject in subjects
        if not subject.internal
    }


def keyword_subjects(html: str, base: str, names: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    """Every link whose text contains a name of the subject; entries have the keys ``subject``, ``text``, ``url``."""
    found: list[dict[str, str]] = []
    for link in LexborHTMLParser(html).css("a[href]"):
        text = _name(link)
        if not text:
            continue
        url = _joined(base, link.attributes.get("href") or "")
        found.extend(
            {"subject": subject, "text": text, "url": url}
            for subject, words in names.items()
            if any(word in text for word in words)
        )
    return found


def _name(link: LexborNode) -> str:
    """The whole title where the link has one, else its text, else the text of its picture; without white space."""
    picture = link.css_first("img[alt]")
    for text in (link.attributes.get("title"), link.text(), picture and picture.attributes.get("alt")):
        if name := _SPACE.sub("", text or ""):
            return name
    return ""


def _day_near(link: LexborNode) -> str | None:
    node: LexborNode | None = link
    for _ in range(_LEVELS):
        if node is None:
            return None
        text = node.text(separator=" ")
        if len(text) > _NEAR or len(node.css("a[href]")) > 1:
            return None
        if found := _DAY.search(text):
            year, month, day = found.groups()
            return f"{year}-{int(month):02}-{int(day):02}"
        node = node.parent
    return None


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url
