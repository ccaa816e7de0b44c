"""How does a cover tell of an address that was asked for: what was asked, when, and what the server answered?

The address on file is asked for by the visit itself, which keeps the answer; probes stand beside it and keep no page.
"""

from collections.abc import Sequence

from domain.reach import Probe
from domain.reach_words import answer_words
from evidence.office.plain_text import plain_line
from evidence.package.cover_blocks import Run, Words, code, plain
from evidence.package.cover_head import moment
from evidence.package.cover_values import Seen, record_words

PROBES_NOTE = (
    "表中的“探测”是抓取之外的单独访问，只看地址能否打开，不保存网页，故没有存档记录：每一轮的结果留存于取证目录的probes文件夹，"
    "其中判定所用的收录于本包facts目录，随本包一并签名。"
)
_ADDRESS = 1000


def is_probe(seen: Seen) -> bool:
    """Whether a probe is cited, and not the visit."""
    return seen.asked is not None and seen.cite.startswith("obs:probe/")


def asked_row(seen: Seen, asked: Probe) -> tuple[Words, Words, Words]:
    """Page, moment and record of an address that was asked for."""
    what = "报备的专栏网址" if asked.purpose == "filed" else "网站首页"
    how = "单独探测" if is_probe(seen) else "抓取时访问"
    page: list[Run] = [Run(f"{what}（{how}）\n"), Run(plain_line(asked.url, _ADDRESS), code=True)]
    if asked.final_url:
        page += [Run("\n跳转到："), Run(plain_line(asked.final_url, _ADDRESS), code=True)]
    had = None if is_probe(seen) else seen.had
    at = moment(had.at if had else asked.at)
    took = f"，用时{asked.seconds:.1f}秒" if is_probe(seen) and asked.http_status else ""
    return tuple(page), plain(f"{at}\n{answer_words(asked)}{took}"), code("\n".join(_kept(seen)))


def _kept(seen: Seen) -> Sequence[str]:
    """The citation, and the records of what was answered and of where that led."""
    if is_probe(seen):
        return [seen.cite]
    records = (record_words(each) for each in (seen.had, seen.landed) if each)
    return [seen.cite, *dict.fromkeys(records)]
