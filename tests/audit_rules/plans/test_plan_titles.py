"""Do the keywords of 云政办发〔2017〕41号 know the titles that offices write, and no others?"""

import pytest

from audit_rules.plans.loading import load_plan
from audit_rules.sightings.titles import title_test

TITLES = [
    ("L2", 0, "云南省国土资源厅关于印发2017年度政务公开重点工作任务分工表的通知", True),
    ("L2", 0, "省国资委关于2017年政务公开工作要点完成情况的公示", False),
    ("L2", 0, "大理州政务公开工作要点解读", False),
    ("L5", 0, "省国资委关于2017年政务公开工作要点完成情况的公示", True),
    ("L5", 0, "关于第二季度全厅政务公开工作落实情况的通报", False),
    ("L5", 0, "2017年第四季度政务公开工作推进情况通报", False),
    ("L5", 0, "云南省教育厅关于贯彻落实云政办发〔2017〕41号文件情况的报告", True),
    (24, 0, "2017年1-10月省属企业营业收入利润总额情况", True),
    (4, 0, "云南省财政总收入完成情况（1至7月）", True),
    ("L6", 0, "2017年第三季度政务公开工作推进情况通报", True),
    ("L6", 0, "政务公开工作三季度进展情况", True),
    ("L6", 0, "云南省财政厅2016年政府信息公开工作年度报告", False),
    (19, 2, "2017年会计师事务所“双随机”检查结果公告", True),
    (19, 2, "第一季度全州政府网站检查情况", False),
]


@pytest.mark.parametrize(("number", "at", "title", "known"), TITLES)
def test_titles_of_a_check(number: int | str, at: int, title: str, known: bool) -> None:
    plan = load_plan("yunnan-2017")
    task = next(task for task in plan.tasks if task.number == number)
    assert title_test(task.checks[at].params).passes(title) is known


@pytest.mark.parametrize(("number", "rule"), [("L6", "count"), (91, "document"), (104, "column")])
def test_what_the_source_does_not_ask_to_be_on_the_web_is_excused(number: int | str, rule: str) -> None:
    plan = load_plan("yunnan-2017")
    task = next(task for task in plan.tasks if task.number == number)
    assert all(check.params.get("excuse") for check in task.checks if check.rule == rule)
