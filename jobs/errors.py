"""How a use case says that it can't go on: what is wrong and what to do, never a traceback."""


class UsageError(Exception):
    """Arguments or input that can't be used (exit status 2). The message gives reason and remedy."""


class WorkError(Exception):
    """The work was begun and failed (exit status 1). The message gives reason and remedy."""
