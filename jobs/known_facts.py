"""What is known of portals, named by the present vocabulary whatever it was when they were crawled."""

from collections.abc import Sequence
from functools import cache

from audit_rules.digests import vocabulary_digest
from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from audit_rules.subjects.rematch import rematch
from db.database import Database
from domain.observations import PortalFacts


def known_facts(
    database: Database, unit_ids: Sequence[str], *, crawl_id: int | None = None
) -> dict[str, PortalFacts]:
    """The facts of each unit's newest crawl (or of one crawl) as the present vocabulary names them, by unit id."""
    facts = database.load_facts(unit_ids, crawl_id=crawl_id)
    present = vocabulary_digest()
    older = [each for each in facts.values() if each.vocabulary not in {"", present}]
    if older:
        links = database.load_links(older)
        facts |= {each.unit_id: rematch(each, links[each.unit_id], _vocabulary()) for each in older}
    return facts


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()
