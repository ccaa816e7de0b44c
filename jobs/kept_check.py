"""Is what sealed audits rest on still in the evidence folder, to the last byte?"""

from pathlib import Path

from db.database import Database
from evidence.captures.errors import CaptureError
from evidence.captures.store import CaptureStore


def kept_faults(database: Database, root: Path) -> tuple[int, tuple[str, ...]]:
    """How many captured visits audits rest on, and what is wrong with them in the folder ``root``.

    Raises:
        StoreError: the database can't be used.
    """
    store = CaptureStore(root)
    faults: list[str] = []
    rested = database.audited_captures()
    for each in rested:
        name = f"audit {each.audit_id}: unit {each.unit_id}: the captured visit {each.digest}"
        if each.name is None:
            faults.append(f"{name}: no crawl in the database names it")
            continue
        try:
            store.whole_visit(each.name, digest=each.digest)
        except CaptureError as error:
            faults.append(f"{name}: {error}")
    return len(rested), tuple(faults)
