"""What does the cover of an evidence package show of what was gathered: where each finding was seen, with which pictures?"""

from collections.abc import Mapping

from domain.observations import PortalFacts
from evidence.office.statuses import PROBLEMS, Status, status_of
from evidence.package.assembly import Captured
from evidence.package.cover_told import part_of
from evidence.package.cover_values import Cover, CoveredFinding, Seen
from evidence.pictures.views import Pictured, View
from evidence.signing.keys import SigningKey
from jobs.evidence_gathering import Gathered
from jobs.evidence_pictures import pages_of, picture_taker, pictures_of

Pictures = Mapping[int, tuple[Pictured, ...]]
_PICTURED = PROBLEMS | {Status.OPEN}


def cover_of(gathered: Gathered, captured: Captured, pictures: Pictures, key: SigningKey) -> Cover:
    """The cover."""
    lists = _lists(gathered.facts, captured)
    return Cover(
        report=gathered.report,
        unit=gathered.unit,
        findings=tuple(
            CoveredFinding(
                place=place + 1,
                digest=gathered.judged.digests[place],
                reported=gathered.found.findings[place],
                task=gathered.report.tasks.get(gathered.found.findings[place].finding.task),
                seen=_seen(gathered, place, captured, lists),
                reviews=tuple(
                    each for each in gathered.judged.reviews if each.finding == gathered.judged.digests[place]
                ),
                pictures=pictures.get(place, ()),
            )
            for place in gathered.chosen
        ),
        found=gathered.found,
        others=len(gathered.found.findings) - len(gathered.chosen),
        visit=f"{gathered.visit.ref.id} {gathered.visit.ref.digest}",
        begun=gathered.visit.begun,
        ended=gathered.visit.ended,
        events=len(gathered.visit.told),
        failed=sum(each.kept.failure is not None for each in gathered.visit.told),
        seal=gathered.judged.seal,
        key=key.id,
    )


def pictures_of_all(gathered: Gathered) -> Pictures:
    """The pictures of findings, by their places; those drawn for an earlier export are the same again.

    Where a whole unit is asked for, of what is a problem and of what could not be told: of all of its findings they would be
    hundreds.
    """
    wanted, pages, every = gathered.wanted, pages_of(gathered.visit), gathered.found.findings
    found: dict[int, tuple[Pictured, ...]] = {}
    shown: dict[View, str] = {}
    with picture_taker(wanted.evidence, chromium=wanted.chromium) as taker:
        # In the cover's order, so that it refers back to a picture and never ahead.
        for place in sorted(gathered.chosen, key=lambda each: part_of(status_of(every[each]))):
            reported = every[place]
            if gathered.is_whole and status_of(reported) not in _PICTURED:
                continue
            found[place] = pictures_of(
                taker, reported, gathered.facts, pages, unit_name=gathered.unit.name, shown=shown
            )
    return found


def _seen(
    gathered: Gathered, place: int, captured: Captured, lists: Mapping[str, tuple[Seen, ...]]
) -> tuple[Seen, ...]:
    pages, facts, had = gathered.found.pages, gathered.facts, captured.had
    asked = {each.id: each for each in (facts.filed, *facts.probes) if each}
    led = {cite: had.get(each.final_url or "") for cite, each in asked.items()}
    cites = dict.fromkeys(gathered.found.findings[place].finding.cites)
    return tuple(
        Seen(
            cite=page.id,
            address=page.address or "",
            title=page.title or "",
            had=had.get(page.address or ""),
            listed_in=lists.get(page.id, ()),
            asked=asked.get(page.id),
            landed=led.get(page.id),
        )
        for page in (pages[cite] for cite in cites if cite in pages)
    )


def _lists(facts: PortalFacts, captured: Captured) -> dict[str, tuple[Seen, ...]]:
    """By posting, the columns in whose lists it stands, as far as the visit opened them."""
    columns = {
        column.id: Seen(cite=column.id, address=column.url, title=column.title, had=captured.had[column.url])
        for column in facts.columns
        if column.url in captured.had
    }
    return {
        posting.id: tuple(columns[column] for column in posting.columns if column in columns)
        for posting in facts.postings
    }
