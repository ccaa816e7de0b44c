"""Which hosts make up the sample province, and what does its registry of units say? All from the scenarios and a plan."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from random import Random

from domain.plans import Plan
from sample_province.duties import Duty, owed
from sample_province.hosts import ClosedByRobots, Garbage, Hangs, Jsl, Ruishu, self_signed
from sample_province.portal import Portal, build_portal, copies_for
from sample_province.scenario import Filed, HostKind, PortalPlan
from sample_province.scenarios import portals_of
from sample_province.server import Answers, Host

SEED = 201741
FIELDS = ("id", "name", "kind", "portal_url", "aliases", "region", "parent", "filed_url", "successor", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The province before it listens anywhere."""

    plan: Plan
    seed: int
    portals: tuple[PortalPlan, ...]
    duties: dict[str, list[Duty]]
    built: dict[str, Portal]

    def address(self, portal: PortalPlan) -> str:
        """The loopback address of a unit's host."""
        return address_of(self.portals.index(portal))


def address_of(position: int) -> str:
    """127.17.1.10 and up."""
    return f"127.17.{1 + position // 200}.{10 + position % 200}"


def build_model(plan: Plan, *, seed: int = SEED, portals: Sequence[PortalPlan] | None = None) -> Model:
    """Generate everything: the same plan and seed give the same bytes."""
    portals = portals_of(plan) if portals is None else portals
    duties = owed(plan, [portal.id for portal in portals])
    readable = [portal for portal in portals if portal.family is not None]
    built: dict[str, Portal] = {}
    for position, portal in enumerate(readable):
        others = [readable[(position + step) % len(readable)] for step in (1, 2, 3, 5)]
        neighbours = {other.name: f"http://{other.domain}/" for other in others}
        copies = copies_for(portal.id, built.values())
        built[portal.id] = build_portal(plan, portal, duties[portal.id], seed, neighbours, copies)
    return Model(plan=plan, seed=seed, portals=tuple(portals), duties=duties, built=built)


def hosts(model: Model) -> tuple[Host, ...]:
    """Every host that listens."""
    listening = []
    for portal in model.portals:
        if portal.host in {HostKind.DEAD, HostKind.NO_PORTAL}:
            continue
        address = model.address(portal)
        random = Random(f"{model.seed}/host/{portal.id}")  # noqa: S311  # reproducible content, no secret
        answers: Answers
        match portal.host:
            case HostKind.RUISHU:
                answers = Ruishu(random)
            case HostKind.JSL:
                answers = Jsl(random)
            case HostKind.HANGS:
                answers = Hangs()
            case HostKind.GARBAGE:
                answers = Garbage(random)
            case HostKind.ROBOTS:
                answers = ClosedByRobots()
            case _:
                answers = model.built[portal.id].family
        tls = self_signed(address) if portal.host is HostKind.HTTPS_ONLY else None
        listening.append(Host(address=address, answers=answers, tls=tls))
    return tuple(listening)


def filed_url(model: Model, portal: PortalPlan, root: str) -> str:
    """The address of the key-areas column that the unit put on file."""
    built = model.built.get(portal.id)
    match portal.filed:
        case Filed.NOT_GIVEN:
            return ""
        case Filed.DEAD:
            return f"{root}/old/zdlyxxgk/gone.html"
        case Filed.OTHER:
            column = built.site.of_subject("services")[0] if built else None
            return root + built.family.column_path(column) if built and column else f"{root}/other.html"
        case _:
            columns = built.site.of_subject("key-areas") if built else []
            return root + built.family.column_path(columns[0]) if built and columns else f"{root}/zdlyxxgk/"


def units_csv(model: Model, port: int) -> str:
    """The registry of the province's units, in the contract's format."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(FIELDS)
    for portal in model.portals:
        known = portal.host is not HostKind.NO_PORTAL
        root = f"http://{model.address(portal)}:{port}"
        filed = filed_url(model, portal, root) if known else ""
        region = "云南省" if portal.short.startswith("省") else portal.short
        table.writerow(
            [
                portal.id,
                portal.name,
                portal.kind,
                f"{root}/" if known else "",
                portal.short,
                region,
                "",
                filed,
                portal.successor,
                "",
            ]
        )
    return out.getvalue()
