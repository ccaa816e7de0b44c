"""What is known of portals, named by one vocabulary whatever it was when they were crawled."""

from collections.abc import Callable, Mapping, Sequence

from audit_rules.subjects.rematch import rematch
from audit_rules.subjects.versions import VocabularyVersion
from db.database import Database
from domain.columns import LinkSeen
from domain.observations import PortalFacts

LinksOf = Callable[[Sequence[PortalFacts]], Mapping[str, Sequence[LinkSeen]]]
"""The links that stood on portals when their facts were seen, by unit id."""


def known_facts(
    database: Database,
    unit_ids: Sequence[str],
    vocabulary: VocabularyVersion,
    *,
    crawl_id: int | None = None,
    links_of: LinksOf | None = None,
) -> dict[str, PortalFacts]:
    """The facts of each unit's newest crawl (or of one crawl) as a vocabulary names them, by unit id.

    ``links_of`` tells the links of portals that were crawled by another vocabulary, if not what the store knows now.

    Raises:
        VocabularyError: the vocabulary can't be used.
        StoreError: the database can't be used.
    """
    facts = database.load_facts(unit_ids, crawl_id=crawl_id)
    digest = vocabulary.digest
    others = [each for each in facts.values() if each.vocabulary not in {"", digest}]
    if others:
        links = (links_of or database.load_links)(others)
        words = vocabulary.compiled()
        facts |= {each.unit_id: rematch(each, links[each.unit_id], words) for each in others}
    return facts
