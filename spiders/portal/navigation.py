"""Which links of a page are worth following, and why? Subjects first, then the places where columns are listed."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from domain.columns import Refusal
from domain.pages import Link, PageReading
from domain.subjects import Grade, Surface, surest
from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, clean_url, is_article, is_trap
from spiders.portal.frontier import Claim, Role, Task

HUB_SUBJECTS = frozenset({"key-areas", "statutory"})
_SITEMAP_TEXT = re.compile(r"^(?:本?网站?|站点|本站)地图$|^site\s?map$", re.IGNORECASE)
_SITEMAP_URL = re.compile(r"/(?:site_?map|wzdt|zddt|map)(?:[/._]|$)", re.IGNORECASE)
_STATUTORY_TEXT = re.compile(
    r"^(?:政府|政务|法定)?(?:信息)?(?:主动)?公开(?:目录|专栏|平台|内容|栏目)?$|^(?:政务|政府)(?:信息)?公开(?:目录|专栏|平台)?$"
)
_NOT_COLUMNS = re.compile(
    r"^(?:首页|返回首页|网站首页|设为首页|加入收藏|收藏本站|登录|注册|退出|English|繁體|繁体|简体|手机版|移动版|无障碍.*|关于我们|联系我们|使用帮助|"
    r"打印|关闭|分享|[上下前后]一?[页篇].*|(?:首|尾|末|最后一)页|跳转|转到|确定|第?\d+页?|[<>«»‹›]+|RSS|微博|微信|客户端|邮箱|搜索|高级搜索|(?:查看)?更多.{0,3}|more.{0,3})$",
    re.IGNORECASE,
)
_LONGEST_COLUMN_NAME = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFollowed:
    """A link that names a subject but leads to no page that is looked at for it, and why."""

    url: str
    claim: Claim
    refusal: Refusal


def tasks_of(
    reading: PageReading, *, site: Site, wanted: Collection[str], depth: int, max_links: int
) -> Iterator[Task | NotFollowed]:
    """The pages that a page's links lead to, for a visit at ``depth``; what leads nowhere is left out.

    Single articles and postings of the page's own lists are no columns, and friend links (友情链接) are other
    bodies' sites whatever their text says. A link that names a subject is never left out in silence.
    """
    postings = {posting.url for posting in reading.postings}
    for number, link in enumerate(reading.links):
        if link.region == "friend" or (number >= max_links and not link.matches):
            continue
        claims = list(claims_of(link, wanted, reading.url))
        url = clean_url(link.url)
        refusal = Refusal.NOT_FOLLOWED if number >= max_links or url is None else _no_page(url, site)
        if url is None or refusal is not None:
            for claim in claims:
                yield NotFollowed(url=url or link.url, claim=claim, refusal=refusal or Refusal.NOT_FOLLOWED)
            continue
        role = role_of(link, url, claims, is_posting=link.url in postings)
        if role is None:
            continue
        task = Task(url=url, role=role, depth=depth, found_on=reading.url)
        for claim in claims:
            task.claim(claim)
        yield task


def _no_page(url: str, site: Site) -> Refusal | None:
    """Why an address is no page of the portal that could be a column; None when it may be one."""
    if is_file(url):
        return Refusal.FILE
    if not site.owns(url):
        return Refusal.OTHER_SITE
    if is_trap(url):
        return Refusal.NOT_FOLLOWED
    return Refusal.HOME if site.is_home(url) else None


def role_of(link: Link, url: str, claims: Collection[Claim], *, is_posting: bool) -> Role | None:
    """Why a link would be followed; None when it leads to no column."""
    best = max((claim.grade for claim in claims), default=None)
    if is_posting and (best is None or best is Grade.WEAK):
        return None
    if is_sitemap(link, url):
        return Role.SITEMAP
    if is_hub(link) or any(claim.subject in HUB_SUBJECTS and claim.grade > Grade.WEAK for claim in claims):
        return Role.HUB
    if best is not None:
        return {Grade.EXACT: Role.EXACT, Grade.SYNONYM: Role.SYNONYM, Grade.WEAK: Role.WEAK}[best]
    name = name_of(link)
    if is_article(url) or not (is_column_name(name) or not name):
        return None
    # A picture without words may be the only way to a column: its page will say what it is.
    return Role.NAVIGATION if link.region in {"nav", "breadcrumb"} or not name else Role.COLUMN


def claims_of(link: Link, wanted: Collection[str], page_url: str) -> Iterator[Claim]:
    """The wanted subjects that a link names."""
    for match in link.matches:
        if match.subject in wanted:
            yield Claim(
                subject=match.subject,
                grade=match.grade,
                surface=match.surface,
                text=match.matched if match.surface is Surface.CONTEXT else name_of(link) or match.matched,
                found_on=page_url,
            )


def own_claims(reading: PageReading, wanted: Collection[str], found_on: str) -> Iterator[Claim]:
    """The wanted subjects that a page says it is about; an address alone says nothing."""
    for match in surest(reading.own_subjects):
        if match.subject in wanted and match.grade > Grade.WEAK and match.surface is not Surface.SLUG:
            yield Claim(
                subject=match.subject,
                grade=match.grade,
                surface=match.surface,
                text=reading.column_name or match.matched,
                found_on=found_on,
            )


def name_of(link: Link) -> str:
    """What a link is called: its title when that is the longer form of its text, else its text or picture's text."""
    text = link.text.strip()
    title = link.title.strip()
    if title and (not text or title.startswith(text.removesuffix("...").rstrip("…"))):
        return title
    return text or link.alt.strip()


def is_sitemap(link: Link, url: str) -> bool:
    """Whether a link leads to the site map (网站地图)."""
    return _SITEMAP_TEXT.match(name_of(link)) is not None or (
        len(name_of(link)) <= 6 and _SITEMAP_URL.search(url) is not None
    )


def is_hub(link: Link) -> bool:
    """Whether a link leads to the place of open government information as a whole (政府信息公开, 政务公开)."""
    return _STATUTORY_TEXT.match(name_of(link)) is not None


def is_column_name(name: str) -> bool:
    """Whether a link's text could be a column's name: short, and not a button."""
    return 2 <= len(name) <= _LONGEST_COLUMN_NAME and _NOT_COLUMNS.match(name) is None
