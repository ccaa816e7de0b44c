"""The commands of ``mingcha user``: who may use the console, from the machine itself?"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from casework.accounts import managing
from casework.accounts.refusals import AccountError
from db.database import Database
from domain.accounts import Account, Role
from jobs.command_options import DbOption, store
from jobs.errors import UsageError
from jobs.settings import load_settings

LoginArgument = Annotated[str, typer.Argument(metavar="LOGIN", help="The account's login.")]


def user_commands(out: Console, err: Console) -> typer.Typer:
    """The commands of ``mingcha user``, printing to these consoles."""
    app = typer.Typer(help="Accounts of the console.", no_args_is_help=True)

    @app.command("add")
    def add_command(
        login: LoginArgument,
        role: Annotated[Role, typer.Option(help="What the account is for.")],
        name: Annotated[str | None, typer.Option(help="The person's name; default the login.")] = None,
        unit: Annotated[str | None, typer.Option(metavar="ID", help="A contact's unit.")] = None,
        password_stdin: Annotated[  # noqa: FBT002  # how typer declares an option
            bool, typer.Option("--password-stdin", help="Read the first password from standard input.")
        ] = False,
        db: DbOption = None,
    ) -> None:
        """Make an account; prints a one-time password, to be changed at the first sign-in."""
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        if password_stdin and not password:
            raise UsageError("--password-stdin: standard input is empty; write the password to it")
        with _accounts(db, create=True) as database:
            created = managing.create_account(
                database,
                None,
                login=login,
                name=name or login,
                role=role,
                unit_id=unit,
                now=datetime.now(UTC),
                password=password,
            )
        err.print(f"account {created.account.login} ({role.value}) made")
        if not password_stdin:
            err.print("its one-time password, to be changed at the first sign-in:")
            out.print(created.password, highlight=False, markup=False)

    @app.command("list")
    def list_command(db: DbOption = None) -> None:
        """List the accounts."""
        with _accounts(db, create=False) as database:
            listed = managing.accounts(database, datetime.now(UTC))
        table = Table("login", "name", "role", "unit", "state")
        for one in listed:
            account = one.account
            state = "disabled" if account.disabled else "locked" if one.locked_until else "active"
            table.add_row(account.login, account.name, account.role.value, account.unit_id or "", state)
        out.print(table)

    @app.command("reset")
    def reset_command(login: LoginArgument, db: DbOption = None) -> None:
        """Print a new one-time password; ends the account's sessions, revokes its tokens, unlocks it."""
        with _accounts(db, create=False) as database:
            created = managing.reset_password(database, None, login, now=datetime.now(UTC))
        out.print(created.password, highlight=False, markup=False)

    for what, doing, words in (
        ("disable", managing.disable_account, "Let an account in no more."),
        ("enable", managing.enable_account, "Let a disabled account in again."),
        ("unlock", managing.unlock_account, "Let an account be tried again at once after too many failures."),
    ):
        app.command(what, help=words)(_on_account(doing, f"{what}d" if what[-1] == "e" else f"{what}ed", err))
    return app


def _on_account(doing: Callable[..., Account], done: str, err: Console) -> Callable[..., None]:
    def command(login: LoginArgument, db: DbOption = None) -> None:
        with _accounts(db, create=False) as database:
            account = doing(database, None, login, now=datetime.now(UTC))
        err.print(f"account {account.login} {done}")

    return command


@contextmanager
def _accounts(db: str | None, *, create: bool) -> Iterator[Database]:
    """The store; what is refused of an account is input that can't be used."""
    try:
        with store(db or load_settings().db, create=create) as database:
            yield database
    except AccountError as error:
        raise UsageError(str(error)) from None
