"""How does a result reach standard output: as UTF-8 whatever the terminal, with a clear word where it can't?"""

import json
import os
import sys
from typing import Any

from jobs.errors import WorkError


def print_json(value: Any) -> None:
    """Print a JSON object in UTF-8, Chinese as it is.

    Raises:
        WorkError: it can't be written to the end.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        # A lone surrogate of a portal's JSON becomes a JSON escape.
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer must not fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise WorkError(f"cannot write the result: {error.strerror or error}") from None
