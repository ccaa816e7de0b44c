"""What does the operator of the sample province know besides what portals show? Days of events, and notices that units filed."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO

from sample_province.scenario import PortalPlan

EVENTS: Mapping[str, date] = {"国家指导意见印发": date(2017, 5, 8)}
"""The days of the events that were registered, by the names that plans give them; of others nobody told the day."""


def register_csv(portals: Iterable[PortalPlan]) -> str:
    """The register, in the format that ``--register`` takes."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("unit", "task", "done_on", "note", "event", "on"))
    for name, on in EVENTS.items():
        table.writerow(("", "", "", "", name, on.isoformat()))
    for portal in portals:
        for task, (on, note) in portal.notices.items():
            table.writerow((portal.id, task, on.isoformat(), note, "", ""))
    return out.getvalue()
