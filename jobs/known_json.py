"""How is kept what was known of other units while each was judged, and what an operator registered? As canonical JSON."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from domain.canonical_json import CanonicalError, canonical_text, parse_canonical
from domain.register import Register
from jobs.unit_judge import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What judging one unit needs besides its facts, the plan and the day."""

    known: Known
    register: Register


_CONTEXT: TypeAdapter[Context] = TypeAdapter(Context)


def context_text(context: Context) -> str:
    """The context as canonical JSON."""
    return canonical_text(_CONTEXT.dump_python(context, mode="json"))


def context_of(text: str) -> Context:
    """The context that ``context_text`` gave.

    Raises:
        ValueError: it is none.
    """
    try:
        return _CONTEXT.validate_python(parse_canonical(text.encode()))
    except (CanonicalError, ValidationError) as error:
        raise ValueError(f"no context of an audit: {error}") from None
