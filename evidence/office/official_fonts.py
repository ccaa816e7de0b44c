"""Which typefaces does an official document name, and what takes their place on a computer that lacks one?

GB/T 9704-2012 5.2.2, 7.2.5, 7.3: 标题 2号小标宋体, 正文 3号仿宋体, 层次序数 黑体、楷体、仿宋体, 页码 4号半角宋体.
小标宋 comes with no Windows and no WPS by itself; 仿宋 and 楷体 go by two names each, depending on the system's age.
"""

from typing import Final

TITLE: Final = "方正小标宋简体"
BODY: Final = "仿宋"
FIRST: Final = "黑体"
SECOND: Final = "楷体"
PAGE_NUMBER: Final = "宋体"
LATIN: Final = "Times New Roman"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_ALTERNATIVES: Final = (
    (TITLE, "方正小标宋_GBK,小标宋,FZXiaoBiaoSong-B05S", "auto", "variable"),
    (BODY, "仿宋_GB2312,FangSong,FangSong_GB2312,STFangsong", "modern", "fixed"),
    (FIRST, "SimHei,Heiti SC,Noto Sans CJK SC", "modern", "fixed"),
    (SECOND, "楷体_GB2312,KaiTi,KaiTi_GB2312,STKaiti", "modern", "fixed"),
    (PAGE_NUMBER, "SimSun,Songti SC,Noto Serif CJK SC", "auto", "variable"),
)


def font_table() -> bytes:
    """The part ``word/fontTable.xml``: each typeface with its other names, as a Chinese one (charset 86 is GB 2312)."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, others, family, pitch in _ALTERNATIVES
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{_W}">{fonts}{latin}</w:fonts>'.encode()
