"""What do the portals of the year owe? A plan with a duty of every kind."""

from datetime import date

from domain.plans import Check, Plan, Task
from sample_province.year.happenings import FISCAL, NOTICES, PRESS, TAX_CUT


def year_plan(unit_ids: tuple[str, ...]) -> Plan:
    """The plan; every unit owes every task."""
    tasks = (
        _task(1, "2017年7月底前", Check(rule="column", subject=TAX_CUT, points=1), unit_ids),
        _task(2, "本通知公布后30个工作日内", _document("实施方案"), unit_ids),
        _task(3, "次月5日前", Check(rule="periodic", subject=FISCAL, points=1), unit_ids),
        _task(
            4,
            "全年工作",
            Check(rule="fresh", subject=NOTICES, params={"max_age_days": 60}, points=1),
            unit_ids,
        ),
        _task(
            5, "全年工作", Check(rule="count", subject=PRESS, params={"per": "quarter"}, points=1), unit_ids
        ),
        _task(6, "2017年12月15日前", _document("落实情况"), unit_ids),
        _task(7, "全年工作", Check(rule="backdated", advice=True), unit_ids),
        _task(8, "全年工作", Check(rule="removed", advice=True), unit_ids),
        _task(9, "全年工作", Check(rule="redated", advice=True), unit_ids),
    )
    return Plan(
        id="simulated-year",
        title="政务公开工作要点分工方案",
        document_number="云政办发〔2017〕41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"全部": 6.0},
        tasks=tasks,
        digest="sha256:simulated-year",
    )


def _document(word: str) -> Check:
    return Check(rule="document", params={"title_all": ["政务公开", word], "subjects": [NOTICES]}, points=1)


def _task(number: int, deadline: str, check: Check, units: tuple[str, ...]) -> Task:
    return Task(
        number=number,
        section="全部",
        group="全部",
        text=deadline,
        lead_text=None,
        leads=units,
        units=units,
        deadline_text=deadline,
        deadline=deadline,
        weight=check.points,
        checks=(check,),
    )
