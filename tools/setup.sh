#!/usr/bin/env bash
# Makes .venv with the locked dependencies and the project itself, on a fresh Debian 12.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

python=$(command -v python3.11 || command -v python3 || true)
[ -n "$python" ] || { echo "setup: python3.11 is missing; install it first (apt-get install python3.11)" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "setup: Python 3.11 or newer is needed, $("$python" --version) found" >&2; exit 1; }

# Debian ships venv without pip unless python3-venv is installed.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  as_root apt-get update -q
  as_root apt-get install -y -q python3-venv
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
