"""What can be wrong with a package that is read, said with the member's name?"""


class PackageDamaged(Exception):  # noqa: N818 - a state of the file
    """A member of a package is not what a package holds; ``member`` is its path, ``reason`` what is wrong."""

    def __init__(self, member: str, reason: str) -> None:
        super().__init__(f"{member}: {reason}")
        self.member = member
        self.reason = reason
