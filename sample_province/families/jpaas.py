"""Hanweb JPaaS: pages built of units whose HTML comes as JSON from ``/api-gateway/jpaas-publish-server``."""

import json
from hashlib import md5
from html import escape
from urllib.parse import unquote

from sample_province.content import Article, Column, Delivery
from sample_province.exchange import Page, Request
from sample_province.families.base import Family
from sample_province.families.templates import show_day

API = "/api-gateway/jpaas-publish-server/front/page/build/unit"
WEB_ID = "5dbf2a1c8e0b4e7f9c3d6a7b8c9d0e1f"


class Jpaas(Family):
    """JPaaS. Lists with ``Delivery.DATA`` are units filled by the interface; the others are printed in the page."""

    name = "jpaas"
    date_label = "发布时间："

    def key(self, text: str) -> str:
        """A 32-digit hexadecimal id."""
        return md5(f"{self.site.unit_id}/{text}".encode(), usedforsecurity=False).hexdigest()

    def column_path(self, column: Column, page: int = 1) -> str:
        """``/col/col2034/index.html``."""
        path = f"/col/col{column.number}/index.html"
        return path if page == 1 else f"{path}?pageNo={page}"

    def article_path(self, column: Column, article: Article) -> str:
        """``/col/col2034/art/2017/art_<32 hex>.html``: the year, no day."""
        return f"/col/col{column.number}/art/{article.address_day.year}/art_{self.key(str(article.id))}.html"

    def query_data(self, column: Column) -> dict[str, str]:
        """What the unit sends to the interface."""
        return {
            "webId": WEB_ID, "pageId": str(column.number), "parseType": "bulidstatic", "pageType": "column",
            "tagId": "信息列表", "tplSetId": self.key("tpl"),
        }  # fmt: skip

    def rows(self, column: Column, page: int) -> str:
        """The HTML of one page of the list."""
        pages = column.pages()
        articles = pages[page - 1] if 1 <= page <= len(pages) else []
        if not articles:
            return ""
        items = "".join(
            f'<li><a href="{self.article_path(column, a)}" title="{escape(a.title)}" target="_blank">{escape(a.title)}</a>'
            f"<span>{show_day(a.on, column.list_dates)}</span></li>"
            for a in articles
        )
        pagination = f'<div class="pagination" rows="{column.per_page}" count="{len(column.articles)}" pageno="{page}"></div>'
        return f'<div class="page-content"><ul class="list">{items}</ul>{pagination}</div>'

    def items(self, column: Column, page: int) -> str:
        """The unit, empty where the interface fills it."""
        data = ",".join(f"'{name}':'{value}'" for name, value in self.query_data(column).items())
        rows = "" if column.delivery is Delivery.DATA else self.rows(column, page)
        return (
            f'<div id="{self.key(column.slug)}" class="unit-list">{rows}</div>\n<script type="text/javascript" '
            f'src="/api-gateway/jpaas-web-server/front/AuthorizedRead/unitbuild.js" '
            f'url="{API}" queryData="{{{data}}}" parseType="bulidstatic" id="unit{column.number}"></script>'
        )

    def pager(self, column: Column, page: int) -> str:
        """Static lists link their next page."""
        if column.delivery is Delivery.DATA or page >= len(column.pages()):
            return ""
        return f'<div class="page"><a href="{self.column_path(column, page + 1)}">下一页</a></div>'

    def dynamic(self, request: Request) -> Page | None:
        """The interface: ``{success, data: {html}}``; ``paramJson`` chooses the page, a bare pageNo is ignored."""
        if request.path != API:
            return None
        asked = request.query
        columns = [c for c in self.site.every_column() if str(c.number) == asked.get("pageId")]
        sound = asked.get("webId") == WEB_ID and asked.get("parseType") in {"bulidstatic", "buildstatic"}
        try:
            page = int(json.loads(unquote(asked.get("paramJson") or "{}")).get("pageNo", 1))
        except (ValueError, AttributeError):
            page = 1
        if not columns or not sound or asked.get("tplSetId") != self.key("tpl"):
            body = {"success": False, "message": "参数错误", "data": None}
        else:
            body = {"success": True, "message": "", "data": {"html": self.rows(columns[0], page)}}
        return Page(
            body=json.dumps(body, ensure_ascii=False).encode(), content_type="application/json;charset=UTF-8"
        )
