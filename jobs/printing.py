"""Can documents in PDF be made on this machine: is a typeface with Chinese characters there?"""

from evidence.office.typesetting import TYPEFACES, chinese_typeface
from jobs.errors import WorkError


def check_printing() -> None:
    """Say what is missing before anything is made; a document without a Chinese typeface would show boxes.

    Raises:
        WorkError: no typeface is there.
    """
    if chinese_typeface() is None:
        raise WorkError(
            f"no typeface with Chinese characters is installed that documents in PDF could be set in ({', '.join(TYPEFACES)});"
            " run tools/documents.sh, or install fonts-noto-cjk"
        )
