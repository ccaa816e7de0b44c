"""What is our own clock worth? As the kernel says: kept with a time source or not, and by how much it may be off."""

import ctypes
import sys
from datetime import UTC, datetime

from crawler.timing import to_the_millisecond
from domain.captures import ClockState

_NOT_SYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)
_UNSYNC = 0x0040  # STA_UNSYNC


class _TimeValue(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("microseconds", ctypes.c_long))


class _Timex(ctypes.Structure):
    """``struct timex`` of adjtimex(2); the parts that are not read stand for their size."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("frequency", ctypes.c_long),
        ("greatest_error", ctypes.c_long),
        ("estimated_error", ctypes.c_long),
        ("status", ctypes.c_int),
        ("constant", ctypes.c_long),
        ("precision", ctypes.c_long),
        ("tolerance", ctypes.c_long),
        ("time", _TimeValue),
        ("rest", ctypes.c_long * 32),
    )


def clock_state() -> ClockState:
    """The clock's state now, to the millisecond; what the system doesn't tell is None."""
    at = to_the_millisecond(datetime.now(UTC))
    if not sys.platform.startswith("linux"):
        return ClockState(at=at)
    timex = _Timex()  # modes is 0: nothing is set
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(timex))
    except (OSError, AttributeError):
        return ClockState(at=at)
    if state < 0:
        return ClockState(at=at)
    kept = state != _NOT_SYNCHRONISED and not timex.status & _UNSYNC
    return ClockState(at=at, synchronised=kept, error=timex.greatest_error / 1_000_000 if kept else None)
