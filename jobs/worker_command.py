"""The command ``mingcha worker``: do what was ordered in the console."""

import signal
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console

from jobs.command_options import DbOption, store
from jobs.settings import load_settings


def add_worker_command(app: typer.Typer, err: Console) -> None:
    """Add the command, telling what it does on this console."""

    @app.command("worker")
    def worker_command(
        db: DbOption = None,
        evidence: Annotated[
            Path | None,
            typer.Option(
                "--evidence", metavar="DIR", help="Keep what is fetched in this folder; exports need it."
            ),
        ] = None,
        once: Annotated[  # noqa: FBT002  # typer declares options as default arguments
            bool, typer.Option("--once", help="End when nothing waits any more.")
        ] = False,
    ) -> None:
        """Do what was ordered, each order in a process of its own, until stopped; what runs then is put back."""
        from jobs.worker import Worker  # noqa: PLC0415  # other commands need not wait for it

        settings = load_settings()
        if evidence is not None:
            settings = settings.model_copy(update={"evidence": str(evidence)})
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        with store(db or settings.db, create=True) as database:
            err.print("worker: waiting for orders")
            Worker(database, settings, stop).run(once=once, told=err.print)
