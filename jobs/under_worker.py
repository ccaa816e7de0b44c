"""A command of the command line, begun by a worker: it ends with its worker, however that ends.

Standard input is a pipe that only the worker holds. When it closes, the worker is gone, and nobody would store what comes.
"""

import os
import signal
import sys
import threading
import time

GRACE_SECONDS = 20.0
"""What was read is stored in that time; after it the process ends at once."""


def main() -> None:
    """Run the command that the arguments are."""
    threading.Thread(target=_end_with_worker, daemon=True).start()
    from jobs.cli import main as command  # noqa: PLC0415  # the worker may end while this is loaded, too

    command()


def _end_with_worker() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
