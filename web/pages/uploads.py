"""Which files came with a form?"""

from collections.abc import Sequence

from fastapi import UploadFile

from casework.reviews.attachments import Upload


def uploads_of(files: Sequence[UploadFile] | None) -> tuple[Upload, ...]:
    """The files of a field, in order; what may be among them is for ``casework`` to say."""
    # A field of files that was left empty comes as one file without a name.
    given = [file for file in files or () if file.filename or file.size]
    return tuple(Upload(name=file.filename or "", data=file.file.read()) for file in given)
