"""Puts freshly measured figures into a document: ``python bench/renew_docs.py docs/accuracy.md`` (``make docs-figures``).

What stands between ``<!-- figures: SCRIPT ARGUMENTS -->`` and ``<!-- end -->`` is replaced by what ``bench/SCRIPT`` prints: the
document itself says which command gives each of its tables. What is not asked for as Markdown is shown as it is printed.
"""

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(<!-- figures: (\w+\.py)( [^>\n]*)? -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(text: str) -> str:
    """The text with each block's figures measured anew.

    Raises:
        subprocess.CalledProcessError: a script failed; nothing is to be written then.
    """
    return _BLOCK.sub(lambda block: f"{block[1]}\n{_printed(block[2], block[3] or '')}\n{block[4]}", text)


def _printed(script: str, arguments: str) -> str:
    # The document is the project's own, and only scripts of bench/ can be named.
    done = subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "bench" / script, *shlex.split(arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    shown = done.stdout.strip()
    return f"{shown}\n" if "--markdown" in arguments else f"```text\n{shown}\n```\n"


def main() -> int:
    """Renew the documents that are named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("document", type=Path, nargs="+")
    for document in parser.parse_args().document:
        text = document.read_text("utf-8")
        document.write_text(renewed(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
