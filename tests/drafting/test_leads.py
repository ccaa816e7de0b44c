"""Who owes a duty by its lead cell, and whom must it never be laid upon?"""

import pytest

from domain.units import Unit, UnitKind
from drafting.leads import LeadReading, read_leads
from drafting.unit_names import UnitNames


@pytest.fixture(scope="module")
def names(units: tuple[Unit, ...]) -> UnitNames:
    return UnitNames(units)


CASES = {
    "省财政厅、地税局按照职责分工分别牵头落实": (("czt", "dsj"), (), ()),
    "省财政厅、发展改革委分别牵头，省人力资源社会保障厅、地税局等部门配合": (
        ("czt", "fgw"),
        (),
        ("rst", "dsj"),
    ),
    "省发展改革委、公共资源交易管理局牵头，会同省农业厅、林业厅等部门落实": (
        ("fgw", "ggzyj"),
        (),
        ("nyt", "lyt"),
    ),
    "省农业厅牵头，省国土资源厅按照职责分工分别落实": (("nyt",), ("gtt",), ()),
    "省财政厅，各州、市人民政府负责落实": (("czt", "@prefectures"), (), ()),
    "省新闻办牵头；各州、市人民政府，省直各部门负责落实": (("xwb",), ("@prefectures", "@departments"), ()),
    "省国税局，省地税局负责落实": (("gsj", "dsj"), (), ()),
    "省 教 育 厅 牵头\n落实": (("jyt",), (), ()),
    "省财政厅": (("czt",), (), ()),
    "省财政厅 省教育厅": (("czt", "jyt"), (), ()),
    "牵头单位：省财政厅；配合单位：省地税局、省国税局": (("czt",), (), ("dsj", "gsj")),
    "云南省住房和城乡建设厅": (("zjt",), (), ()),
    "省教育厅和财政厅牵头": (("jyt", "czt"), (), ()),
    "省财政厅牵头，省财政厅、省教育厅负责落实": (("czt",), ("jyt",), ()),
    "各地各部门": (("@prefectures", "@departments"), (), ()),
    "各市（州）人民政府，省直各委、办、厅、局": (("@prefectures", "@departments"), (), ()),
    "各设区市政府": (("@prefectures",), (), ()),
}


@pytest.mark.parametrize("text", CASES)
def test_who_leads_who_owes_it_beside_and_who_only_helps(names: UnitNames, text: str) -> None:
    leads, owing, helping = CASES[text]
    reading = read_leads(text, names)
    assert (set(reading.leads), set(reading.units), set(reading.supports)) == (
        set(leads),
        set(owing),
        set(helping),
    )
    assert reading.unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("省火星厅牵头", ("省火星厅",)),
        ("市财政局牵头", ("市财政局",)),
        ("县统计局", ("县统计局",)),
        ("省直有关部门", ("省直有关部门（未指明）",)),
        ("省财政部门牵头", ("省财政部门",)),
        ("各县、市、区人民政府", ("@counties",)),
    ],
)
def test_who_is_not_in_the_registry_or_left_open_is_told_and_owes_nothing(
    names: UnitNames, text: str, unknown: tuple[str, ...]
) -> None:
    assert read_leads(text, names) == LeadReading(unknown=unknown)


def test_a_name_of_two_units_means_neither() -> None:
    both = UnitNames(
        [
            Unit(id="a", name="甲市财政局", kind=UnitKind.OTHER, portal_url=None, aliases=("财政局",)),
            Unit(id="b", name="乙市财政局", kind=UnitKind.OTHER, portal_url=None, aliases=("财政局",)),
        ]
    )
    assert read_leads("财政局牵头", both) == LeadReading(unknown=("财政局",))
    assert read_leads("乙市财政局牵头", both).leads == ("b",)


def test_without_a_registry_every_name_is_told() -> None:
    assert read_leads("省财政厅牵头，各州、市人民政府配合", UnitNames([])) == LeadReading(
        unknown=("省财政厅", "@prefectures")
    )
