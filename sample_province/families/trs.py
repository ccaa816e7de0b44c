"""TRS WCM: directories, ``createPageHTML`` pagers, ``./201704/t20170421_144306.html`` addresses relative to the list."""

from collections.abc import Iterator
from html import escape

from sample_province.content import Article, Column, Site
from sample_province.families.base import Family
from sample_province.families.hidden import Maker
from sample_province.families.templates import show_day


class Trs(Family):
    """TRS WCM. ``extension`` and ``quote`` choose the dialect of the pager's call."""

    name = "trs"
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
    generator = "<!-- //WCM置标 概览模板 -->"
    body_class = "TRS_Editor"

    def __init__(self, site: Site, *, root: str = "zwgk", extension: str = "html", quote: str = '"') -> None:
        self.root, self.extension, self.quote = root, extension, quote
        super().__init__(site)

    def folder(self, column: Column) -> str:
        """A column's directory."""
        above = self.folder(column.parent) if column.parent else f"/{self.root}/"
        return f"{above}{column.slug}/"

    def column_path(self, column: Column, page: int = 1) -> str:
        """``/zwgk/tzgg/``, then ``/zwgk/tzgg/index_1.html`` for page 2."""
        return self.folder(column) if page == 1 else f"{self.folder(column)}index_{page - 1}.{self.extension}"

    def article_path(self, column: Column, article: Article) -> str:
        """``/zwgk/tzgg/201704/t20170421_144306.html``."""
        day = article.address_day
        return f"{self.folder(column)}{day:%Y%m}/t{day:%Y%m%d}_{article.id}.{self.extension}"

    def item_href(self, column: Column, article: Article, page: int) -> str:
        """Relative to the list's directory."""
        del page
        return "./" + self.article_path(column, article).removeprefix(self.folder(column))

    def column_pages(self, column: Column) -> Iterator[tuple[str, Maker]]:
        """The directory answers under its index page's name, too."""
        for path, maker in super().column_pages(column):
            yield path, maker
            if path.endswith("/"):
                yield f"{path}index.{self.extension}", maker

    def item(self, column: Column, article: Article, page: int) -> str:
        """One item of a list; long titles are cut, the whole stands in ``title``."""
        day = show_day(article.on, column.list_dates)
        text = article.title if len(article.title) <= 34 else article.title[:33] + "…"
        href = self.item_href(column, article, page)
        shown = f'<span class="date">{day}</span>' if day else ""
        return f'<li>{shown}<a href="{href}" target="_blank" title="{escape(article.title)}">{escape(text)}</a></li>'

    def pager(self, column: Column, page: int) -> str:
        """The call that writes the pager; the page holds no link to the other pages."""
        count, q = len(column.pages()), self.quote
        call = f"createPageHTML({count}, {page - 1}, {q}index{q}, {q}{self.extension}{q});"
        return f"""<div class="page"><script type="text/javascript">
function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){{
  if(_nPageCount == null || _nPageCount<=1){{ return; }}
  var i=0; document.write("<a href='"+_sPageName+"."+_sPageExt+"'>首页</a>");
  for(i=1;i<_nPageCount;i++){{ document.write("<a href='"+_sPageName+"_"+i+"."+_sPageExt+"'>"+(i+1)+"</a>"); }}
}}
{call}
</script></div>"""
