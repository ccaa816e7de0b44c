"""Which requests are not even looked at: too large, or meant for another host?"""

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 1_000_000
STRANGER_BYTES = 64_000
"""Who shows neither cookie nor key signs in, and needs no more."""


class BodyBounds:
    """Refuses a body that is too large, by what it says and by what comes."""

    def __init__(self, app: ASGIApp, *, upload_bytes: int) -> None:
        self.app = app
        self.upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on.

        Raises:
            HTTPException: 413.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit(HTTPConnection(scope))
        said = HTTPConnection(scope).headers.get("content-length", "0")
        if not said.isascii() or not said.isdigit() or int(said) > limit:
            raise HTTPException(413)
        came = 0

        async def receive_bounded() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_bounded, send)

    def _limit(self, connection: HTTPConnection) -> int:
        if not connection.cookies and "authorization" not in connection.headers:
            return STRANGER_BYTES
        is_upload = connection.headers.get("content-type", "").lower().startswith("multipart/form-data")
        return self.upload_bytes if is_upload else FORM_BYTES


class KnownHosts:
    """Answers only to its own names, where they are set: no other name can be made to lead here (DNS rebinding)."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on.

        Raises:
            HTTPException: 400.
        """
        if scope["type"] == "http" and self.hosts:
            named = HTTPConnection(scope).headers.get("host", "").lower()
            if named not in self.hosts and named.rpartition(":")[0] not in self.hosts:
                raise HTTPException(400, "host")
        await self.app(scope, receive, send)
