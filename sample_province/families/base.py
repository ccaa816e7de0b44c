"""Which pages does a portal have, and what answers a request? The same for all families."""

from collections.abc import Iterator

from sample_province.content import Column, ColumnState, Delivery, Site
from sample_province.exchange import Page, Request
from sample_province.families.hidden import HiddenLists, Maker
from sample_province.families.searching import Searching
from sample_province.families.templates import BUILT_ON, FIRST_MONTH, LAST_MONTH
from sample_province.layout import meta_tags


class Family(HiddenLists, Searching):
    """One portal in the shape of a family: its pages by path, made when first asked for."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.made: dict[str, Page] = {}
        self.makers: dict[str, Maker] = dict(self.pages())

    def pages(self) -> Iterator[tuple[str, Maker]]:
        """All static pages: path and maker."""
        home = self.home_path()
        yield from self.home_pages(home)
        if (map_path := self.map_path()) is not None:
            yield map_path, self.site_map
        yield "/robots.txt", self.robots
        if self.site.calendar:
            for month in range(FIRST_MONTH, LAST_MONTH + 1):
                yield self.month_path(month), lambda m=month: self.month(m)  # type: ignore[misc]
        for column in self.site.every_column():
            yield from self.column_pages(column)
            for article in column.articles:
                yield self.article_path(column, article), lambda c=column, a=article: self.article(c, a)  # type: ignore[misc]

    def home_pages(self, home: str) -> Iterator[tuple[str, Maker]]:
        """The home page and, where the portal has them, what stands before it."""
        site, tags = self.site, meta_tags(self.site, None, None)
        if site.refresh_home:
            refresh = '<meta http-equiv="refresh" content="0; url=./main/index.html">'
            yield "/", lambda: self.bare(tags + refresh, "")
            yield "/main/index.html", self.home
        elif site.frameset_home:
            frames = '<frameset rows="0,*" frameborder="0"><frame src="/blank.htm"><frame src="/main.htm" name="main"></frameset>'
            yield "/", lambda: self.bare(tags, frames, body=False)
            yield "/blank.htm", lambda: self.bare("", "")
            yield "/main.htm", self.home
        elif site.index_page is not None:
            yield "/", lambda: Page(body=b"", status=302, headers=(("Location", site.index_page or ""),))
            yield site.index_page, self.home
        else:
            yield home, self.home

    def column_pages(self, column: Column) -> Iterator[tuple[str, Maker]]:
        """The pages of a column; a column that hides its state has one."""
        if column.state is ColumnState.GONE:
            return
        if column.state is ColumnState.SOFT_404:
            yield self.column_path(column), self.soft_404
        elif column.state is ColumnState.TO_HOME:
            yield self.column_path(column), lambda: Page(body=b"", status=302, headers=(("Location", "/"),))
        elif column.state is ColumnState.SERVER_ERROR:
            yield (
                self.column_path(column),
                lambda: self.page("<html><body><h1>HTTP 状态 500</h1></body></html>", status=500),
            )
        elif column.delivery is Delivery.SCRIPT:
            yield from self.script_pages(column)
        elif column.delivery is Delivery.FRAME:
            yield self.column_path(column), lambda: self.framed(column)
            for number in range(1, len(column.pages()) + 1):
                yield self.frame_path(column, number), lambda n=number: self.frame(column, n)  # type: ignore[misc]
        else:
            for number in range(1, len(column.pages()) + 1):
                yield self.column_path(column, number), lambda n=number: self.column(column, n)  # type: ignore[misc]

    def answer(self, request: Request) -> Page | None:
        """The answer to a request."""
        if request.method not in {"GET", "HEAD"}:
            return self.posted(request)
        target = request.target if request.target in self.makers else request.path
        if target not in self.makers:
            return self.searched(request) or self.dynamic(request) or self.asset(request) or self.not_found()
        if target not in self.made:
            self.made[target] = self.makers[target]()
        return self.made[target]

    def posted(self, request: Request) -> Page | None:
        """The answer to a POST."""
        del request
        return self.page("<html><body><h1>405</h1></body></html>", status=405)

    def dynamic(self, request: Request) -> Page | None:
        """The answer to a request that no static page serves, or None."""
        del request
        return None

    def asset(self, request: Request) -> Page | None:
        """Pictures, styles and scripts: small stand-ins."""
        kinds = {
            ".jpg": "image/jpeg",
            ".png": "image/png",
            ".gif": "image/gif",
            ".css": "text/css",
            ".js": "text/javascript",
        }
        suffix = request.path[request.path.rfind(".") :]
        if suffix not in kinds:
            return None
        body = b"/* */" if suffix in {".css", ".js"} else b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
        return Page(body=body, content_type=kinds[suffix], changed_on=BUILT_ON)

    def robots(self) -> Page:
        """robots.txt."""
        if self.site.robots_html:
            return self.soft_404()
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in self.site.disallowed)]
        lines += [
            f"Disallow: {self.column_path(c)}"
            for c in self.site.every_column()
            if c.state is ColumnState.ROBOTS
        ]
        if len(lines) == 1:
            lines.append("Disallow: /admin/")
        if self.site.crawl_delay is not None:
            lines.append(f"Crawl-delay: {self.site.crawl_delay}")
        return Page(body=("\n".join(lines) + "\n").encode(), content_type="text/plain", changed_on=BUILT_ON)
