"""Which page comes next."""

from domain.subjects import Grade, Surface
from spiders.portal.frontier import Claim, Frontier, Role, Task


def task(url: str, role: Role, *, depth: int = 1, **claims: Grade) -> Task:
    made = Task(url=url, role=role, depth=depth, found_on="http://x/")
    for subject, grade in claims.items():
        made.claim(
            Claim(subject=subject, grade=grade, surface=Surface.TEXT, text=subject, found_on="http://x/")
        )
    return made


def drained(frontier: Frontier) -> list[str]:
    urls = []
    while (found := frontier.take()) is not None:
        urls.append(found.url.rpartition("/")[2])
    return urls


def test_hubs_and_sure_links_come_before_navigation_and_near_pages_before_far_ones() -> None:
    frontier = Frontier()
    for name, role, depth in [
        ("column", Role.COLUMN, 1),
        ("far-nav", Role.NAVIGATION, 3),
        ("nav", Role.NAVIGATION, 1),
        ("map", Role.SITEMAP, 1),
        ("synonym", Role.SYNONYM, 2),
        ("exact", Role.EXACT, 3),
        ("hub", Role.HUB, 4),
        ("nav-2", Role.NAVIGATION, 1),
    ]:
        frontier.add(task(f"http://x/{name}", role, depth=depth))
    assert drained(frontier) == ["hub", "exact", "synonym", "map", "nav", "nav-2", "far-nav", "column"]


def test_an_address_waits_once_with_the_best_of_what_was_claimed() -> None:
    frontier = Frontier()
    frontier.add(task("http://x/a", Role.COLUMN, depth=4))
    frontier.add(task("http://x/b", Role.NAVIGATION))
    frontier.add(task("https://x/a", Role.WEAK, depth=2, ppp=Grade.WEAK))
    frontier.add(task("http://x/a", Role.EXACT, depth=3, ppp=Grade.EXACT, debt=Grade.SYNONYM))
    assert len(frontier) == 2
    first = frontier.take()
    assert first is not None
    assert (first.url, first.role, first.depth) == ("http://x/a", Role.EXACT, 2)
    assert {claim.subject: claim.grade for claim in first.claims.values()} == {
        "ppp": Grade.EXACT,
        "debt": Grade.SYNONYM,
    }
    assert drained(frontier) == ["b"]


def test_what_was_read_is_not_queued_again_unless_asked() -> None:
    frontier = Frontier()
    frontier.mark("http://x/home")
    assert not frontier.add(task("https://x/home", Role.EXACT))
    assert frontier.taken("http://x/home")
    assert frontier.add(task("http://x/home", Role.EXACT), again=True)
    assert drained(frontier) == ["home"]


def test_a_list_s_later_page_is_dropped_from_what_waits() -> None:
    frontier = Frontier()
    frontier.add(task("http://x/index_1", Role.COLUMN))
    frontier.drop("http://x/index_1")
    assert frontier.take() is None
    assert frontier.waiting() == []


def test_up_to_navigation_a_page_must_be_read_for_absence_to_be_proved() -> None:
    assert [role for role in Role if not role.required] == [Role.COLUMN]
