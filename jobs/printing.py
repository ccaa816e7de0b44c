"""Can documents in PDF be made on this machine: is what lays out text there, and a typeface with Chinese characters?"""

import subprocess
from shutil import which

from jobs.errors import WorkError

_REMEDY = (
    "run tools/documents.sh, or install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
)


def check_printing() -> None:
    """Say what is missing before anything is made; a report without a Chinese typeface would show boxes.

    Raises:
        WorkError: the libraries or a typeface are missing.
    """
    try:
        import weasyprint  # noqa: F401, PLC0415  # it loads Pango when it is imported
    except OSError as error:
        raise WorkError(
            f"reports in PDF need Pango, which can't be loaded ({error.args[0]}); {_REMEDY}"
        ) from None
    command = which("fc-list")
    if command is None:
        return
    known = subprocess.run(  # noqa: S603 - a fixed command
        [command, ":lang=zh-cn", "family"], capture_output=True, check=False, timeout=60
    )
    if known.returncode == 0 and not known.stdout.strip():
        raise WorkError(f"no typeface with Chinese characters is installed; {_REMEDY}")
