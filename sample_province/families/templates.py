"""What a portal's pages look like: the parts that do not differ by family, and those that families override."""

from abc import ABC, abstractmethod
from datetime import date
from html import escape

from sample_province.content import Article, Column, ColumnState, Dates, Delivery, Site
from sample_province.exchange import Page
from sample_province.layout import (
    STYLE,
    crumb,
    empty_note,
    footer,
    friends,
    letter_table,
    link_to,
    meta_tags,
    navigation,
)

BUILT_ON = date(2017, 12, 29)
MONTH_DAY = "%m-%d"
ONLY_SEARCHED = frozenset({"search"})
"""The places of a column that nothing but the portal's search leads to."""
FIRST_MONTH, LAST_MONTH = 2017 * 12, 2017 * 12 + 11
"""The months of a portal's calendar, counted as year times 12 plus month from 0."""


def show_day(day: date, dates: Dates) -> str:
    """A day as a list shows it."""
    if dates is Dates.NONE:
        return ""
    return day.strftime(MONTH_DAY) if dates is Dates.MONTH_DAY else day.isoformat()


class Templates(ABC):
    """The pages of one portal. Families give addresses, and lists and pagers of their own."""

    name = "own"
    doctype = "<!DOCTYPE html>"
    generator = ""
    body_class = "TRS_Editor"
    date_label = "发布时间："
    day_format = "%Y-%m-%d 10:20"  # as articles show the day

    def __init__(self, site: Site) -> None:
        self.site = site

    def home_path(self) -> str:
        """The home page's path."""
        return "/"

    def map_path(self) -> str | None:
        """The path of the site map (网站地图)."""
        return "/wzdt.html" if self.site.site_map else None

    @abstractmethod
    def column_path(self, column: Column, page: int = 1) -> str:
        """The path of a page of a column's list (the first is 1)."""

    @abstractmethod
    def article_path(self, column: Column, article: Article) -> str:
        """The path of an article."""

    def item_href(self, column: Column, article: Article, page: int) -> str:
        """An article's address as the list writes it."""
        del page
        return self.article_path(column, article)

    def search_box(self) -> str:
        """The box that searches the portal."""
        return ""

    def encode(self, text: str) -> bytes:
        """Text in the portal's charset."""
        return text.encode(self.site.charset, "xmlcharrefreplace")

    def page(self, text: str, *, status: int = 200, changed_on: date | None = None) -> Page:
        """A page of HTML in the portal's charset."""
        charset = f"; charset={self.site.charset}" if self.site.header_charset else ""
        return Page(
            body=self.encode(text), content_type=f"text/html{charset}", status=status, changed_on=changed_on
        )

    def bare(self, head: str, content: str, *, body: bool = True) -> Page:
        """A page without the portal's frame."""
        inside = f"<body>{content}</body>" if body else content
        return self.page(
            f"<html><head>{self.charset_tag()}{head}<title>{escape(self.site.title)}</title></head>{inside}</html>"
        )

    def charset_tag(self) -> str:
        """What the pages declare about their charset."""
        declared = self.site.declared_charset or self.site.charset
        return f'<meta http-equiv="Content-Type" content="text/html; charset={declared}" />'

    def document(
        self,
        title: str,
        main: str,
        *,
        column: Column | None = None,
        article: Article | None = None,
        head: str = "",
    ) -> str:
        """A whole page in the portal's frame around ``main``."""
        site, address = self.site, self.column_path
        title_text = f"{title}-{site.title}" if title else site.title
        return (
            f'{self.doctype}\n<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n{self.charset_tag()}\n'
            f"<title>{escape(title_text)}</title>\n{meta_tags(site, column, article)}\n{self.generator}\n"
            f'<link href="/images/style.css" rel="stylesheet" type="text/css" />\n'
            f'<script type="text/javascript" src="/images/jquery-1.8.3.min.js"></script>\n{STYLE}\n{head}\n</head>\n<body>\n'
            f'<div class="head"><div class="w1000"><img src="/images/logo.png" alt="{escape(site.title)}" />'
            f'<div class="search">{self.search_box()}</div></div></div>\n'
            f"{navigation(site, address, self.home_path())}\n{main}\n"
            f"{friends(site)}\n{footer(site, self.map_path(), address)}\n</body>\n</html>\n"
        )

    def trail(self, column: Column) -> str:
        """The breadcrumb of a column."""
        steps = [*([column.parent] if column.parent else []), column]
        return crumb(self.home_path(), [(step.name, self.column_path(step)) for step in steps])

    def side(self, column: Column) -> str:
        """The side menu: the columns beside this one."""
        around = column.parent.children if column.parent else column.children
        items = "".join(
            f"<li>{link_to(c, self.column_path)}</li>"
            for c in around
            if "side" in c.places or "nav" in c.places
        )
        return f'<div class="side"><h3>栏目导航</h3><ul class="menu">{items}</ul></div>' if items else ""

    def anchor(self, column: Column, article: Article) -> str:
        """A link to an article with its title, twice."""
        title = escape(article.title)
        href = escape(self.article_path(column, article))
        return f'<a href="{href}" target="_blank" title="{title}">{title}</a>'

    def item(self, column: Column, article: Article, page: int) -> str:
        """One item of a list."""
        day = show_day(article.on, column.list_dates)
        shown = f"<span>{day}</span>" if day else ""
        href = self.item_href(column, article, page)
        return f'<li>{shown}<a href="{href}" title="{escape(article.title)}" target="_blank">{escape(article.title)}</a></li>'

    def items(self, column: Column, page: int) -> str:
        """The items of one page of a list."""
        inside = "\n".join(self.item(column, article, page) for article in column.pages()[page - 1])
        return f'<ul class="list">\n{inside}\n</ul>'

    def pager(self, column: Column, page: int) -> str:
        """The links to the other pages of a list."""
        del column, page
        return ""

    def column(self, column: Column, page: int) -> Page:
        """One page of a column: its list, or boxes of its sub-columns where it holds no list of its own."""
        shown = [child for child in column.children if child.places != ONLY_SEARCHED]
        if column.children and not column.articles:
            main = "".join(self.box(child) for child in shown)
        else:
            boxes = "".join(self.box(child) for child in shown)
            intro = f"<p>本栏目公开{escape('、'.join(column.intro))}等内容。</p>" if column.intro else ""
            main = f"{boxes}<div class='intro'>{intro}</div>" if boxes or intro else ""
            letters = any(article.letter for article in column.articles)
            items = letter_table(column, self.article_path) if letters else self.items(column, page)
            main += empty_note(column) or items + self.pager(column, page)
        content = (
            f'<div class="w1000">{self.trail(column)}{self.side(column)}'
            f'<div class="main"><h2 class="lmmc">{escape(column.name)}</h2>{main}</div></div>'
        )
        return self.page(self.document(column.name, content, column=column), changed_on=BUILT_ON)

    def box(self, column: Column) -> str:
        """A box with the newest items of a column, as hubs and home pages show them."""
        if column.state is not ColumnState.OK or column.delivery is not Delivery.STATIC:
            return f'<div class="box"><h2>{link_to(column, self.column_path)}</h2></div>'
        rows = "".join(
            f'<li><span>{show_day(a.on, column.list_dates)}</span><a href="{self.article_path(column, a)}" '
            f'title="{escape(a.title)}">{escape(a.title)}</a></li>'
            for a in column.listed()[:5]
        )
        return (
            f'<div class="box"><h2>{link_to(column, self.column_path)}'
            f'<a class="more" href="{self.column_path(column)}">更多&gt;&gt;</a></h2><ul class="list">{rows}</ul></div>'
        )

    def home(self) -> Page:
        """The home page: news, notices, boxes, picture links, services."""
        site = self.site
        boxes = "".join(self.box(c) for c in site.every_column() if "home" in c.places)
        banners = "".join(
            f'<div class="banner">{link_to(c, self.column_path)}</div>'
            for c in site.every_column()
            if "banner" in c.places
        )
        services = "".join(
            f'<li><a href="{url}" target="_blank">{escape(text)}</a></li>' for text, url in site.decoys
        )
        main = (
            f'<div class="w1000"><div class="side"><div class="box zt"><h3>专题专栏</h3>{banners}</div>'
            f'<div class="box fw"><h3>便民服务</h3><ul class="fwlist">{services}</ul></div></div>'
            f'<div class="main">{boxes}</div></div>'
        )
        calendar = f'<a href="{self.month_path(LAST_MONTH)}">政务日历</a>' if site.calendar else ""
        return self.page(self.document("", main + calendar), changed_on=BUILT_ON)

    def month_path(self, month: int) -> str:
        """The path of a month of the calendar."""
        return f"/rili?y={month // 12}&m={month % 12 + 1}"

    def month(self, month: int) -> Page:
        """A month of the calendar: links to the months beside it, and nothing else."""
        beside = [m for m in (month - 1, month + 1) if FIRST_MONTH <= m <= LAST_MONTH]
        links = "".join(
            f'<a href="{escape(self.month_path(m))}">{m // 12}年{m % 12 + 1}月</a>' for m in beside
        )
        days = "".join(f"<td>{day}</td>" for day in range(1, 29))
        main = f'<div class="w1000"><h2>政务日历</h2>{links}<table><tr>{days}</tr></table></div>'
        return self.page(self.document("政务日历", main), changed_on=BUILT_ON)

    def site_map(self) -> Page:
        """The site map: every column that it names, parents before children."""
        rows = []
        for column in self.site.columns:
            inside = [c for c in column.tree() if c is not column and "map" in c.places]
            below = "".join(f"<li>{link_to(c, self.column_path)}</li>" for c in inside)
            own = link_to(column, self.column_path) if "map" in column.places else ""
            if own or below:
                rows.append(f'<dl class="map"><dt>{own}</dt><dd><ul>{below}</ul></dd></dl>')
        main = f'<div class="w1000"><div class="crumb">当前位置：<a href="/">首页</a> &gt; 网站地图</div>{"".join(rows)}</div>'
        return self.page(self.document("网站地图", main), changed_on=BUILT_ON)

    def dateline(self, article: Article) -> str:
        """The line below the title: date, source."""
        full = article.shown is Dates.FULL
        day = article.on.strftime(self.day_format) if full else show_day(article.on, article.shown)
        shown = f"{self.date_label}{day}　" if day else ""
        return f'<div class="info">{shown}来源：{escape(article.source)}　【字体：大 中 小】</div>'

    def article(self, column: Column, article: Article) -> Page:
        """An article's page."""
        paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in article.body)
        related = "".join(
            f'<p>相关链接：<a href="{escape(self.article_path(where, other))}">{escape(other.title)}</a></p>'
            for where, other in article.related
        )
        main = (
            f'<div class="w1000">{self.trail(column)}<div class="article"><h1>{escape(article.title)}</h1>'
            f'{self.dateline(article)}<div class="{self.body_class}" id="zoom">{paragraphs}</div>{related}</div></div>'
        )
        text = self.document(article.title, main, column=column, article=article)
        return self.page(text, changed_on=article.on if article.shown is Dates.FULL else BUILT_ON)

    def soft_404(self) -> Page:
        """An error page that pretends to be a good one."""
        note = "<h2>页面不存在</h2><p>对不起，您访问的页面不存在或已被删除！</p>"
        return self.bare("", f'<div class="error">{note}<a href="/">返回首页</a></div>')

    def not_found(self) -> Page:
        """An honest 404."""
        return self.page(
            "<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", status=404
        )
