"""Which members does the cover make?"""

from evidence.package.cover_head import title_of
from evidence.package.cover_page import cover_html
from evidence.package.cover_pdf import cover_pdf
from evidence.package.cover_told import told
from evidence.package.cover_values import Cover
from evidence.package.members import Member
from evidence.package.readme import README
from evidence.pictures.views import Picture


def cover_members(cover: Cover) -> tuple[Member, ...]:
    """The cover as a page and as a PDF, the pictures of its findings, and a file for who has only unpacked it."""
    pictures = {
        each.name: each.png
        for finding in cover.findings
        for each in finding.pictures
        if isinstance(each, Picture)
    }
    title, blocks = title_of(cover), told(cover)
    return (
        Member("cover/index.html", cover_html(title, blocks).encode("utf-8", "replace")),
        Member("cover/cover.pdf", cover_pdf(title, blocks, pictures, cover.report.judged_at)),
        Member("cover/README.txt", README.encode()),
        *(Member(f"pictures/{name}", png) for name, png in sorted(pictures.items())),
    )
