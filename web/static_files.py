"""How are style sheets, scripts and pictures sent? Kept by browsers for ever under an address that names their content."""

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.rendering import STATIC, static_version


class ConsoleFiles(StaticFiles):
    """The console's own files."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept for ever when the address names the content it has, else to be asked for each time."""
        try:
            response = await super().get_response(path, scope)
        except ValueError:
            # A path with a NUL character is no file's.
            raise HTTPException(404) from None
        if response.status_code in (200, 304):
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
            known = asked == static_version(path)
            response.headers["cache-control"] = "public, max-age=31536000, immutable" if known else "no-cache"
        return response
