"""Does every route say who may use it, and is a stranger let in nowhere but at the door?"""

from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Mount

from web.security.permissions import Gate, OpenGate
from web.static_files import ConsoleFiles

OPEN = {("GET", "/login"), ("POST", "/login"), ("GET", "/login/oidc"), ("GET", "/login/oidc/back")}


def gates(dependant: Dependant) -> list[Any]:
    own = [dependant.call] if isinstance(dependant.call, (Gate, OpenGate)) else []
    return own + [gate for inner in dependant.dependencies for gate in gates(inner)]


def routes(app: Any) -> list[APIRoute]:
    found: list[APIRoute] = []
    for route in app.routes:
        if isinstance(route, Mount):
            # Files that are everybody's are the only thing that answers without a route of ours.
            assert isinstance(route.app, ConsoleFiles), route.path
        elif isinstance(route, APIRoute):
            found.append(route)
        else:
            inner = list(route.effective_route_contexts())
            found += [one.original_route for one in inner]
    return found


def test_every_route_names_one_gate(app: Any) -> None:
    found = routes(app)
    assert len(found) > 10
    without = [
        f"{sorted(route.methods or ())} {route.path}" for route in found if len(gates(route.dependant)) != 1
    ]
    assert without == []


def test_only_the_door_is_open(app: Any) -> None:
    opened = {
        (method, route.path)
        for route in routes(app)
        for method in route.methods or ()
        if isinstance(gates(route.dependant)[0], OpenGate)
    }
    assert opened <= OPEN


def test_a_stranger_is_sent_to_the_door(app: Any, browser: Any) -> None:
    for route in routes(app):
        if isinstance(gates(route.dependant)[0], OpenGate):
            continue
        path = route.path.replace("{", "").replace("}", "")
        path = path.replace("/token/", "/1/")
        for method in route.methods or ():
            answer = browser.request(method, path)
            assert answer.status_code in (303, 401), (method, path)
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/login"), (method, path)
