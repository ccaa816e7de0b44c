"""What do the comparison libraries say of these pages? Asks ``bench/peers.py`` in the environment that has them."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
PEERS_PYTHON = _ROOT / ".venv-bench" / "bin" / "python"
_PEERS = _ROOT / "bench" / "peers.py"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each library's version (None: not installed), and the day (or None) that it gives each page."""

    versions: Mapping[str, str | None] = field(default_factory=dict)
    days: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    def of(self, page: str) -> dict[str, str | None]:
        """What each installed library says of one page."""
        return {library: days.get(page) for library, days in self.days.items()}


def compare(pages: Iterable[tuple[str, str, str]], python: Path | None = None) -> Comparison:
    """Ask every library about every page (name, address, decoded text); those not installed say nothing.

    ``python`` is the interpreter of the environment with the libraries: ``.venv-bench``'s where there is one, else the
    one that runs this.
    """
    python = python or (PEERS_PYTHON if PEERS_PYTHON.exists() else Path(sys.executable))
    lines = "".join(json.dumps({"name": name, "url": url, "html": html}) + "\n" for name, url, html in pages)
    # The interpreter and the script are the project's own; the pages go in by standard input.
    done = subprocess.run(  # noqa: S603
        [python, _PEERS], input=lines, capture_output=True, text=True, encoding="utf-8", check=True
    )
    said = json.loads(done.stdout)
    return Comparison(said["versions"], said["days"])
