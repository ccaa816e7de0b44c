"""How is it told what an inspection table (检查指标) makes of a site?"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.inspections import InspectionResult

RESULT_WORDS: Mapping[InspectionResult, str] = MappingProxyType(
    {
        InspectionResult.VETOED: "不合格（单项否决）",
        InspectionResult.BELOW: "不合格（不足60分）",
        InspectionResult.NOT_FOUND: "未发现单项否决",
        InspectionResult.CANT_TELL: "无法判断",
        InspectionResult.NOT_IN_FORCE: "不适用",
    }
)
