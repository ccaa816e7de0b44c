"""The ``.aspx`` families: SiteFactory (``/Category_128/Index_2.aspx``) and WebForms (pages by ``__doPostBack``)."""

from base64 import b64encode
from html import escape

from sample_province.content import Article, Column
from sample_province.exchange import Page, Request
from sample_province.families.base import Family
from sample_province.families.templates import show_day


class SiteFactory(Family):
    """PowerEasy SiteFactory."""

    name = "sitefactory"
    body_class = "article_content"
    date_label = "更新时间："

    def column_path(self, column: Column, page: int = 1) -> str:
        """``/Category_128/Index.aspx``, ``/Category_128/Index_2.aspx``."""
        return f"/Category_{column.number % 2000}/Index{'' if page == 1 else f'_{page}'}.aspx"

    def article_path(self, column: Column, article: Article) -> str:
        """``/Item/255821.aspx``: no date."""
        del column
        return f"/Item/{article.id}.aspx"

    def items(self, column: Column, page: int) -> str:
        """A table of titles and dates."""
        rows = "\n".join(
            f'<tr><td class="tit">{self.anchor(column, a)}</td>'
            f'<td class="date" width="90">[{show_day(a.on, column.list_dates)}]</td></tr>'
            for a in column.pages()[page - 1]
        )
        return f'<table class="listtable" width="100%" cellspacing="0">{rows}</table>'

    def pager(self, column: Column, page: int) -> str:
        """Counts in words and links."""
        last = len(column.pages())
        after = f'<a href="{self.column_path(column, page + 1)}">下一页</a>' if page < last else "下一页"
        return f'<div class="pagecss">共 <b>{len(column.articles)}</b> 条信息　页次：<b>{page}</b>/{last} 页　{after}</div>'


class WebForms(Family):
    """ASP.NET WebForms: a list's later pages are had by posting the form back, with its state, and in no other way."""

    name = "webforms"
    body_class = "content"
    date_label = "发布日期："

    def column_path(self, column: Column, page: int = 1) -> str:
        """``/newslist.aspx?depid=1&classid=6791``: the same for all pages."""
        del page
        return f"/newslist.aspx?depid=1&classid={column.number % 9000}"

    def article_path(self, column: Column, article: Article) -> str:
        """``/newsview.aspx?newsid=8123``: no date."""
        del column
        return f"/newsview.aspx?newsid={article.id}"

    def state(self, column: Column, page: int) -> str:
        """The form's state: opaque to the visitor, different on every page."""
        return b64encode(f"/wEPDwUK{column.number}:{page}:{'ZGQ' * 80}".encode()).decode()

    def validation(self, column: Column, page: int) -> str:
        """The form's event validation."""
        return b64encode(f"/wEWBAL{column.number * 7 + page}".encode()).decode()

    def items(self, column: Column, page: int) -> str:
        """The form that holds the list."""
        rows = "\n".join(
            f'<li><span>{show_day(a.on, column.list_dates)}</span><a href="{escape(self.article_path(column, a))}" '
            f'target="_blank">{escape(a.title)}</a></li>'
            for a in column.pages()[page - 1]
        )
        hidden = {
            "__EVENTTARGET": "", "__EVENTARGUMENT": "", "__VIEWSTATE": self.state(column, page),
            "__VIEWSTATEGENERATOR": "5D2A1C8E", "__EVENTVALIDATION": self.validation(column, page),
        }  # fmt: skip
        fields = "\n".join(
            f'<input type="hidden" name="{n}" id="{n}" value="{v}" />' for n, v in hidden.items()
        )
        action = escape(self.column_path(column).removeprefix("/"))
        return (
            f'<form method="post" action="{action}" id="form1">\n{fields}\n<script type="text/javascript">\n'
            "function __doPostBack(eventTarget, eventArgument) {var f=document.forms['form1'];"
            "f.__EVENTTARGET.value=eventTarget;f.__EVENTARGUMENT.value=eventArgument;f.submit();}\n</script>\n"
            f'<div class="colcont"><ul>{rows}</ul></div>{self.postback_pager(column, page)}</form>'
        )

    def postback_pager(self, column: Column, page: int) -> str:
        """AspNetPager."""
        last = len(column.pages())
        if last == 1:
            return ""
        numbers = "".join(
            f'<span style="color:red">{n}</span>'
            if n == page
            else f"<a href=\"javascript:__doPostBack('AspNetPager1','{n}')\">{n}</a>"
            for n in range(1, last + 1)
        )
        after = (
            f"<a href=\"javascript:__doPostBack('AspNetPager1','{page + 1}')\">下一页</a>"
            if page < last
            else "<a disabled='disabled'>下一页</a>"
        )
        return f'<div id="AspNetPager1">共{last}页 第{page}页 {numbers}{after}</div>'

    def posted(self, request: Request) -> Page | None:
        """The page that a postback asks for; one whose state does not fit is an error."""
        for column in self.site.every_column():
            if request.target != self.column_path(column):
                continue
            form = request.form
            argument = form.get("__EVENTARGUMENT", "")
            states = {self.state(column, n): n for n in range(1, len(column.pages()) + 1)}
            current = states.get(form.get("__VIEWSTATE", ""))
            if (
                current is None
                or form.get("__EVENTVALIDATION") != self.validation(column, current)
                or form.get("__EVENTTARGET") != "AspNetPager1"
                or not argument.isdigit()
                or not 1 <= int(argument) <= len(states)
            ):
                return self.page(
                    "<html><body><h1>Server Error in '/' Application.</h1></body></html>", status=500
                )
            return self.column(column, int(argument))
        return super().posted(request)

    def column_pages(self, column: Column):  # type: ignore[no-untyped-def]
        """The first page alone; the others are had by postback."""
        return list(super().column_pages(column))[:1]
