"""What can a version of the program say of what another one read and judged? Where it comes to something else: nothing.

Code changes, and an honest package of last year must not be called forged by a program that judges otherwise now. Nor does a
package hold because somebody wrote another version into it.
"""

from collections.abc import Sequence

from evidence.verify.checks import Check, Fault, bounded


class Unreadable(ValueError):  # noqa: N818 - it is what the member is, to this version
    """A file of a package is the one that was judged by, and this version can't go by it; ``member`` names it."""

    def __init__(self, member: str, reason: str) -> None:
        self.member = member
        super().__init__(f"{member}: {reason}")


def compared(
    name: str,
    told: str,
    *,
    faults: Sequence[Fault] = (),
    differences: Sequence[Fault] = (),
    notes: Sequence[str] = (),
    other: str | None = None,
) -> Check:
    """A point at which something was done again and compared.

    Args:
        name: the point.
        told: what should be so.
        faults: what speaks against the package whatever the version.
        differences: in what this version comes to something else.
        notes: what is to be known besides.
        other: by which other version it was done then, None where it was this one.
    """
    if other is None:
        return Check(
            name=name, told=told, faults=(*bounded(faults), *bounded(differences)), notes=tuple(notes)
        )
    if not differences:
        return Check(
            name=name, told=told, faults=bounded(faults), notes=(*notes, f"then it was done by {other}")
        )
    cannot = (
        f"can't be told by this version of the program: {len(differences)} thing(s) come out otherwise, and then it was done by "
        f"{other}; check it with that version"
    )
    notes = (*notes, *(f"comes out otherwise: {each}" for each in bounded(differences)))
    if faults:
        return Check(name=name, told=told, faults=bounded(faults), notes=(cannot, *notes))
    return Check(name=name, told=told, skipped=cannot, notes=notes)
