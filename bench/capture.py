"""What does it cost to keep what a crawl fetches? CPU of the same crawl with and without, in turns, and the bytes of a night.

python bench/capture.py [--rounds N] [--portals N] [--kinds gzip,plain] [--units CSV]

CPU is user and system time of the crawl's whole tree of processes, Chromium's among them; the servers run in processes of their
own. A crawl that keeps nothing and one that keeps all run at the same time, each on a core of its own, so that whatever else the
machine does slows both alike; then they change places, and the ratio of a round is the geometric mean of both. The same again
over the same folder is an unchanged night. The median of the rounds counts.
``--units`` crawls the portals of a registry instead, whoever serves them
(``python -m sample_province exec --dir DIR -- python bench/capture.py --units DIR/units.csv``).
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("gzip", "plain")
CORES = (min(os.sched_getaffinity(0)), max(os.sched_getaffinity(0)))
"""Where the two crawls run; the same one twice on a machine that has no other."""
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK = 0.02  # seconds between two looks at what the processes have used

Used = dict[tuple[int, int], float]
"""CPU seconds of processes, by number and start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Of one kind of pages: ratios to the crawl that keeps nothing, and bytes kept.

    ``kept_range`` are the least and the greatest ratio of a round. ``again`` is of an unchanged night: its CPU, and its bytes by
    those of the first.
    """

    kind: str
    pages: int
    rendered: int
    cpu_seconds: float
    kept_ratio: float
    kept_range: tuple[float, float]
    again_ratio: float
    bytes_kept: int
    bytes_again_ratio: float


def measure(kind: str, urls: Sequence[str], rounds: int) -> Costs:
    """Crawl portals with and without, side by side."""
    plain: list[float] = []
    kept: list[float] = []
    again: list[float] = []
    sizes: list[tuple[int, int]] = []
    pages = rendered = 0
    for _ in range(rounds):
        first, unchanged = [], []
        for cores in (CORES, CORES[::-1]):
            folder = Path(tempfile.mkdtemp(prefix="mingcha-capture-"))
            try:
                without, with_, told = _both(urls, folder, cores)
                pages, rendered = told["pages"], told["rendered"]
                size = _size(folder)
                without_then, with_then, _ = _both(urls, folder, cores)
                sizes.append((size, _size(folder) - size))
            finally:
                shutil.rmtree(folder)
            plain += [without, without_then]
            first.append(with_ / without)
            unchanged.append(with_then / without_then)
        kept.append(statistics.geometric_mean(first))
        again.append(statistics.geometric_mean(unchanged))
    return Costs(
        kind=kind,
        pages=pages,
        rendered=rendered,
        cpu_seconds=round(statistics.median(plain), 2),
        kept_ratio=round(statistics.median(kept), 3),
        kept_range=(round(min(kept), 3), round(max(kept), 3)),
        again_ratio=round(statistics.median(again), 3),
        bytes_kept=sizes[0][0],
        bytes_again_ratio=round(statistics.median(later / first for first, later in sizes), 4),
    )


def told(costs: Costs) -> str:
    """The figures in a line."""
    return (
        f"{costs.kind}: {costs.pages} pages ({costs.rendered} rendered), {costs.cpu_seconds} s of CPU; "
        f"kept x {costs.kept_ratio} ({costs.kept_range[0]} to {costs.kept_range[1]}), an unchanged night x {costs.again_ratio}; "
        f"{costs.bytes_kept / 1e6:.2f} MB, unchanged {costs.bytes_again_ratio:.2%} of them\n"
    )


def main() -> int:
    """Measure and print; as a child, crawl once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--portals", type=int, default=3)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--units", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "capture.json")
    parser.add_argument("--crawl", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--evidence", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.crawl:
        crawl(given.crawl, given.evidence)
        return 0
    if given.units:
        costs = [measure(given.units.parent.name, [str(given.units)], given.rounds)]
        sys.stdout.write(told(costs[0]))
    else:
        costs = []
        for kind in given.kinds.split(","):
            with served(kind, given.portals) as urls:
                costs.append(measure(kind, urls, given.rounds))
            sys.stdout.write(told(costs[-1]))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps([asdict(each) for each in costs], indent=2) + "\n", encoding="utf-8")
    return 0


