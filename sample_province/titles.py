"""What are the documents and instalments called that the plan's duties ask for? By task, with a fall-back from keywords."""

from sample_province.duties import Duty, fits

DOCUMENTS: dict[int | str, tuple[str, ...]] = {
    "L2": ("{p}2017年政务公开工作实施方案", "{p}关于印发2017年政务公开工作要点实施方案的通知"),
    "L5": ("{p}2017年政务公开工作要点落实情况报告", "{p}关于2017年政务公开工作要点落实情况的报告"),
    6: ("支持小微企业减税降费政策汇编",),
    10: ("关于降低企业用电成本有关事项的通知",),
    19: ("{p}随机抽查事项清单（2017年版）",),
    20: ("{p}政务服务事项目录",),
    25: ("省属企业负责人业绩考核和薪酬情况公示",),
    26: ("{p}关于进一步推进省属企业信息公开的指导意见",),
    "27a": ("省属企业监事会监督检查情况",),
    31: ("全省地方政府债务限额和余额情况",),
    33: ("营改增试点政策操作指引",),
    37: ("2017年化解过剩产能目标任务企业名单公示",),
    41: ("全省消费市场运行情况分析",),
    48: ("专利行政执法案件办理情况公示",),
    "49b": ("旅行社名录（2017年版）",),
    55: ("集中式饮用水水源地水质状况", "{p}2017年重点排污单位名录"),
    57: ("教育督导评估结果公告",),
    58: ("全面改善义务教育薄弱学校基本办学条件进展情况",),
    59: ("{p}关于做好2017年义务教育招生入学工作的通知",),
    69: ("食品安全企业标准备案公告",),
    87: ("汛期安全生产预警提示",),
    88: ("2017年安全生产执法检查计划",),
    89: ("安全生产黑名单公告（2017年第1批）",),
    91: ("{p}重点领域信息公开实施方案", "{p}关于印发重点领域信息公开工作实施方案的通知"),
    92: ("{p}主动公开基本目录",),
    100: ("对省人大第1024号建议的答复", "对省政协第317号提案的答复"),
}

INSTALMENTS: dict[int | str, tuple[str, ...]] = {
    "L6": ("政务公开工作通报",),
    4: ("{period}全省财政收支情况",),
    5: ("{period}全省国民经济运行情况",),
    14: ("重大项目核准批复结果公示",),
    24: ("{period}省属企业主要经济效益指标",),
    28: ("全国农产品批发市场价格信息", "{period}农产品供需平衡表"),
    "49b": ("旅游投诉情况公示", "旅游经营服务不良信息公示"),
    66: ("{period}全省法定传染病疫情信息",),
    72: ("食品抽检信息通告",),
    97: ("{p}举行新闻发布会",),
    107: ("{p}政府网站抽查情况通报",),
}


def from_keywords(duty: Duty, period: str) -> str:
    """A title made of the keywords of a check."""
    keywords = duty.titles
    words = [entry[0] for entry in keywords["title_all"]]
    if keywords["title_any"] and not any(
        word in "".join(words) for entry in keywords["title_any"] for word in entry
    ):
        words.append(keywords["title_any"][0][0])
    return period + "".join(dict.fromkeys(words))


def document_title(duty: Duty, office: str, choice: int) -> str:
    """A title that meets the check's keywords."""
    for index in range(len(DOCUMENTS.get(duty.task, ()))):
        patterns = DOCUMENTS[duty.task]
        title = patterns[(choice + index) % len(patterns)].format(p=office)
        if fits(title, duty.titles):
            return title
    return f"{office}2017年{from_keywords(duty, '')}"


def instalment_title(duty: Duty, office: str, period: str, number: int) -> str:
    """A title for a period that meets the check's keywords; ``number`` tells unnamed periods apart."""
    titles = [pattern.format(p=office, period=period) for pattern in INSTALMENTS.get(duty.task, ())]
    title = next((each for each in titles if fits(each, duty.titles)), "")
    if not title:
        title = from_keywords(duty, period) or f"{period}工作情况通报"
    return title if period else f"{title}（第{number}期）"
