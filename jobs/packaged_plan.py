"""Which plan does a package hold? Its files are read only if they are the ones judged by."""

from audit_rules.plans.loading import PlanError, plan_of
from audit_rules.plans.source import PlanSource, PlanSourceError
from domain.plans import Plan
from evidence.package.contents import folder_files
from evidence.verify.package_file import PackageFile
from jobs.other_version import Unreadable


def packaged_plan(package: PackageFile, digest: str) -> Plan:
    """The plan that the package holds, which must be the one of this digest.

    Raises:
        Unreadable: it is the one, and this version makes no plan of it.
        ValueError: it is another, or none.
    """
    try:
        source = PlanSource(
            {name: package.data(member) for name, member in folder_files("plan", package.order).items()}
        )
    except PlanSourceError as error:
        raise ValueError(f"plan: {error}") from None
    # Before it is read: of a plan that nobody judged by it is not even looked at what it says.
    if source.digest != digest:
        raise ValueError(f"the plan in the package is {source.digest}, and it was judged by {digest}")
    try:
        return plan_of(source)
    except PlanError as error:
        raise Unreadable("plan", str(error)) from None
