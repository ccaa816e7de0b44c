"""What are the documents and instalments called that the plan's duties ask for? By task, with a fall-back from keywords."""

from sample_province.duties import Duty, fits

DOCUMENTS: dict[int | str, tuple[str, ...]] = {
    "L1": ("{p}关于明确政务公开工作分管领导的通知", "{p}领导班子成员分工"),
    "L2": ("{p}2017年政务公开工作实施方案", "{p}关于印发2017年政务公开工作要点实施方案的通知"),
    "L5": ("{p}2017年政务公开工作要点落实情况报告", "{p}关于2017年政务公开工作要点落实情况的报告"),
    91: ("{p}重点领域信息公开实施方案", "{p}关于印发重点领域信息公开工作实施方案的通知"),
    94: ("{p}关于建立利益相关方列席有关会议制度的通知",),
    110: ("{p}政府公报同步上网和历史公报数字化工作方案",),
    111: ("12345政府服务热线平台开通上线公告",),
}

INSTALMENTS: dict[int | str, str] = {
    4: "全省{period}财政收支情况",
    5: "{period}全省国民经济运行情况",
    24: "{period}省属企业主要经济效益指标",
    28: "全国农产品批发市场价格信息",
    40: "{period}全省消费市场运行情况分析报告",
    66: "{period}全省法定传染病疫情信息",
    107: "{p}{period}政府网站抽查情况通报",
    "49b": "{period}旅游投诉情况公示",
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
    pattern = INSTALMENTS.get(duty.task)
    title = pattern.format(p=office, period=period) if pattern else ""
    if not title or not fits(title, duty.titles):
        title = from_keywords(duty, period) or f"{period}工作情况通报"
        if not any(mark in title for mark in ("情况", "通报", "公告", "公示", "信息", "报告", "名单")):
            title += "情况"
    return title if period else f"{title}（第{number}期）"
