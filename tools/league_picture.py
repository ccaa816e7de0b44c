"""Draw the README's picture: the league table of a result, as a terminal shows it. Needs a Chromium.

.venv/bin/python tools/league_picture.py out/result.json docs/league.png
"""

import json
import sys
from io import StringIO
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI

from crawler.render import find_chromium
from jobs.league import print_league
from jobs.summary import summary_of

STYLE = "font:15px/1.45 'Noto Sans Mono CJK SC',monospace;padding:14px;width:68em;overflow:hidden"


def main(result: Path, picture: Path) -> None:
    """Print the table into HTML, and photograph that."""
    console = Console(record=True, width=132, file=StringIO())
    print_league(summary_of(json.loads(result.read_text(encoding="utf-8"))), console)
    html = console.export_html(
        theme=MONOKAI, inline_styles=True, code_format=f'<pre style="{STYLE};margin:0">{{code}}</pre>'
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(None), args=["--no-sandbox"])
        page = browser.new_page(device_scale_factor=1)
        page.set_content(f'<body style="margin:0;background:#0c0c0c;color:#d9d9d9">{html}</body>')
        page.locator("pre").screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
