"""Boda VSB: ``/tzgg.htm``, later pages counted backwards (``/tzgg/8.htm`` is page 2 of 9), ``/info/1030/39259.htm``."""

from html import escape

from sample_province.content import Article, Column
from sample_province.families.base import Family
from sample_province.families.templates import show_day


class Boda(Family):
    """Boda VSB with static pages."""

    name = "boda"
    generator = (
        "<!--Announced by Visual SiteBuilder 9-->\n"
        '<script language="javascript" src="/system/resource/js/counter.js"></script>'
    )
    body_class = "v_news_content"
    date_label = "发布日期："
    day_format = "%Y年%m月%d日 10:20"

    def stem(self, column: Column) -> str:
        """A column's address without its ending."""
        return f"{self.stem(column.parent) if column.parent else ''}/{column.slug}"

    def column_path(self, column: Column, page: int = 1) -> str:
        """The first page by name, page n of N as N - n + 1."""
        last = len(column.pages())
        return f"{self.stem(column)}.htm" if page == 1 else f"{self.stem(column)}/{last - page + 1}.htm"

    def article_path(self, column: Column, article: Article) -> str:
        """``/info/1030/39259.htm``: no date."""
        return f"/info/{column.number % 9000 + 1000}/{article.id}.htm"

    def item(self, column: Column, article: Article, page: int) -> str:
        """One item of a list."""
        del page
        day = show_day(article.on, column.list_dates).replace("-", "/")
        return (
            f'<li id="line_u8_{article.id}"><a href="{self.article_path(column, article)}" title="{escape(article.title)}">'
            f"<em>{escape(article.title)}</em></a><span class='rq'>{day}</span></li>"
        )

    def pager(self, column: Column, page: int) -> str:
        """Counts in words, next and last page as links."""
        last = len(column.pages())
        before = (
            f'<a href="{self.column_path(column, page - 1)}" class="Prev">上页</a>'
            if page > 1
            else "<span>上页</span>"
        )
        after = (
            f'<a href="{self.column_path(column, page + 1)}" class="Next">下页</a>'
            if page < last
            else "<span>下页</span>"
        )
        end = (
            f'<a href="{self.column_path(column, last)}" class="Next">尾页</a>'
            if page < last
            else "<span>尾页</span>"
        )
        count = f'<span class="p_t">共{len(column.articles)}条</span> {page}/{last}'
        return f'<div class="pb_sys_common pb_sys_normal">{count} {before}{after}{end}</div>'
