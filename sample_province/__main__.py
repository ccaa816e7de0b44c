"""``python -m sample_province``: run a command beside the sample province, serve it, or check a result against its truth."""

import argparse
import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from audit_rules.plans.loading import PlanError, load_plan
from sample_province.compare import CompareError, compare, read_json
from sample_province.province import SEED, Model, build_model, hosts, units_csv
from sample_province.register import register_csv
from sample_province.server import Province, ServeError
from sample_province.truth import truth

PLAN = "yunnan-2017"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m sample_province", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    run = commands.add_parser("exec", help="serve the province while a command runs; exits with its status")
    serve = commands.add_parser("serve", help="serve the province until interrupted")
    for each in (run, serve):
        each.add_argument(
            "--dir",
            type=Path,
            required=True,
            metavar="DIR",
            help="where units.csv, register.csv and truth.json go",
        )
        each.add_argument("--port", type=int, default=0, help="the port of all portals (default: a free one)")
        each.add_argument("--plan", default=PLAN, help=f"plan id or folder (default: {PLAN})")
        each.add_argument("--seed", type=int, default=SEED, help=f"seed of the content (default: {SEED})")
    run.add_argument("argv", nargs="+", metavar="CMD", help="the command and its arguments, after --")
    check = commands.add_parser("check", help="compare a result of 'mingcha audit --json' with the truth")
    check.add_argument("result", type=Path, metavar="RESULT.json")
    check.add_argument("--dir", type=Path, required=True, metavar="DIR", help="where truth.json stands")
    return top


def write_files(folder: Path, model: Model, port: int) -> None:
    """Write the registry and the truth.

    Raises:
        ServeError: the folder can't be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder, "units.csv").write_text(units_csv(model, port), encoding="utf-8")
        Path(folder, "register.csv").write_text(register_csv(model.portals), encoding="utf-8")
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in truth(model))
        Path(folder, "truth.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    except OSError as error:
        raise ServeError(
            f"cannot write to {folder}: {error.strerror}. Give a folder that can be written to"
        ) from error


def run_command(argv: Sequence[str]) -> int:
    """Run a command to its end; Ctrl-C reaches it as well, and its status is ours."""
    try:
        child = subprocess.Popen(argv)  # noqa: S603  # the user's own command
    except OSError as error:
        print(f"error: cannot run {argv[0]}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return 127
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            status = child.wait()
        except KeyboardInterrupt:
            continue
        return status if status >= 0 else 128 - status


def serve(arguments: argparse.Namespace) -> int:
    """The commands ``exec`` and ``serve``."""
    if not 0 <= arguments.port < 65536:
        raise ServeError(
            f"--port {arguments.port} is no port. Give a number from 1 to 65535, or leave it out"
        )
    model = build_model(load_plan(arguments.plan), seed=arguments.seed)
    with Province(hosts=hosts(model), port=arguments.port) as province:
        write_files(arguments.dir, model, province.port)
        if arguments.command == "exec":
            return run_command(arguments.argv)
        first = f"http://{model.address(model.portals[0])}:{province.port}/"
        print(f"{len(province.hosts)} hosts, the first at {first}; Ctrl-C ends", flush=True)  # noqa: T201
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


def check(arguments: argparse.Namespace) -> int:
    """The command ``check``."""
    found = compare(read_json(arguments.result), read_json(arguments.dir / "truth.json"))
    for difference in found.differences:
        print(difference)  # noqa: T201
    print(f"{found.agreed} of {found.total} agree; false accusations: {found.false_accusations}")  # noqa: T201
    return 1 if found.differences else 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 2 for what can't be used."""
    arguments = parser().parse_args(argv)
    try:
        return check(arguments) if arguments.command == "check" else serve(arguments)
    except (CompareError, PlanError, ServeError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2


if __name__ == "__main__":
    sys.exit(main())
