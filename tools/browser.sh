#!/usr/bin/env bash
# A Chromium for pages that only JavaScript fills: a system one, else Playwright's own, else Debian's package.
# Without any the program still works: such pages are then reported as not readable.
# And Chinese fonts, without which the pictures of evidence would show boxes for characters.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

has_chinese() { command -v fc-list >/dev/null && fc-list ":lang=zh-cn" family | grep -q .; }
if ! has_chinese; then
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fontconfig fonts-noto-cjk ||
    echo "browser: no Chinese fonts; install fonts-noto-cjk before exporting evidence" >&2
fi

for name in "${MINGCHA_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
  [ -n "$name" ] && command -v "$name" >/dev/null && exit 0
done
.venv/bin/python - <<'PY' && exit 0
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())
PY
as_root apt-get update -q
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium-headless-shell ||
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
