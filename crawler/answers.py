"""What came back for a request: the answer as bytes, with the way it took."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: ``redirects`` are the addresses asked before ``final_url``, in order; ``at`` is when it had come."""

    url: str
    final_url: str
    status: int
    body: bytes
    at: datetime
    headers: dict[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    seconds: float = 0.0
    size: int = 0
    rendered: bool = False

    @property
    def content_type(self) -> str | None:
        """The Content-Type header, if there is one."""
        return self.headers.get("content-type")
