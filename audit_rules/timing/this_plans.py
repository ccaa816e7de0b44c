"""Is a posting this plan's document, by its date and by the years that its title names?"""

from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import seen_before
from audit_rules.sightings.titles import named_years
from domain.postings import PostingSeen


def is_of_another_year(duty: Duty, posting: PostingSeen) -> bool:
    """Whether the title names other years only; what a standing duty yields is published in the year after (考核结果)."""
    years, on = named_years(posting.title), posting.published_on
    last = duty.is_standing and on is not None and on.year == duty.plan.year
    return years.excludes(duty.plan.year) and not (last and not years.excludes(duty.plan.year - 1))


def was_valid(duty: Duty, posting: PostingSeen) -> bool:
    """Whether a crawl saw the document dated after the plan, whatever it is dated now."""
    return any(past.on >= duty.plan.issued_on for past in posting.past_dates)


def is_contradicted(posting: PostingSeen, duty: Duty) -> bool:
    """Whether another of the page's dates says that the document came after the plan."""
    other = posting.published.conflict if posting.published else None
    return other is not None and other >= duty.plan.issued_on


def is_valid(duty: Duty, posting: PostingSeen) -> bool:
    """Whether the posting may be this plan's document, by its date."""
    published = posting.published_on
    issued = duty.plan.issued_on
    if duty.is_standing or duty.plan.year in named_years(posting.title).single:
        return True
    if published is None:
        return not seen_before(posting.first_seen, issued)
    return published >= issued


def may_be_valid(duty: Duty, posting: PostingSeen) -> bool:
    """Whether something of another name may be this plan's document, by its date."""
    on = posting.published_on
    recent = on is None or on.year >= duty.plan.year
    return recent and is_valid(duty, posting) and not is_of_another_year(duty, posting)
