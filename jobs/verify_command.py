"""The command ``mingcha verify``: whom does the one who checks trust, and how is told what holds and what does not?"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from evidence.errors import EvidenceError
from evidence.signing.timestamps import read_certificates
from evidence.verify.checks import Check
from evidence.verify.signed import NO_KEY_GIVEN
from jobs.errors import UsageError, WorkError
from jobs.settings import Settings, load_settings
from jobs.trusted_keys import trusted_keys
from jobs.whole_file import whole_file


def add_verify_command(app: typer.Typer, out: Console, err: Console) -> None:
    """Add the command, printing to these consoles."""

    @app.command("verify")
    def verify_command(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="A sealed evidence package (WACZ).")],
        key: Annotated[
            list[str] | None,
            typer.Option(
                "--key",
                metavar="FILE_OR_ID",
                help="A key to trust: its public key file, or sha256:…; repeatable.",
            ),
        ] = None,
        tsa_certificates: Annotated[
            Path | None,
            typer.Option(
                "--tsa-certificates", metavar="PEM", help="Roots of timestamp authorities to trust."
            ),
        ] = None,
        json_file: Annotated[
            Path | None, typer.Option("--json", metavar="FILE", help="Write what was found here.")
        ] = None,
    ) -> None:
        """Check a sealed package: every byte, signature and seal, and whether its findings follow from its pages."""
        from jobs.verify import Trust, verify  # noqa: PLC0415  # the readers take a second to load

        settings = load_settings()
        try:
            keys = trusted_keys([*(key or ()), *settings.trusted])
            certificates = tsa_certificates or _roots(settings)
            roots = read_certificates(certificates) if certificates else ()
        except EvidenceError as error:
            raise UsageError(str(error)) from None
        try:
            found = verify(file, Trust(keys=keys, roots=roots), lambda check: _tell(check, out))
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror or error}; name a package that can be read") from None
        if json_file is not None:
            with whole_file(json_file) as written:
                json.dump(_json(found.checks, holds=found.holds), written, ensure_ascii=False, indent=1)
            err.print(f"result: {json_file}")
        if not found.holds:
            faults = [fault for check in found.checks for fault in check.faults]
            if [fault.reason.endswith(NO_KEY_GIVEN) for fault in faults] == [True]:
                raise WorkError(
                    f"{file}: nothing in it speaks against it, but who signed it is not checked: name the exporter's key"
                    " with --key"
                )
            untold = [check.name for check in found.checks if check.skipped and check.name != "timestamp"]
            if not faults and untold:
                raise WorkError(
                    f"{file}: nothing in it speaks against it, but this version of the program can't tell all of it "
                    f"({', '.join(untold)}); check it with the version that is named above"
                )
            raise WorkError(f"{file}: it does not hold; {len(faults)} thing(s) speak against it, named above")
        out.print("everything holds", highlight=False, markup=False)


def _roots(settings: Settings) -> Path | None:
    return Path(settings.tsa_certificates) if settings.tsa_certificates else None


def _tell(check: Check, out: Console) -> None:
    if check.faults:
        lines = [f"FAILS  {check.name} (what should be so: {check.told})"]
    else:
        lines = [f"{'  -  ' if check.skipped else 'holds'}  {check.name}: {check.skipped or check.told}"]
    lines += [f"       {fault}" for fault in check.faults]
    lines += [f"       note: {note}" for note in check.notes]
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def _json(checks: Sequence[Check], *, holds: bool) -> dict[str, Any]:
    return {
        "holds": holds,
        "checks": [
            {
                "name": check.name,
                "holds": check.holds,
                "skipped": check.skipped,
                "told": check.told,
                "faults": [{"member": fault.member, "reason": fault.reason} for fault in check.faults],
                "notes": list(check.notes),
            }
            for check in checks
        ],
    }
