"""How does ``mingcha serve`` open the console?"""

from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from casework.accounts.managing import accounts_exist
from casework.standing.renewing import catch_up
from db.database import Database
from jobs.captured_bytes import unpacked
from jobs.command_options import DbOption, store
from jobs.errors import UsageError, WorkError
from jobs.order_files import exports_folder
from jobs.settings import Settings, load_settings
from jobs.worker_beside import worker_beside

_MADE = "make the first admin with: mingcha user add LOGIN --role admin --db {db}"


def add_serve_command(app: typer.Typer, err: Console) -> None:
    """Add ``serve`` to the command line, telling to this console."""

    @app.command("serve")
    def serve_command(
        host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
        port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="Port.")] = 8750,
        db: DbOption = None,
        evidence: Annotated[
            Path | None, typer.Option(metavar="DIR", help="Folder of what was fetched.")
        ] = None,
        worker: Annotated[  # noqa: FBT002  # typer declares options as default arguments
            bool, typer.Option("--worker/--no-worker", help="Do what is ordered, in a process beside it.")
        ] = True,
    ) -> None:
        """Serve the inspectors' console until stopped."""
        settings = load_settings()
        url = db or settings.db
        folder = evidence or settings.evidence_folder
        if folder is not None and not folder.is_dir():
            raise UsageError(f"there is no evidence folder {folder}; name another with --evidence")
        with store(url, create=True) as database:
            if not accounts_exist(database):
                err.print(f"no account yet; {_MADE.format(db=url)}")
            catch_up(database, tell=lambda audit: err.print(f"working in the audit {audit}"))
            console = console_app(settings, database, folder)
            shown = f"[{host}]" if ":" in host else host
            err.print(f"the console listens on http://{shown}:{port}/ (Ctrl-C stops it)")
            with worker_beside(url, folder) if worker else nullcontext():
                _run(console, settings, host, port)


def console_app(settings: Settings, database: Database, evidence: Path | None) -> Any:
    """The console, loaded by name: the rooms of the jobs know nothing of pages."""
    return import_module("web.app").create_app(
        import_module("web.settings").ConsoleSettings(
            database=database,
            evidence=evidence,
            https=settings.console_https,
            hosts=settings.console_host_names,
            upload_bytes=settings.console_upload_mb * 1_000_000,
            exports=exports_folder(settings, database),
            oidc=_provider(settings),
            unpack=unpacked,
        )
    )


def _provider(settings: Settings) -> Any:
    """The OpenID Connect provider; None where none is set.

    Raises:
        UsageError: half of it is set, or its secret's file can't be read.
    """
    if settings.oidc_issuer is None:
        return None
    secret = settings.oidc_client_secret
    if settings.oidc_client_secret_file:
        try:
            secret = Path(settings.oidc_client_secret_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"MINGCHA_OIDC_CLIENT_SECRET_FILE can't be read: {error}") from None
    if not settings.oidc_client_id or not secret:
        raise UsageError("MINGCHA_OIDC_ISSUER needs MINGCHA_OIDC_CLIENT_ID and MINGCHA_OIDC_CLIENT_SECRET")
    return import_module("web.settings").OidcSettings(
        issuer=settings.oidc_issuer, client_id=settings.oidc_client_id, client_secret=secret
    )


def _run(console: Any, settings: Settings, host: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415  # only this command needs it

    try:
        uvicorn.run(
            console,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.console_proxies),
            forwarded_allow_ips=settings.console_proxies or None,
        )
    except SystemExit as leave:
        if leave.code:
            raise WorkError(
                f"{host}:{port} can't be listened on; stop what uses it, or name another port with --port"
            ) from None
