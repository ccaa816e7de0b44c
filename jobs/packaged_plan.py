"""Which plan does a package hold? Its files are laid out as they once stood, and read only if they are the ones judged by."""

import tempfile
from pathlib import Path

from audit_rules.plans.files import plan_digest
from audit_rules.plans.loading import PlanError, load_plan
from domain.plans import Plan
from evidence.package.contents import folder_files
from evidence.verify.package_file import PackageFile


def packaged_plan(package: PackageFile, digest: str) -> Plan:
    """The plan that the package holds, which must be the one of this digest.

    Raises:
        ValueError: it is another, or none.
    """
    with tempfile.TemporaryDirectory(prefix="mingcha-") as scratch:
        root = Path(scratch).resolve()
        try:
            _lay_out(package, root)
            files = sorted(root.iterdir())
            alone = files[0] if len(files) == 1 and files[0].is_file() else root
            # Before it is read: of a plan that nobody judged by it is not even looked at what it says.
            found = plan_digest(alone)
        except OSError as error:
            raise ValueError(f"plan: its files can't be laid out: {error.strerror}") from None
        if found != digest:
            raise ValueError(f"the plan in the package is {found}, and it was judged by {digest}")
        try:
            return load_plan(alone)
        except PlanError as error:
            raise ValueError(str(error).replace(f"{root}/", "plan/")) from None


def _lay_out(package: PackageFile, root: Path) -> None:
    for name, member in folder_files("plan", package.order).items():
        path = root / name.replace("\0", "")
        if "\0" in name or not path.resolve().is_relative_to(root):
            raise ValueError(f"{member}: a file of a plan that lies outside of it")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package.data(member))
