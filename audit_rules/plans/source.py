"""Of which files is a plan made, wherever they are kept, and what is its digest?

Those that a verdict can depend on: ``plan.yaml`` and the task files, or the one file that holds a whole plan. What explains the
plan (README.md), what it is held against (source.txt) and the registry its ids are of decide nothing and do not count.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HEAD = "plan.yaml"
MOST_BYTES = 8 * 1024 * 1024
MOST_FILES = 1_000
_TASK_FILE = re.compile(r"tasks/[^/.\x00-\x1f][^/\x00-\x1f]*\.ya?ml")


class PlanSourceError(Exception):
    """The files of a plan can't be taken: which file, why, and what to do about it."""

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        self.file, self.reason, self.remedy = file, reason, remedy
        super().__init__(f"{file}: {reason}. {remedy}")


@dataclass(frozen=True, slots=True)
class PlanSource:
    """The files of a plan by name; those of a folder are ``plan.yaml`` and ``tasks/….yaml``.

    Raises:
        PlanSourceError: they are more, or larger, than those of any plan.
    """

    files: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.files) > MOST_FILES:
            raise _beyond("tasks", f"{len(self.files)} files, and no plan has more than {MOST_FILES}")
        _check_size(sum(len(content) for content in self.files.values()))

    @property
    def packed(self) -> bytes:
        """Names, sizes and bytes of the files in the order of their names: what the digest is over."""
        return b"".join(
            f"{name}\n{len(content)}\n".encode() + content for name, content in sorted(self.files.items())
        )

    @property
    def digest(self) -> str:
        """``sha256:…`` over names, sizes and bytes of the files in the order of their names."""
        return f"sha256:{hashlib.sha256(self.packed).hexdigest()}"

    @property
    def head(self) -> str:
        """The name of the file with the head."""
        return next(iter(self.files)) if len(self.files) == 1 else HEAD


def plan_source(path: Path) -> PlanSource:
    """The files of a plan folder, or of the one file that holds a whole plan.

    Raises:
        PlanSourceError: a file can't be read, or they are too many or too large.
    """
    found = {path.name: path} if path.is_file() else dict(_in_folder(path))
    if len(found) > MOST_FILES:
        raise _beyond("tasks", f"{len(found)} files, and no plan has more than {MOST_FILES}")
    files: dict[str, bytes] = {}
    size = 0
    for name, file in found.items():
        try:
            size += file.stat().st_size
            _check_size(size)
            files[name] = file.read_bytes()
        except OSError as error:
            raise PlanSourceError(
                name, f"it cannot be read: {error.strerror}", "Make it a readable file"
            ) from None
    return PlanSource(files)


def unpacked_source(packed: bytes) -> PlanSource:
    """The files that ``PlanSource.packed`` holds.

    Raises:
        ValueError: it holds none.
        PlanSourceError: they are more, or larger, than those of any plan.
    """
    files: dict[str, bytes] = {}
    at = 0
    while at < len(packed):
        name, _, rest = packed[at : at + 4096].partition(b"\n")
        size, line, _ = rest.partition(b"\n")
        if not line or not size.isdigit():
            raise ValueError("these are no files of a plan")
        begin = at + len(name) + len(size) + 2
        at = begin + int(size)
        if at > len(packed):
            raise ValueError("the files of the plan are cut off")
        files[name.decode()] = packed[begin:at]
    return PlanSource(files)


def _in_folder(folder: Path) -> Iterator[tuple[str, Path]]:
    every = ((path.relative_to(folder).as_posix(), path) for path in (folder / "tasks").glob("*"))
    if (folder / HEAD).is_file():
        yield HEAD, folder / HEAD
    yield from ((name, path) for name, path in sorted(every) if _TASK_FILE.fullmatch(name))


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise _beyond(HEAD, f"its files have {size} bytes, and no plan has more than {MOST_BYTES}")


def _beyond(file: str, reason: str) -> PlanSourceError:
    return PlanSourceError(file, reason, "Leave in the folder what belongs to the plan")
