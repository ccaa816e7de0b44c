"""What does the console say of a row of a units file, or a name, that can't be used?"""

import re

from audit_rules.inputs.csv_table import RowError
from casework.vocabulary.composing import Clash

_ROWS = (
    (r"cells where the header names", "单元格个数与表头不符，含逗号的文字请加英文双引号"),
    (r"the id is empty", "单位编号为空"),
    (r"^id .* is not an id", "单位编号只能用英文字母、数字、下划线、连字符和点"),
    (r"the name is empty", "单位名称为空"),
    (r"^kind .* is not known", "单位类别不在规定范围内"),
    (r"^id .* stands on line", "单位编号与其他单位重复"),
    (r"^address .* stands on line", "网站地址已登记在其他单位名下，一个地址只能属于一个单位"),
    (r"^(portal_url|filed_url) .* belongs to", "该网址已知属于其他机构，请核对"),
    (r"^(portal_url|filed_url) ", "网址不完整或不可用，请填写以http://或https://开头的完整网址"),
    (r"^column .* is not known", "有不认识的列，未读取"),
)
CLASH_WORDS: dict[Clash, str] = {
    Clash.NO_SUBJECT: "同义词表中没有这个栏目类别。",
    Clash.NO_NAME: "名称为空、过长或含有不可见字符。",
    Clash.KNOWN: "同义词表已经认得这个名称。",
    Clash.OTHER_SUBJECT: "这个名称属于另一类栏目。",
    Clash.EXCLUDED: "名称含有该栏目的排除词。",
    Clash.GENERIC: "这是不指明内容的总栏目名称，不能用作同义词。",
    Clash.NO_FILE: "加入后同义词表不能通过检查。",
}


def row_words(row: RowError) -> str:
    """Why a row was refused, in Chinese."""
    return next((words for form, words in _ROWS if re.search(form, row.reason)), "这一行不能使用") + "。"
