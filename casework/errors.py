"""How does a use case say that it can't go on: what is wrong and what to do, never a traceback."""


class UsageError(Exception):
    """Arguments or input that can't be used (exit status 2 of a command). The message gives reason and remedy."""


class WorkError(Exception):
    """The work was begun and failed (exit status 1 of a command). The message gives reason and remedy."""
