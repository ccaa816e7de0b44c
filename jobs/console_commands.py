"""How is what the console lists built anew, or caught up with audits that were not worked in?"""

import typer
from rich.console import Console

from casework.standing.renewing import catch_up, rebuild
from db.audit_order import plans_audited
from jobs.command_options import DbOption, store
from jobs.settings import load_settings


def console_commands(err: Console) -> typer.Typer:
    """The commands of ``mingcha console``, telling to this console."""
    app = typer.Typer(help="What the console keeps ready.", no_args_is_help=True)

    @app.callback()
    def console() -> None:
        """What the console keeps ready."""

    @app.command("rebuild")
    def rebuild_command(db: DbOption = None) -> None:
        """Build anew what the console lists, from audits and reviews alone."""
        with store(db or load_settings().db, create=False) as database:
            for plan_id in plans_audited(database):
                units = 0

                def tell(done: int) -> None:
                    nonlocal units
                    units += done
                    if units % 1000 < done:
                        err.print(f"{plan_id}: {units} units")  # noqa: B023 - told within the round

                rebuild(database, plan_id, tell=tell)
                err.print(f"{plan_id}: {units} units, built anew")

    @app.command("catch-up")
    def catch_up_command(db: DbOption = None) -> None:
        """Work in whatever audits a killed process left; `mingcha serve` does it when it starts."""
        with store(db or load_settings().db, create=False) as database:
            done = catch_up(database, tell=lambda audit_id: err.print(f"working in the audit {audit_id}"))
            err.print(f"{done} audits worked in")

    return app
