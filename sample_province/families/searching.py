"""How is a portal searched (站内搜索): its box, and what the search answers?"""

from html import escape
from urllib.parse import parse_qs, urlsplit

from sample_province.content import SiteSearch
from sample_province.exchange import Page, Request
from sample_province.families.templates import Templates

PATH = "/search"
MOST = 20


class Searching(Templates):
    """The search of one portal. A dead one has a box all the same: its address is gone."""

    def search_box(self) -> str:
        """The box in the header of every page."""
        match self.site.search:
            case SiteSearch.NONE:
                return ""
            case SiteSearch.SCRIPT:
                return (
                    '<input id="searchText" type="text" placeholder="请输入关键字" />'
                    '<a href="javascript:;" onclick="doSearch()">搜索</a>'
                )
            case _:
                method = "post" if self.site.search is SiteSearch.POST else "get"
                return (
                    f'<form action="{PATH}" method="{method}"><input name="q" type="text" />'
                    '<input type="submit" value="搜索" /></form>'
                )

    def searched(self, request: Request) -> Page | None:
        """The results of a search that works: columns that are called so, then postings in them or titled so."""
        if request.path != PATH or self.site.search is not SiteSearch.WORKS:
            return None
        asked = parse_qs(urlsplit(request.target).query, encoding=self.site.charset)
        words = " ".join(asked.get("q", []))
        rows = list(dict.fromkeys(self.hits(words))) if words else []
        items = "\n".join(
            f'<li><a href="{escape(url)}">{escape(title)}</a><p>…</p><span>{day}</span></li>'
            for title, url, day in rows[:MOST]
        )
        told = f"为您找到相关结果{len(rows)}条" if rows else f"抱歉，没有找到与“{escape(words)}”相关的内容"
        main = (
            f'<div class="w1000"><div class="main"><p>{told}</p><ul class="result">{items}</ul></div></div>'
        )
        return self.page(self.document("搜索结果", main))

    def hits(self, words: str) -> list[tuple[str, str, str]]:
        """Title, address and day of everything found."""
        found = [(c.name, self.column_path(c), "") for c in self.site.every_column() if words in c.name]
        found += [
            (a.title, self.article_path(c, a), a.on.isoformat())
            for c, a in self.site.every_article()
            if words in a.title
        ]
        return found
