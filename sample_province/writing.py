"""Which words fill the articles of the sample province: official prose that says nothing of consequence."""

from random import Random

OPENINGS = (
    "为认真贯彻落实党中央、国务院和省委、省政府决策部署，{unit}近日对{topic}作出安排。",
    "近日，{unit}召开会议，专题研究{topic}，听取各处室工作汇报并部署下一步工作。",
    "根据年度工作计划，现将{topic}有关情况予以公布，请社会各界予以监督。",
    "按照依法行政和公开透明的要求，{unit}持续做好{topic}，有关情况如下。",
)
MIDDLES = (
    "会议强调，要坚持问题导向，压实工作责任，细化工作措施，确保各项任务按时序推进。",
    "各地各有关单位要提高认识，加强协作配合，建立健全长效机制，及时报送工作进展。",
    "下一步，将继续完善制度，强化督促检查，对推进不力的单位予以提醒，对成效明显的做法予以推广。",
    "截至目前，相关工作总体平稳有序，主要目标进展符合预期，个别环节仍需进一步加强。",
    "要进一步优化流程，压缩办理时限，让群众少跑腿、数据多跑路，不断提升服务水平。",
    "有关人员表示，将把此项工作与日常业务结合起来，统筹安排人力物力，做到同部署、同落实、同检查。",
    "从汇总情况看，多数单位制度较为健全，台账较为完整，但也存在材料报送不及时、口径不统一等不足。",
    "对检查中发现的不足，已当场反馈并提出整改意见，要求在规定时间内整改到位。",
    "各级要结合实际，分类施策，稳妥推进，既尽力而为、又量力而行，防止形式主义。",
    "文件明确了总体思路、基本原则、主要任务和保障措施，对责任分工作了细化。",
    "本次调研采取实地查看、座谈交流、查阅资料等方式进行，深入了解基层一线的做法和困难。",
    "有关数据来源于各级报表汇总，统计口径与上年一致，如有调整以最终核定为准。",
)
CLOSINGS = (
    "特此公布。",
    "请各有关单位遵照执行。",
    "（完）",
    "如有疑问，请与办公室联系。",
    "附件略。",
)


def write_body(random: Random, unit: str, topic: str) -> tuple[str, ...]:
    """Four to seven paragraphs about ``topic``."""
    opening = random.choice(OPENINGS).format(unit=unit, topic=topic.strip("“”《》"))
    middles = random.sample(MIDDLES, random.randint(4, 8))
    paragraphs = [opening]
    while middles:
        size = random.randint(1, 3)
        paragraphs.append("".join(middles[:size]))
        middles = middles[size:]
    return (*paragraphs, random.choice(CLOSINGS))
