"""The ``/cNNNNNN/`` families: ``/site/c102945/zfxxgk_nrz.shtml`` with ``_2`` pages, and ``/site/c101724/pc/list.html``."""

from hashlib import md5
from html import escape

from sample_province.content import Article, Column, Site
from sample_province.families.base import Family
from sample_province.families.templates import show_day


class Shtml(Family):
    """Lists in ``.shtml``, pages numbered ``_2`` and up, articles by month and 32 hexadecimal digits."""

    name = "shtml"
    body_class = "article-content"
    date_label = "发布时间："

    def __init__(self, site: Site, *, root: str = "site", stem: str = "zfxxgk_nrz") -> None:
        self.root, self.stem = root, stem
        super().__init__(site)

    def folder(self, column: Column) -> str:
        """``/site/c102945``."""
        return f"/{self.root}/c{column.number}"

    def column_path(self, column: Column, page: int = 1) -> str:
        """``…/zfxxgk_nrz.shtml``, ``…/zfxxgk_nrz_2.shtml``."""
        return f"{self.folder(column)}/{self.stem}{'' if page == 1 else f'_{page}'}.shtml"

    def article_path(self, column: Column, article: Article) -> str:
        """The month, no day."""
        key = md5(f"{self.site.unit_id}/{article.id}".encode(), usedforsecurity=False).hexdigest()
        return f"{self.folder(column)}/{article.address_day:%Y%m}/{key}.shtml"

    def items(self, column: Column, page: int) -> str:
        """Items with the date in ``<b>``."""
        rows = "\n".join(
            f'<li><a href="{self.article_path(column, a)}" target="_blank">{escape(a.title)}</a>'
            f"<b>{show_day(a.on, column.list_dates)}</b></li>"
            for a in column.pages()[page - 1]
        )
        return f'<div class="zfxxgk_zdgkc"><ul>\n{rows}\n</ul></div>'

    def pager(self, column: Column, page: int) -> str:
        """The call that writes the pager: container, pages, current page from 1, name, ending, items."""
        call = f"createPageHTML('page-div',{len(column.pages())}, {page},'{self.stem}','shtml',{len(column.articles)});"
        return f'<div id="page-div"></div><script type="text/javascript">window.onload=function() {{{call}}}</script>'


class PcList(Family):
    """``/pc/list.html`` and ``/pc/content/<id>/content_<id>.html``."""

    name = "shtml"
    body_class = "content"
    date_label = "日期："

    def __init__(self, site: Site, *, root: str = "site") -> None:
        self.root = root
        super().__init__(site)

    def column_path(self, column: Column, page: int = 1) -> str:
        """``…/pc/list.html``, ``…/pc/list_2.html``."""
        return f"/{self.root}/c{column.number}/pc/list{'' if page == 1 else f'_{page}'}.html"

    def article_path(self, column: Column, article: Article) -> str:
        """No date."""
        return f"/{self.root}/c{column.number}/pc/content/{article.id}/content_{article.id}.html"

    def pager(self, column: Column, page: int) -> str:
        """Plain links, relative."""
        last = len(column.pages())
        if last == 1:
            return ""
        links = "".join(
            f'<a href="{self.column_path(column, n).rpartition("/")[2]}">{n}</a>' for n in range(1, last + 1)
        )
        following = f'<a href="list_{page + 1}.html" class="next">下一页</a>' if page < last else ""
        return f'<div class="pagination">{links}{following}</div>'
