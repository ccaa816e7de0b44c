"""How does a zip archive (an office document is one) come out the same whenever it is written?"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say, as writers of office documents use it; the document itself says when it was made."""


def fixed_zip(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members in this order, none of which says when, where or by whom it was written."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = ZipInfo(name, _MOMENT)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            archive.writestr(member, content)
    return made.getvalue()


def members_of(archive: bytes) -> dict[str, bytes]:
    """What an archive holds, in its order."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
