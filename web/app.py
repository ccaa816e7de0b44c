"""Of what is the console put together?"""

from fastapi import Depends, FastAPI

from web.api.routes import API_ROUTERS
from web.errors import ErrorPages, add_error_pages
from web.routes import ROUTERS
from web.security.bounds import BodyBounds, KnownHosts
from web.security.csrf import check_csrf
from web.security.headers import SecurityHeaders
from web.security.sent_text import check_text
from web.settings import ConsoleSettings
from web.static_files import ConsoleFiles


def create_app(settings: ConsoleSettings) -> FastAPI:
    """The console over an open, migrated database.

    FastAPI's own pages about the API are off: they load scripts from elsewhere.
    """
    app = FastAPI(
        title="明察",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        dependencies=[Depends(check_csrf), Depends(check_text)],
    )
    app.state.settings = settings
    for router in (*ROUTERS, *API_ROUTERS):
        app.include_router(router)
    app.mount("/static", ConsoleFiles())
    add_error_pages(app)
    # The last one added is the first that a request meets.
    app.add_middleware(BodyBounds, upload_bytes=settings.upload_bytes)
    app.add_middleware(KnownHosts, hosts=settings.hosts)
    app.add_middleware(ErrorPages)
    app.add_middleware(SecurityHeaders, https=settings.https)
    return app
