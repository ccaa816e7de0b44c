"""Which bytes stand for a value, so that it can be hashed and signed, and every changed byte shows?

One value has one form: UTF-8, keys sorted by code point, no white space, texts as they are (only what JSON must escape is
escaped), floats as Python's ``repr`` writes them (the shortest text that reads back as the same number), no NaN and no
infinity, no key twice. What is read must be in that very form: two files that say the same are the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from json import JSONDecoder, JSONEncoder
from typing import Any


class CanonicalError(ValueError):
    """The value has no canonical form, or the bytes are not in it; the message says where."""


def canonical_encoder(default: Callable[[Any], Any] | None = None) -> Callable[[object], str]:
    """What writes canonical JSON; ``default`` makes plain JSON of what is none. Keys of objects must be text."""
    return JSONEncoder(
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=default
    ).encode


_ENCODE = canonical_encoder()


def canonical_text(value: object) -> str:
    """A value's canonical form: None, bool, int, float, str, lists (tuples) of them, mappings from text to them.

    Raises:
        CanonicalError: the value holds something else: a NaN, a key that is no text.
    """
    if not has_text_keys(value):
        raise CanonicalError("a key of an object is no text")
    try:
        return _ENCODE(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise CanonicalError(f"this value has no canonical form: {error}") from None


def canonical_bytes(value: object) -> bytes:
    """``canonical_text`` as UTF-8.

    Raises:
        CanonicalError: the value has no canonical form; a text in it holds half of a surrogate pair.
    """
    try:
        return canonical_text(value).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError(f"a text holds a character that is none: {error}") from None


def parse_canonical(data: bytes) -> Any:
    """The value that canonical bytes stand for.

    Raises:
        CanonicalError: they are not JSON, or not in the canonical form.
    """
    try:
        value = _DECODER.decode(data.decode())
    except CanonicalError:
        raise
    except UnicodeDecodeError as error:
        raise CanonicalError(f"not UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise CanonicalError(f"not JSON: {error}") from None
    again = canonical_bytes(value)
    if again != data:
        place = next(
            (place for place, (ours, theirs) in enumerate(zip(again, data, strict=False)) if ours != theirs),
            min(len(again), len(data)),
        )
        raise CanonicalError(f"not in the canonical form at byte {place}")
    return value


def has_text_keys(value: object) -> bool:
    """Whether every key of every object in a value is a text: of any other, the order would change with its reading."""
    kind = type(value)
    if kind is dict:
        for key, part in value.items():  # type: ignore[attr-defined]  # a mapping, by its type
            if not isinstance(key, str) or (type(part) not in _SIMPLE and not has_text_keys(part)):
                return False
        return True
    if kind is tuple or kind is list:
        return all(type(part) in _SIMPLE or has_text_keys(part) for part in value)  # type: ignore[attr-defined]
    if isinstance(value, Mapping):
        return has_text_keys(dict(value))
    return isinstance(value, str | bytes) or not isinstance(value, Sequence) or has_text_keys(tuple(value))


_SIMPLE = frozenset({str, int, float, bool, type(None)})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("a key stands twice in an object")
    return found


def _constant(name: str) -> float:
    raise CanonicalError(f"{name} is no number of JSON")


_DECODER = JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
