"""Hanweb jcms: ``/col/col61490/index.html``, list items in an XML data store or from ``dataproxy.jsp`` by POST."""

from sample_province.content import Article, Column, Delivery
from sample_province.exchange import Page, Request
from sample_province.families.base import Family
from sample_province.families.templates import show_day

PROXY = "/module/web/jpage/dataproxy.jsp"
INLINE_PAGES = 3


class Hanweb(Family):
    """Hanweb. A list with ``Delivery.DATA`` holds no item in its page: they come from the data proxy alone."""

    name = "hanweb"
    generator = "<meta name='Maketime' content='2017-12-29 09:51:50_194'>\n<!-- Publish by JCms2010 -->"
    date_label = "发布日期："

    def column_path(self, column: Column, page: int = 1) -> str:
        """``/col/col61490/index.html``; later pages by ``?uid=…&pageNum=2``."""
        path = f"/col/col{column.number}/index.html"
        return path if page == 1 else f"{path}?uid={self.unit(column)}&pageNum={page}"

    def article_path(self, column: Column, article: Article) -> str:
        """``/art/2017/6/1/art_61490_123456.html``."""
        day = article.address_day
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{article.id}.html"

    def unit(self, column: Column) -> int:
        """The id of the list's block on the page."""
        return 200000 + column.number % 90000

    def record(self, column: Column, article: Article) -> str:
        """One record of the data store."""
        day = show_day(article.on, column.list_dates)
        link = self.anchor(column, article)
        shown = f'<span class="bt-data-time">{day}</span>' if day else ""
        return f"<record><![CDATA[<li>{link}{shown}</li>]]></record>"

    def store(self, column: Column, articles: list[Article], following: str = "") -> str:
        """A data store with the records of ``articles``."""
        group = f"<nextgroup><![CDATA[{following}]]></nextgroup>" if following else ""
        total = len(column.articles)
        records = "\n".join(self.record(column, article) for article in articles)
        return (
            f"<datastore>{group}\n<totalrecord>{total}</totalrecord><totalpage>{len(column.pages())}</totalpage>"
            f"\n<recordset>\n{records}\n</recordset></datastore>"
        )

    def fields(self, column: Column) -> dict[str, object]:
        """What the proxy wants to be told."""
        return {
            "col": 1, "appid": 1, "webid": 17, "path": "/", "columnid": column.number, "sourceContentType": 1,
            "unitid": self.unit(column), "webname": self.site.title, "permissiontype": 0,
        }  # fmt: skip

    def items(self, column: Column, page: int) -> str:
        """The data store (empty where the proxy gives the items) and the call that shows it."""
        del page
        first = [] if column.delivery is Delivery.DATA else column.listed()[: INLINE_PAGES * column.per_page]
        fields = self.fields(column)
        query = "&".join(f"{name}={value}" for name, value in fields.items())
        following = f'<a href="{PROXY}?page=1&{query}"></a>'
        params = ",".join(f"'{name}':'{value}'" for name, value in fields.items())
        return f"""<div id="{self.unit(column)}" class="default_pgContainer"></div>
<script type="text/xml">{self.store(column, first, following)}</script>
<script language="javascript" src="/script/jpage.js"></script>
<script language="javascript">
$(function(){{$('#{self.unit(column)}').jpage({{themeName:'default',proxyUrl:'{PROXY}',perPage:{column.per_page},
totalRecord:{len(column.articles)},showMode:'full',openCookies:false,dataBefore:'<ul class="list">',dataAfter:'</ul>',
ajaxParam:{{{params}}}}});}});
</script>"""

    def posted(self, request: Request) -> Page | None:
        """The data proxy: records ``startrecord`` to ``endrecord`` of the column asked for."""
        if request.path not in {PROXY, "/module/jpage/dataproxy.jsp"}:
            return super().posted(request)
        asked = {**request.query, **request.form}
        columns = [c for c in self.site.every_column() if str(c.number) == asked.get("columnid")]
        if not columns or not columns[0].articles or asked.get("unitid") != str(self.unit(columns[0])):
            return Page(
                body=b"<datastore><recordset></recordset></datastore>", content_type="text/xml; charset=utf-8"
            )
        start, end = self.wanted(asked, columns[0])
        store = self.store(columns[0], columns[0].listed()[start - 1 : end])
        return Page(
            body=f"<?xml version='1.0' encoding='utf-8' ?>{store}".encode(),
            content_type="text/xml; charset=utf-8",
        )

    def wanted(self, asked: dict[str, str], column: Column) -> tuple[int, int]:
        """First and last record asked for, from 1; by record numbers or by page."""

        def number(name: str, default: int) -> int:
            return int(asked[name]) if asked.get(name, "").isdigit() else default

        size = min(number("perpage", column.per_page), 300)
        start = number("startrecord", (number("page", 1) - 1) * size + 1)
        return max(start, 1), min(number("endrecord", start + size - 1), start + 299)

    def dynamic(self, request: Request) -> Page | None:
        """The proxy by GET, and a list's later pages by ``pageNum`` (the page is the same, its script differs)."""
        if request.path in {PROXY, "/module/jpage/dataproxy.jsp"}:
            return self.posted(request)
        return None
