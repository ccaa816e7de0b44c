"""Do the migrations give exactly the models? Upgrades an empty SQLite file and asks Alembic for differences."""

import sys
import tempfile
from pathlib import Path

from db.database import open_database


def main() -> int:
    """Exit status 0 when models and migrations agree."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_database(f"sqlite:///{Path(folder) / 'check.db'}") as database,
    ):
        database.migrate()
        differences = database.pending_changes()
    for difference in differences:
        sys.stderr.write(f"migration missing: {difference}\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
