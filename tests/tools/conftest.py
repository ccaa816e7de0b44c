"""The scripts of ``tools/`` are no installed package: they are found from the root."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
