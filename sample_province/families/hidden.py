"""How lists hide from plain readers: in an iframe, or behind a script that fetches JSON and builds them."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape
from zlib import crc32

from sample_province.content import Column
from sample_province.exchange import Page
from sample_province.families.templates import BUILT_ON, Templates, show_day

Maker = Callable[[], Page]


class HiddenLists(Templates):
    """Columns whose items do not stand in the column's own page."""

    def frame_path(self, column: Column, page: int = 1) -> str:
        """The path of the framed list of a column."""
        return f"/frame/{column.slug}_{page}.htm"

    def framed(self, column: Column) -> Page:
        """A column whose list stands in an iframe."""
        frame = f'<iframe src="{self.frame_path(column)}" width="760" height="600" frameborder="0" scrolling="no"></iframe>'
        counter = '<iframe src="/visitcount/visit.jsp" style="display:none"></iframe>'
        main = (
            f'<div class="w1000">{self.trail(column)}<div class="main">'
            f'<h2 class="lmmc">{escape(column.name)}</h2>{frame}{counter}</div></div>'
        )
        return self.page(self.document(column.name, main, column=column), changed_on=BUILT_ON)

    def frame(self, column: Column, page: int) -> Page:
        """The list inside the iframe."""
        rows = "\n".join(
            f"<tr><td><a href='{self.article_path(column, a)}' target='_blank'>{escape(a.title)}</a></td>"
            f"<td>{show_day(a.on, column.list_dates)}</td></tr>"
            for a in column.pages()[page - 1]
        )
        last = len(column.pages())
        following = (
            f'<a href="{self.frame_path(column, page + 1)}" target="_self">下一页</a>' if page < last else ""
        )
        return self.bare(
            "", f'<table class="list" width="100%">{rows}</table><div class="page">{following}</div>'
        )

    def data_path(self, column: Column) -> str:
        """Where the script of a script-filled column fetches its items."""
        return f"/data/{crc32(column.slug.encode()):08x}.json"

    def script_pages(self, column: Column) -> Iterator[tuple[str, Maker]]:
        """A column that only JavaScript fills, and the data that it fetches."""
        yield self.column_path(column), lambda: self.shell(column)
        yield self.data_path(column), lambda: self.shell_data(column)

    def shell(self, column: Column) -> Page:
        """The empty page whose script builds the list; the data's address stands nowhere in clear."""
        secret = b64encode(self.data_path(column).encode()).decode()
        script = f"""<script type="text/javascript">
(function(){{var k={json.dumps([secret[i : i + 7] for i in range(0, len(secret), 7)])};
fetch(atob(k.join(''))).then(function(r){{return r.json();}}).then(function(d){{
var ul=document.createElement('ul');ul.className='list';
d.rows.forEach(function(x){{var li=document.createElement('li'),a=document.createElement('a'),s=document.createElement('span');
a.href=x.u;a.title=x.t;a.appendChild(document.createTextNode(x.t));s.appendChild(document.createTextNode(x.d));
li.appendChild(s);li.appendChild(a);ul.appendChild(li);}});
var box=document.getElementById('app');box.innerHTML='';
var h=document.createElement('h2');h.className='lmmc';h.appendChild(document.createTextNode(d.name));
box.appendChild(h);box.appendChild(ul);}});}})();
</script>"""
        title = f"<title>{escape(column.name)}-{escape(self.site.title)}</title>"
        head = f"<!DOCTYPE html><html><head>{self.charset_tag()}{title}</head>"
        return self.page(f'{head}<body><div id="app"></div>{script}</body></html>', changed_on=BUILT_ON)

    def shell_data(self, column: Column) -> Page:
        """The items of a script-filled list as JSON."""
        rows = [
            {"t": a.title, "u": self.article_path(column, a), "d": show_day(a.on, column.list_dates)}
            for a in column.listed()
        ]
        body = json.dumps({"name": column.name, "rows": rows}, ensure_ascii=False).encode()
        return Page(body=body, content_type="application/json; charset=utf-8", changed_on=BUILT_ON)
