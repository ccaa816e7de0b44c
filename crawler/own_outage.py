"""Could the portals not be reached, or had we lost the network ourselves?

Probes of many portals at the same time tell: where nearly all of them fail to answer at once, the line is ours. Such tries say
nothing of a portal's availability (国办发〔2015〕15号, 单项否决 一), and nobody may be held to account for them.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from domain.reach import FailureKind, Probe

_UNANSWERED = frozenset({FailureKind.DNS, FailureKind.CONNECT, FailureKind.TIMEOUT})
_HOSTS = 2
_SHARE = 0.8


def told_apart(probes: Sequence[tuple[str, Probe]]) -> list[tuple[str, Probe]]:
    """The probes of one round, those without an answer called ``offline`` where nearly all hosts gave none."""
    hosts = {_host(probe) for _, probe in probes}
    lost = hosts - {_host(probe) for _, probe in probes if probe.failure not in _UNANSWERED}
    if len(hosts) < _HOSTS or len(lost) < _SHARE * len(hosts):
        return list(probes)
    return [
        (unit_id, replace(probe, failure=FailureKind.OFFLINE) if probe.failure in _UNANSWERED else probe)
        for unit_id, probe in probes
    ]


def _host(probe: Probe) -> str:
    return urlsplit(probe.url).netloc
