"""The units of the sample province, each with the shape of its portal and its departures from duty."""

from domain.plans import Plan, Scoring
from sample_province.scenario import PortalPlan
from sample_province.scenarios.closed import CLOSED
from sample_province.scenarios.departments import DEPARTMENTS
from sample_province.scenarios.inspected import INSPECTED
from sample_province.scenarios.offices import OFFICES
from sample_province.scenarios.outcomes import OUTCOMES, PLAN_ID
from sample_province.scenarios.prefectures import PREFECTURES
from sample_province.scenarios.sites import SITES

PORTALS: tuple[PortalPlan, ...] = (*DEPARTMENTS, *OFFICES, *PREFECTURES, *CLOSED, *SITES)


def portals_of(plan: Plan) -> tuple[PortalPlan, ...]:
    """The units that a plan is tried on: those with departures from what it asks."""
    if plan.id == PLAN_ID:
        return OUTCOMES
    return INSPECTED if plan.scoring is Scoring.DEDUCTIONS else PORTALS
