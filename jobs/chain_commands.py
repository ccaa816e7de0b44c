"""The commands of ``mingcha key`` and ``mingcha chain``: with what is sealed, and is everything as it was sealed?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidence.seals.sealing import change_key, restart_chain
from evidence.seals.stored import StoreCheck, check_store
from evidence.signing.keys import SigningKey, load_or_create_signing_key, load_signing_key
from jobs.command_options import DbOption, store
from jobs.errors import UsageError, WorkError
from jobs.kept_check import kept_faults
from jobs.settings import load_settings
from jobs.signing import key_path, signing_key
from jobs.trusted_keys import checked_digest, trusted_keys

_NO_KEY = "no signing key is named; name a file with MINGCHA_SIGNING_KEY"


def key_commands(out: Console, err: Console) -> typer.Typer:
    """The commands of ``mingcha key``, printing to these consoles."""
    app = typer.Typer(help="The key that audits and packages are signed with.", no_args_is_help=True)

    @app.command("show")
    def show_command(db: DbOption = None) -> None:
        """Print the name of the signing key, and the public key to publish."""
        settings = load_settings()
        with store(db or settings.db, create=False) as database:
            key = signing_key(settings, database)
        if key is None:
            raise UsageError(_NO_KEY)
        _show(key, out, err)

    @app.command("change")
    def change_command(
        new: Annotated[Path, typer.Argument(metavar="FILE", help="The new key; made if it is not there.")],
        db: DbOption = None,
        lost: Annotated[  # noqa: FBT002  # how typer declares an option
            bool, typer.Option("--old-key-lost", help="The key in use is lost or stolen: begin anew.")
        ] = False,
    ) -> None:
        """Let another key sign from here on; the key in use vouches for it in the chain."""
        settings = load_settings()
        with store(db or settings.db, create=False) as database:
            if lost:
                key = load_or_create_signing_key(new)
                seal = restart_chain(database, key)
            else:
                path = key_path(settings, database)
                if path is None:
                    raise UsageError(_NO_KEY)
                former = load_signing_key(path)
                key = load_or_create_signing_key(new)
                seal = change_key(database, former, key)
        _show(key, out, err)
        err.print(f"seal {seal.sequence} goes on with it; set MINGCHA_SIGNING_KEY={new.resolve()}")
        if lost:
            err.print("no key vouches for it: tell those who check of it by other means")

    return app


def chain_commands(out: Console, err: Console) -> typer.Typer:
    """The commands of ``mingcha chain``, printing to these consoles."""
    app = typer.Typer(help="The chain of seals over all audits.", no_args_is_help=True)

    @app.callback()
    def group() -> None:
        """Keep ``check`` a command of a group, however many there are."""

    @app.command("check")
    def check_command(
        db: DbOption = None,
        key: Annotated[
            list[str] | None,
            typer.Option(
                "--key",
                metavar="FILE_OR_ID",
                help="A key that may begin the chain: its public key file, or sha256:…; repeatable.",
            ),
        ] = None,
        head: Annotated[
            str | None,
            typer.Option(
                "--head", metavar="sha256:…", help="A seal noted elsewhere, which the chain must hold."
            ),
        ] = None,
        evidence: Annotated[
            Path | None,
            typer.Option(
                "--evidence", metavar="DIR", help="Check as well that all is there that audits rest on."
            ),
        ] = None,
    ) -> None:
        """Compare all that is stored with what was sealed; name what was changed, inserted or removed."""
        keys = trusted_keys(key) if key else None
        noted = checked_digest(head, "the seal") if head else None
        with store(db or load_settings().db, create=False) as database:
            check = check_store(database, keys, head=noted)
            _tell(check, out)
            visits, lost = kept_faults(database, evidence) if evidence else (0, ())
        for fault in (*check.faults, *lost):
            err.print(fault)
        if evidence and not lost:
            out.print(f"all {visits:,} captured visit(s) that audits rest on are whole", highlight=False)
        if lost:
            raise WorkError(
                f"{len(check.faults) + len(lost)} thing(s) are not as they were sealed; restore what is named from a backup,"
                " or name the folder that the audits were made with"
            )
        if check.faults:
            first = (
                "make sure that the key and the seal given are the right ones; if so, " if key or head else ""
            )
            raise WorkError(
                f"{len(check.faults)} thing(s) are not as they were sealed; {first}restore the database from a backup, and"
                " keep this one: it shows what was done"
            )

    return app


def _show(key: SigningKey, out: Console, err: Console) -> None:
    err.print(f"key {key.id} ({key.path})")
    out.print(key.public.pem.decode(), end="", highlight=False, markup=False, soft_wrap=True)


def _tell(check: StoreCheck, out: Console) -> None:
    lines = [
        f"sealed: {check.audits:,} audit(s) with {check.findings:,} finding(s); {check.reviews:,} review(s)",
    ]
    if check.before:
        lines.append(f"not sealed: {check.before:,} audit(s) from before the chain began")
    if check.unsealed_reviews:
        lines.append(
            f"not sealed yet: {check.unsealed_reviews:,} review(s), which the next audit's seal is over"
        )
    lines += [f"begun with the key {key}" for key in check.beginnings]
    if check.head:
        lines.append(f"newest seal {check.head}")
    if not check.faults:
        lines.append("everything is as it was sealed" if check.head else "nothing is sealed yet")
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)
