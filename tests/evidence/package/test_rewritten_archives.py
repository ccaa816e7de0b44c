"""Is an archive of every kind of event, of whichever night, the one that is written again from its journals?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest

from domain.captures import Body, Event, Exchange
from evidence.captures.visit import Visit
from evidence.package.archive import write_archive
from evidence.package.journals import journal_members
from evidence.package.packaged_visit import read_visit
from evidence.package.records_in import Archive
from evidence.package.trace import trace_bytes
from evidence.verify.rewritten import Rewritten, rewritten

Keep = Callable[..., Visit]
Events = Callable[[datetime], list[Event]]


def again(visit: Visit) -> tuple[Rewritten, Archive]:
    """What is found of a visit's archive, written as exporters do."""
    file = BytesIO()
    done = write_archive(file, visit)
    trace = trace_bytes(done.trace)
    archive = Archive(file, "archive/czt.warc.gz")
    journals = {each.path: each.data for each in journal_members(visit)}
    found = rewritten(read_visit(trace, "trace/czt.jsonl", archive), archive, journals)
    assert found.archived is not None
    assert trace_bytes(found.archived.trace) == trace
    return found, archive


@pytest.mark.parametrize("nights", [1, 2, 3])
def test_it_is_whichever_night_it_was(keep: Keep, night: datetime, every_kind: Events, nights: int) -> None:
    for number in range(nights):
        at = night + timedelta(days=number)
        visit = keep(every_kind(at), at)
    found, archive = again(visit)
    assert found.faults == []
    assert found.order == [*archive.records]


def test_it_is_where_bytes_are_of_a_night_whose_journal_is_not_there(
    keep: Keep, night: datetime, every_kind: Events
) -> None:
    """Only its pack is referred to: the same bytes under another address are told anew."""
    first = [each for each in every_kind(night) if isinstance(each, Exchange)]
    keep(first[:1])
    for number in (1, 2):
        at = night + timedelta(days=number)
        every = [each for each in every_kind(at) if isinstance(each, Exchange)]
        visit = keep([replace(each, url=f"{each.url}?{number}", connection=None) for each in every], at)
    assert set(visit.bases) - set(visit.tellers)
    found, _ = again(visit)
    assert found.faults == []


def test_bytes_that_the_journal_does_not_name_are_told(
    keep: Keep, night: datetime, every_kind: Events
) -> None:
    """Two visits of one moment: the archive of the one does not pass for that of the other."""
    visit = keep(every_kind(night))
    file = BytesIO()
    done = write_archive(file, visit)
    archive = Archive(file, "archive/czt.warc.gz")
    packaged = read_visit(trace_bytes(done.trace), "trace/czt.jsonl", archive)
    home = packaged.events[0]
    assert isinstance(home, Exchange)
    assert home.response is not None
    told = done.trace[1]["response"]["record"]
    other = replace(home, response=replace(home.response, payload=Body.of(b"another page")))
    at = night + timedelta(days=1)
    theirs = keep([other, *every_kind(night)[1:]], at)
    journals = {each.path: each.data for each in journal_members(theirs)}
    found = rewritten(replace(packaged, ref=theirs.ref, events=theirs.events), archive, journals)
    assert found.faults
    assert told not in found.order or found.archived is None