def crawl(wanted: Sequence[str], folder: Path | None) -> None:
    """Visit portals (or those of a registry) once, and print how many pages were read."""
    from crawler.options import CrawlOptions  # noqa: PLC0415 - the measuring process needs none of these
    from crawler.process import run_crawl  # noqa: PLC0415
    from domain.crawl import CrawlTarget  # noqa: PLC0415
    from domain.units import Unit, UnitKind  # noqa: PLC0415
    from evidence.captures.store import CaptureStore  # noqa: PLC0415
    from jobs.inputs import load_input  # noqa: PLC0415
    from jobs.targets import crawl_targets  # noqa: PLC0415
    from spiders.portal.portal_spider import PortalSpider  # noqa: PLC0415

    subjects = frozenset(  # those of the columns that are served
        [
            "ppp",
            "budget",
            "power-list",
            "random-check",
            "major-projects",
            "environment",
            "food-drug",
            "interpretation",
        ]
    )
    if wanted[0].endswith(".csv"):
        given = load_input("yunnan-2017", Path(wanted[0]), ())
        targets = list(crawl_targets(given.plan, given.units, date(2017, 12, 31)))
    else:
        units = [
            Unit(id=f"u{n}", name="局", kind=UnitKind.OTHER, portal_url=url) for n, url in enumerate(wanted)
        ]
        targets = [CrawlTarget(unit=unit, subjects=subjects, since=date(2017, 1, 1)) for unit in units]
    options = CrawlOptions(delay=0.0, backoff=0.1, retries=1, timeout=6.0, allow_networks=("127.0.0.0/8",))
    summary = run_crawl(
        targets,
        options,
        lambda _: None,
        lambda _: None,
        PortalSpider,
        CaptureStore(folder) if folder else None,
    )
    sys.stdout.write(json.dumps({"pages": summary.pages, "rendered": summary.rendered}))


@contextmanager
def served(kind: str, portals: int) -> Iterator[list[str]]:
    """The addresses of portals, served while the context lasts."""
    command = [sys.executable, str(ROOT / "bench" / "served_portals.py"), kind, str(portals)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            yield [process.stdout.readline().strip() for _ in range(portals)]
        finally:
            process.kill()


def _both(urls: Sequence[str], folder: Path, cores: tuple[int, int]) -> tuple[float, float, dict[str, int]]:
    """Crawl without and with keeping at the same time; returns the CPU seconds of each, and what the second told."""
    crawls = [_start(urls, None, cores[0]), _start(urls, folder, cores[1])]
    trees = [{process.pid} for process in crawls]
    used: list[Used] = [{}, {}]
    while any(process.poll() is None for process in crawls):
        _look(trees, used)
        time.sleep(_LOOK)
    told = [process.communicate()[0] for process in crawls]
    if any(process.returncode for process in crawls):
        raise RuntimeError("a crawl failed")
    without, with_ = (sum(each.values()) for each in used)
    return without, with_, json.loads(told[1])


def _start(urls: Sequence[str], folder: Path | None, core: int) -> subprocess.Popen[str]:
    """A crawl in a process of its own; it and all that it starts stay on one core."""
    evidence = ["--evidence", str(folder)] if folder else []
    command = [sys.executable, str(Path(__file__).resolve()), *evidence, "--crawl", *urls]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    os.sched_setaffinity(process.pid, {core})
    return process


def _look(trees: Sequence[set[int]], used: Sequence[Used]) -> None:
    """Note what every process of each tree has used so far; a process that ends keeps its last."""
    seen: dict[int, tuple[int, int, float]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (
                    (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                )
            except OSError:
                continue
            seen[int(folder.name)] = (
                int(fields[1]),
                int(fields[19]),
                (int(fields[11]) + int(fields[12])) / _TICKS,
            )
    for tree, each in zip(trees, used, strict=True):
        grown = -1
        while grown != len(tree):
            grown = len(tree)
            tree.update(pid for pid, (parent, _, _) in seen.items() if parent in tree)
        each.update({(pid, seen[pid][1]): seen[pid][2] for pid in tree if pid in seen})


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
