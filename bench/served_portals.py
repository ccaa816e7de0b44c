"""Portals of pages as large as real ones, served on loopback by a process of its own: what a crawl of them costs is the crawl's.

python bench/served_portals.py plain|gzip PORTALS      prints the portals' addresses, one a line, and serves until it is killed
"""

import asyncio
import gzip
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.grown_pages import grown

COLUMNS = (
    "政府和社会资本合作",
    "财政预决算",
    "权责清单",
    "双随机一公开",
    "重大建设项目",
    "环境保护",
    "食品药品安全",
    "政策解读",
)
ITEMS, LIST_PAGES = 20, 8
SCRIPTED = 1  # columns that only a script fills, of each portal
_HEAD = '<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
_SIZE, _LINKS = 100_000, 60
_SIGNS = [chr(sign) for sign in range(0x4E00, 0x4E00 + 2500)]
_OFTEN = list(accumulate(1 / (rank + 20) ** 1.2 for rank in range(len(_SIGNS))))
"""How often each stands in a text, added up: the first hundred make up nearly half of it, the first thousand nine tenths, as in
Chinese prose. Signs drawn evenly would show a browser four times as many shapes as a real page does."""
_OWN_TEXT = 7_500  # signs of a page that no other has


class Portals:
    """What every portal answers by path; the pages of two portals differ."""

    def __init__(self, *, packed: bool) -> None:
        self._packed = packed

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode("latin-1")
                host = str(writer.get_extra_info("sockname")[1])
                kind, body = self._page(host, path)
                packed = b"Content-Encoding: gzip\r\n" if self._packed else b""
                status = b"200 OK" if body else b"404 Not Found"
                writer.write(
                    b"HTTP/1.1 %s\r\nServer: nginx\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n"
                    % (status, kind, packed, len(body))
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    def _page(self, host: str, path: str) -> tuple[bytes, bytes]:
        kind, text = _text(host, path)
        return kind, _packed(text) if self._packed else text.encode()


@lru_cache(maxsize=4096)
def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), 6, mtime=0)


@lru_cache(maxsize=4096)
def _text(host: str, path: str) -> tuple[bytes, str]:
    html = b"text/html; charset=utf-8"
    if path == "/":
        return html, _whole("某某市财政局", host, "")
    column, _, rest = path.strip("/").partition("/")
    if not column.isdigit() or int(column) >= len(COLUMNS):
        return html, ""
    number = int(column)
    if rest == "rows.json":
        return b"application/json", "".join(_items(number, 0))
    if rest.startswith("t"):
        title = f"关于{COLUMNS[number]}的公告第{rest}号"
        return html, _whole(title, host, f'<h1>{title}</h1><div class="content">{"正文内容。" * 200}</div>')
    page = int(rest.removeprefix("index_").removesuffix(".html") or 0) if rest.startswith("index_") else 0
    if number < SCRIPTED:
        body = (
            f'<h2>{COLUMNS[number]}</h2><div id="app"></div><script>fetch("/{number}/rows.json").then(a => a.text())'
            ".then(t => { document.getElementById('app').innerHTML = '<ul>' + t + '</ul>'; });</script>"
        )
        return html, _whole(COLUMNS[number], host, body)
    more = f'<a href="/{number}/index_{page + 1}.html">下一页</a>' if page + 1 < LIST_PAGES else ""
    body = f'<h2>{COLUMNS[number]}</h2><ul class="list">{"".join(_items(number, page))}</ul><div class="page">{more}</div>'
    return html, _whole(COLUMNS[number], host, body)


def _items(column: int, page: int) -> Iterator[str]:
    for item in range(ITEMS):
        place = page * ITEMS + item
        day = date(2017, 12, 20) - timedelta(days=2 * place)
        name = f"关于印发第{place}批{COLUMNS[column]}工作安排的通知"
        yield f'<li><a href="/{column}/t{place}.html" title="{name}">{name}</a><span>{day}</span></li>'


def _whole(title: str, host: str, body: str) -> str:
    menu = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(COLUMNS))
    crumbs = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {title}</div>' if body else ""
    # Real pages pack to a fifth of their size; text made of phrases alone would pack to a twentieth. An article weighs by what it
    # says, a list by what its scripts hold: a list under a wall of prose would cost a browser's picture three times as much.
    signs = Random(f"{host} {title}")  # noqa: S311 - no secret, the same for every crawl
    text = "".join(signs.choices(_SIGNS, cum_weights=_OFTEN, k=_OWN_TEXT))
    if "<h1>" in body:
        body += f'<div class="text"><p>{text}</p></div>'
    elif body:
        body += f'<script>var state = "{text}";</script>'
    page = f'{_HEAD.format(title=title)}<div class="nav"><ul>{menu}</ul></div>{crumbs}{body}</body></html>'
    return grown(page, _SIZE, _LINKS)


async def main() -> None:
    """Serve."""
    portals = Portals(packed=sys.argv[1] == "gzip")
    servers = [await asyncio.start_server(portals.serve, "127.0.0.1", 0) for _ in range(int(sys.argv[2]))]
    for server in servers:
        sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/\n")
    sys.stdout.flush()
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main())
