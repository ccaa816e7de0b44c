"""How does a unit's scenario become a portal and the conditions of its duties?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from domain.plans import Plan
from sample_province.content import Article, Column, ColumnState, Site
from sample_province.duties import AS_OF, Duty, fits
from sample_province.families.base import Family
from sample_province.filler import Filler
from sample_province.fulfil import Writer
from sample_province.letters import write_letters
from sample_province.scenario import ColumnPlan, PortalPlan
from sample_province.structure import Tree

_PAGE_FULL = 10
_BEFORE_PLAN = date(2017, 3, 31)
LEAST_PAGES = 158
SERVICES = (
    ("医疗卫生", "http://zwfw.example.invalid/ylws"),
    ("社会保障", "http://zwfw.example.invalid/shbz"),
    ("住房保障", "http://zwfw.example.invalid/zfbz"),
    ("安全生产", "http://zwfw.example.invalid/aqsc"),
)
"""Service links of the one-stop service site: themes of services, not columns of the portal."""


@dataclass(slots=True, kw_only=True)
class Portal:
    """One generated portal: its scenario, its content, its pages."""

    plan: PortalPlan
    site: Site
    family: Family
    writer: Writer
    duties: list[Duty] = field(default_factory=list)


def subjects_of(duties: list[Duty]) -> list[str]:
    """The subjects whose columns the duties need, in order."""
    named: dict[str, None] = {}
    for duty in duties:
        if duty.subject:
            named[duty.subject] = None
        if duty.check:
            named |= dict.fromkeys(
                (*duty.check.params.get("subjects", ()), *duty.check.params.get("kinds", ()))
            )
    return list(named)


def accidental(duties: list[Duty], portal: PortalPlan) -> list[tuple[str | None, dict[str, list[list[str]]]]]:
    """Which titles everyday postings must not have: those that would do for a duty. With the subject they count in."""
    watched: list[tuple[str | None, dict[str, list[list[str]]]]] = []
    departures = {"document": portal.documents, "periodic": portal.periods, "count": portal.counts}
    for duty in duties:
        if duty.task in departures.get(duty.rule, {}):
            keywords = duty.titles
            anywhere = keywords["title_any"] or keywords["title_all"]
            watched.append((None if anywhere else duty.subject, keywords))
    return watched


def postings_for(column: Column, plan: ColumnPlan, random: Random, *, small: bool) -> int:
    """How many everyday postings a column gets."""
    if column.state not in {ColumnState.OK, ColumnState.ROBOTS}:
        return 0
    if plan.postings is not None:
        return plan.postings
    least = 3 if small else 4
    return {"news": 4, "notices": 4, "regulations": 3}.get(column.subject or "", 1) * least + random.randint(
        0, 2
    )


def published_for(portal: Portal, duty: Duty) -> list[Article]:
    """What a unit published since the plan that is meant for a second site as well."""
    since = portal.writer.plan.known_from
    return [
        article
        for column in portal.site.of_subject(duty.subject or "")
        for article in column.whole()
        if since < article.on <= AS_OF and fits(article.title, duty.titles)
    ]


def copies_for(site: str, portals: Iterable[Portal]) -> list[Article]:
    """What the portals hand to a second site, but for what does not come there."""
    return [
        article
        for portal in portals
        for duty in portal.duties
        if duty.check and duty.rule == "also_on" and duty.check.params["site"] == site
        for article in published_for(portal, duty)[portal.plan.uncopied :]
    ]


def build_portal(
    plan: Plan,
    portal: PortalPlan,
    duties: list[Duty],
    seed: int,
    neighbours: Mapping[str, str],
    copies: Iterable[Article] = (),
) -> Portal:
    """The portal of one unit.

    ``neighbours``: names and addresses of other portals for the friend links; ``copies``: what others hand to it.
    """
    assert portal.family is not None
    random = Random(f"{seed}/{portal.id}")  # noqa: S311  # reproducible content, no secret
    tree = Tree(portal, subjects_of(duties), random)
    watched = accidental(duties, portal)

    def refuse(subject: str | None, title: str) -> bool:
        return any((only is None or only == subject) and fits(title, keywords) for only, keywords in watched)

    filler = Filler(portal.short, random, refuse)
    writer = Writer(plan, portal, tree, filler)
    site = Site(
        unit_id=portal.id, name=portal.name, title=f"{portal.name}门户网站", domain=portal.domain,
        id_code=f"5300000{100 + random.randrange(900)}", columns=tree.columns, charset=portal.charset,
        declared_charset=portal.declared_charset, header_charset=portal.header_charset, site_map=portal.site_map,
        norms=portal.norms, refresh_home=portal.refresh_home, frameset_home=portal.frameset_home,
        index_page=portal.index_page, robots_html=portal.robots_html,

        decoys=(*SERVICES, *portal.decoys),
        neighbours=tuple(neighbours.items()), disallowed=portal.disallowed, crawl_delay=portal.crawl_delay,
        calendar=portal.calendar, search=portal.search,
    )  # fmt: skip
    wishes: dict[int, ColumnPlan] = {}
    for column in list(site.every_column()):
        wish = tree.plan_of(column.subject) if column.subject else ColumnPlan()
        if column.parent is not None and column.parent.subject and not column.subject:
            wish = tree.plan_of(column.parent.subject)
        wish = tree.beside.get(column, wish)
        if portal.until is not None:
            wish = replace(wish, last=min(portal.until, wish.last or portal.until))
        wishes[column.number] = wish
        if not column.children or not (wish.hub or column.subject is None):
            filler.fill(column, postings_for(column, wish, random, small=portal.small), wish)
    if (news := tree.by_subject.get("news")) is not None:
        filler.headlines(news, portal.headlines)
    writer.write(duties)
    for copy in copies:
        tree.by_subject["news"].articles.append(filler.article(copy.title, copy.on))
    if (box := tree.by_subject.get("consultation")) is not None and box.state is ColumnState.OK:
        write_letters(box, filler, portal.letters)
    if not portal.small:
        top_up(site, tree, filler)
    for column in site.every_column():
        if is_one_full_page(column):
            filler.fill(column, 1, of_old(wishes.get(column.number, ColumnPlan())))
    return Portal(plan=portal, site=site, family=portal.family(site), writer=writer, duties=duties)


def is_one_full_page(column: Column) -> bool:
    """Whether all of a column stands on one page that is just full: nobody could say whether there is more of it."""
    items = len(column.listed())
    return len(column.pages()) == 1 and items >= _PAGE_FULL and items % 5 == 0


def of_old(wish: ColumnPlan) -> ColumnPlan:
    """The same column for a posting from before the plan, which no duty asks for, or as early as the column has any."""
    last = min(wish.last or _BEFORE_PLAN, _BEFORE_PLAN)
    return replace(wish, last=max(last, wish.first or last), pinned=False)


def top_up(site: Site, tree: Tree, filler: Filler) -> None:
    """More news and notices until the portal has its pages."""
    pages = (
        2 + sum(len(column.pages()) for column in site.every_column()) + sum(1 for _ in site.every_article())
    )
    lacking = LEAST_PAGES - pages
    for subject in ("news", "notices"):
        column = tree.by_subject.get(subject)
        if lacking > 0 and column is not None and column.state is ColumnState.OK:
            filler.fill(column, lacking, tree.plan_of(subject))
            break
