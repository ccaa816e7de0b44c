"""Does the store know where what a portal's crawl fetched is kept?"""

from typing import Any

from db.database import Database
from domain.capture_ref import CaptureRef

KEPT = CaptureRef(id="czt/20170801T010000250000Z", digest="sha256:00")


def test_the_captured_visit_of_a_crawl_is_found_by_its_reach(database: Database, crawled: Any) -> None:
    units = [crawled.unit("czt"), crawled.unit("gtt"), crawled.unit("dsj")]
    run = database.begin_crawl(units, scope_digest="s", now=crawled.t0)
    database.save_items(run.id, [crawled.done("czt", capture=KEPT), crawled.done("gtt")])
    reaches = [facts.reach.id for facts in database.load_facts(["czt", "gtt", "dsj"]).values()]
    assert database.load_captures([*reaches, "obs:column/1", "nonsense"]) == {reaches[0]: KEPT}
