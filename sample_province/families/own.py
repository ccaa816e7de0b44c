"""Content systems of a unit's own making: addresses by pattern, lists in various markups."""

from dataclasses import dataclass
from hashlib import md5
from html import escape

from sample_province.content import Article, Column, Site
from sample_province.families.base import Family
from sample_province.families.templates import show_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Address patterns: ``{n}`` a column's number, ``{slug}`` its name, ``{page}``, ``{id}``, ``{key}``, ``{day}``."""

    column: str
    later: str
    article: str


CHANNELS = Pattern(
    column="/channels/{n}.html", later="/channels/{n}_{page}.html", article="/contents/{n}/{id}.html"
)
KUNMING = Pattern(column="/{slug}/", later="/{slug}/index_{page}.shtml", article="/c/{day}/{id}.shtml")
HEALTH = Pattern(
    column="/wjwWebsite/web/col?id=UU{key}&pid=main", later="/wjwWebsite/web/col?id=UU{key}&pid=main&page={page}",
    article="/wjwWebsite/web/doc/UU{key}{id}",
)  # fmt: skip
STATISTICS = Pattern(
    column="/TJJMH_Model/newslist_tjsj.aspx?classid={n}", later="/TJJMH_Model/newslist_tjsj.aspx?classid={n}&page={page}",
    article="/TJJMH_Model/newsview.aspx?id={id}",
)  # fmt: skip
YUXI = Pattern(
    column="/yxs/{slug}/", later="/yxs/{slug}/index_{page}.jhtml", article="/yxs/{slug}/{id}.jhtml"
)


class Own(Family):
    """A system of one's own."""

    name = "own"
    body_class = "nr"
    date_label = "时间："
    day_format = "%Y/%m/%d 10:20:00"

    def __init__(self, site: Site, pattern: Pattern) -> None:
        self.pattern = pattern
        super().__init__(site)

    def key(self, column: Column) -> str:
        """An id of 15 digits."""
        return str(
            int(
                md5(f"{self.site.unit_id}/{column.slug}".encode(), usedforsecurity=False).hexdigest()[:12], 16
            )
        )

    def column_path(self, column: Column, page: int = 1) -> str:
        """By the pattern."""
        pattern = self.pattern.column if page == 1 else self.pattern.later
        return pattern.format(n=column.number % 9000, slug=column.slug, page=page, key=self.key(column))

    def article_path(self, column: Column, article: Article) -> str:
        """By the pattern."""
        return self.pattern.article.format(
            n=column.number % 9000,
            slug=column.slug,
            id=article.id,
            key=self.key(column),
            day=article.address_day,
        )

    def items(self, column: Column, page: int) -> str:
        """Definition lists, one of the less usual markups."""
        rows = "\n".join(
            f'<dl><dt><a href="{escape(self.article_path(column, a))}" target="_blank">{escape(a.title)}</a></dt>'
            f"<dd>{show_day(a.on, column.list_dates)}</dd></dl>"
            for a in column.pages()[page - 1]
        )
        return f'<div class="newslist">\n{rows}\n</div>'

    def pager(self, column: Column, page: int) -> str:
        """Previous and next page as links."""
        last = len(column.pages())
        if last == 1:
            return ""
        before = f'<a href="{escape(self.column_path(column, page - 1))}">上一页</a>' if page > 1 else ""
        after = f'<a href="{escape(self.column_path(column, page + 1))}">下一页</a>' if page < last else ""
        return f'<div class="fenye">第{page}页 共{last}页 {before} {after}</div>'
