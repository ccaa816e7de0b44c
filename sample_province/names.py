"""What columns are called on the sample portals, and their path segments, by subject."""

from random import Random

# By subject: the path segment, the names in use.
NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "key-areas": (
        "zdlyxxgk",
        ("重点领域信息公开", "重点领域信息公开专栏", "信息公开重点领域", "重点领域政府信息公开"),
    ),
    "ppp": ("ppp", ("政府和社会资本合作（PPP）", "PPP项目", "政府和社会资本合作")),
    "tax-cut": ("jsjf", ("减税降费", "减税降费信息公开专栏", "税收优惠政策")),
    "fee-list": ("sfqd", ("行政事业性收费目录清单", "涉企收费目录清单", "收费目录清单")),
    "budget": ("czyjs", ("财政预决算", "预决算公开", "财政预决算公开", "政府预决算")),
    "debt": ("dfzfzw", ("地方政府债务", "政府债务")),
    "power-list": ("qzqd", ("权责清单", "权力清单和责任清单", "行政权力清单")),
    "random-check": ("ssjygk", ("双随机一公开", "“双随机、一公开”", "双随机抽查")),
    "major-projects": ("zdjsxm", ("重大建设项目", "重大项目", "重大项目建设")),
    "resource-trading": ("ggzyjy", ("公共资源交易", "公共资源配置")),
    "soe": ("gzgq", ("国资国企", "国资国企信息公开")),
    "agri": ("ncpjg", ("农产品价格", "强农惠农政策", "强农惠农")),
    "capacity": ("hjgscn", ("化解过剩产能", "去产能公示公告")),
    "double-publicity": ("xyxxsgs", ("双公示", "行政许可和行政处罚双公示", "信用双公示")),
    "penalty": ("xzcfaj", ("行政处罚案件", "曝光台", "行政处罚案件信息公开")),
    "quality-check": ("cpzljdcc", ("产品质量监督抽查", "质量监督抽查")),
    "poverty": ("tpgj", ("扶贫脱贫", "扶贫信息公开", "精准扶贫")),
    "social-relief": ("shjz", ("社会救助", "社会救助信息公开")),
    "environment": ("hjbh", ("环境保护", "环境信息公开", "环保信息")),
    "education": ("jyxxgk", ("教育信息公开", "义务教育招生", "招生考试")),
    "health": ("ylws", ("医疗卫生信息公开", "医疗卫生", "卫生计生")),
    "food-drug": ("spypaq", ("食品药品安全", "食品药品监管")),
    "finance-risk": ("ffjrfx", ("防范金融风险", "金融风险防范")),
    "housing": ("bzxzf", ("保障性住房", "住房保障", "棚户区改造")),
    "land": ("zdxx", ("征地信息公开", "征地信息公开专栏", "征地信息")),
    "work-safety": ("aqsc", ("安全生产", "安全生产信息公开")),
    "tourism": ("lyxxgk", ("旅游信息公开", "旅游市场监管")),
    "statistics": ("tjsj", ("统计数据", "统计信息", "数据发布")),
    "fiscal-report": ("czsz", ("财政收支情况", "财政收支")),
    "audit-result": ("sjjggg", ("审计结果公告", "审计结果")),
    "interpretation": ("zcjd", ("政策解读", "解读回应", "文字解读")),
    "press": ("xwfbh", ("新闻发布会", "新闻发布")),
    "gazette": ("zfgb", ("政府公报", "人民政府公报")),
    "on-request": ("ysqgk", ("依申请公开",)),
    "annual-report": ("xxgknb", ("政府信息公开年度报告", "信息公开年报", "政府信息公开年报")),
    "leaders": ("ldxx", ("领导信息", "领导分工", "领导之窗")),
    "hotline": ("szrx", ("12345政务服务热线", "12345市长热线")),
    "interview": ("zxft", ("在线访谈",)),
    "services": ("bsfw", ("办事服务", "网上办事")),
    "regulations": ("gfxwj", ("规范性文件", "政策文件", "政策法规")),
    "site-check": ("zfwzcc", ("政府网站抽查", "网站抽查通报", "政府网站抽查通报")),
    "statutory": ("fdzdgknr", ("法定主动公开内容", "主动公开目录")),
    "news": ("gzdt", ("工作动态", "政务动态", "要闻动态", "新闻动态")),
    "notices": ("tzgg", ("通知公告", "公示公告")),
    "consultation": ("ldxx_zx", ("领导信箱", "网上咨询", "咨询投诉")),
    "personnel": ("rsxx", ("人事信息", "人事任免")),
    "planning": ("ghjh", ("规划计划",)),
    "service-stats": ("bstj", ("办事统计",)),
    "proposals": ("jyta", ("建议提案办理", "人大建议政协提案")),
}


def column_name(subject: str, random: Random, given: str | None = None) -> str:
    """A name in use for the subject's column, or the one given."""
    return given or random.choice(NAMES[subject][1])


def column_slug(subject: str) -> str:
    """The path segment of the subject's column."""
    return NAMES[subject][0]
