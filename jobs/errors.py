"""How does a command say that it can't go on? As the rooms below it do: usage errors end with status 2, failed work with 1."""

from casework.errors import UsageError, WorkError

__all__ = ["UsageError", "WorkError"]
