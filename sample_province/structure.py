"""Where does each column stand on a portal? The tree of columns: hubs, the subjects' columns under them."""

from collections.abc import Iterable
from random import Random

from sample_province.content import Column, Dates
from sample_province.names import column_name, column_slug
from sample_province.scenario import Beside, ColumnPlan, PortalPlan

EVERY_PORTAL = (
    "news", "notices", "regulations", "interpretation", "key-areas", "statutory", "annual-report", "on-request", "leaders",
    "services", "interview",
)  # fmt: skip
"""Columns that every readable portal of the province has unless its scenario says otherwise."""

HUBS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # slug: name, plain sub-columns are in PLAIN, subjects
    "jggk": ("机构概况", "nav", ("leaders",)),
    "zwgk": ("政务公开", "nav", (
        "regulations", "interpretation", "statutory", "annual-report", "on-request", "proposals", "double-publicity",
        "power-list", "random-check", "site-check", "press", "gazette", "budget",
        "personnel", "planning",
    )),
    "hdjl": ("互动交流", "nav", ("interview", "hotline", "consultation")),
}  # fmt: skip
PLAIN: dict[str, tuple[tuple[str, str], ...]] = {
    "jggk": (("nsjg", "内设机构"), ("zsdw", "直属单位")),
    "zwgk": (("xxgkzn", "信息公开指南"), ("xxgkzd", "信息公开制度")),
    "hdjl": (("ldxin", "领导信箱"), ("yjzj", "意见征集")),
}
LETTER_BOX = "ldxin"
TOP = ("news", "notices", "services")


def is_usual(plan: ColumnPlan) -> bool:
    """Whether a column can have the columns of other subjects under it without blurring what is true of it."""
    return plan == ColumnPlan(name=plan.name, link=plan.link)


class Tree:
    """Builds the columns of one portal."""

    def __init__(self, portal: PortalPlan, subjects: Iterable[str], random: Random) -> None:
        self.portal, self.random = portal, random
        subjects = list(subjects)
        self.wanted = [s for s in dict.fromkeys([*EVERY_PORTAL, *subjects]) if not self.plan_of(s).absent]
        self.number = random.randrange(100100, 180000)
        self.by_subject: dict[str, Column] = {}
        self.columns: list[Column] = []
        self.beside: dict[Column, ColumnPlan] = {}
        self.letters = "consultation" in dict.fromkeys(subjects)
        self.build()

    def plan_of(self, subject: str) -> ColumnPlan:
        """What the scenario says of a subject's column."""
        return self.portal.columns.get(subject, ColumnPlan())

    def new(self, slug: str, name: str, subject: str | None, places: frozenset[str]) -> Column:
        """A column with the next number."""
        self.number += self.random.randint(1, 9)
        return Column(slug=slug, name=name, number=self.number, subject=subject, places=places)

    def subject_column(self, subject: str, places: frozenset[str]) -> Column:
        """The column of a subject as the scenario has it."""
        plan = self.plan_of(subject)
        column = self.new(
            column_slug(subject), column_name(subject, self.random, plan.name), subject, plan.places or places
        )
        column.state, column.link, column.delivery = plan.state, plan.link, plan.delivery
        column.list_dates = plan.list_dates
        for position, name in enumerate(plan.hub, start=1):
            child = self.new(f"{column.slug}{position}", name, None, frozenset({"side", "map"}))
            self.put(child, column)
        self.by_subject[subject] = column
        return column

    def beside_column(self, beside: Beside) -> Column:
        """A column beside those of the subjects."""
        column = self.new(beside.slug, beside.name, beside.subject, frozenset({"nav", "map"}))
        column.state = beside.state
        if beside.subject is not None:
            shown = Dates.NONE if beside.undated else Dates.FULL
            self.beside[column] = ColumnPlan(last=beside.last, list_dates=shown, shown=shown)
            column.list_dates = shown
        return column

    def put(self, child: Column, parent: Column | None) -> None:
        """Hang a column under another; without one it stands directly below the home page."""
        child.parent = parent
        (parent.children if parent is not None else self.columns).append(child)

    def build(self) -> None:
        """News, notices, hubs, key areas with the rest under it."""
        rest = set(self.wanted)
        nav = frozenset({"nav", "home", "map"})
        if "news" in rest:
            self.columns.append(self.subject_column("news", nav))
        if "notices" in rest:
            self.columns.append(self.subject_column("notices", nav))
        hubs = {}
        for slug, (name, place, subjects) in HUBS.items():
            hub = hubs[slug] = self.new(slug, name, None, frozenset({place, "map"}))
            self.columns.append(hub)
            for child_slug, child_name in PLAIN[slug]:
                if child_slug == LETTER_BOX and self.letters:
                    continue  # the column of letters is a subject's then, or left out by the scenario
                self.put(self.new(child_slug, child_name, None, frozenset({"nav", "map"})), hub)
            for subject in (s for s in subjects if s in rest):
                home = {"home"} if subject in {"regulations", "interpretation"} else set()
                self.put(self.subject_column(subject, frozenset({"nav", "map", *home})), hub)
        for beside in self.portal.beside:
            self.put(self.beside_column(beside), None if beside.top else hubs["zwgk"])
        if "services" in rest:
            self.columns.append(self.subject_column("services", frozenset({"nav", "map"})))
        key_areas = None
        if "key-areas" in rest:
            key_areas = self.subject_column("key-areas", frozenset({"nav", "map", "banner"}))
            self.columns.append(key_areas)
        usual = key_areas is not None and is_usual(self.plan_of("key-areas"))
        for subject in [s for s in self.wanted if s not in self.by_subject]:
            below = frozenset({"side", "map", "banner"} if usual else {"nav", "map"})
            column = self.subject_column(subject, below)
            if usual and key_areas is not None:
                self.put(column, key_areas)
            else:
                self.put(column, hubs["zwgk"])
