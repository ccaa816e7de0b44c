"""How does a zip archive (an office document is one) come out the same whenever it is written?"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say, as writers of office documents use it; the document itself says when it was made."""


def with_fixed_times(archive: bytes) -> bytes:
    """The archive with the same members in the same order, none of which says when, where or by whom it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _MOMENT)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return made.getvalue()
