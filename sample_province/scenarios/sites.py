"""Second sites, on which units publish beside their own: they owe nothing, and stand after those that hand to them."""

from functools import partial

from domain.units import UnitKind
from sample_province.families.trs import Trs
from sample_province.scenario import Filed, PortalPlan

SITES: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="xyyn", name="信用云南网站", short="信用云南", kind=UnitKind.OTHER, domain="credit.example.invalid",
        family=partial(Trs, root="xygs"), small=True, filed=Filed.NOT_GIVEN,
    ),
)  # fmt: skip
