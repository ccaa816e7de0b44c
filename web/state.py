"""What does a page work with: the settings, and the database that is open?"""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from db.database import Database
from web.settings import ConsoleSettings


def settings_of(request: Request) -> ConsoleSettings:
    """The console's settings."""
    settings = request.app.state.settings
    assert isinstance(settings, ConsoleSettings)
    return settings


def database_of(request: Request) -> Database:
    """The open database."""
    return settings_of(request).database


Settings = Annotated[ConsoleSettings, Depends(settings_of)]
Db = Annotated[Database, Depends(database_of)]
