"""How does the way to a server stand in JSON? Certificates in PEM's letters, each once a journal that is packed anyway."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from domain.captures import Connection


def connection_to_json(connection: Connection) -> dict[str, Any]:
    """A connection as plain JSON; what is not known is left out."""
    value: dict[str, Any] = {
        "host": connection.host,
        "port": connection.port,
        "resolved": list(connection.resolved),
        "peer": connection.peer,
        "proxy": connection.proxy,
        "tls_version": connection.tls_version,
        "tls_cipher": connection.tls_cipher,
        "certificates": [b64encode(each).decode("ascii") for each in connection.certificates],
    }
    return {name: part for name, part in value.items() if part not in (None, [])}


def connection_from_json(value: Mapping[str, Any]) -> Connection:
    """The connection that ``connection_to_json`` gave.

    Raises:
        KeyError, ValueError: it is none.
    """
    return Connection(
        host=value["host"],
        port=value["port"],
        resolved=tuple(value.get("resolved", ())),
        peer=value.get("peer"),
        proxy=value.get("proxy"),
        tls_version=value.get("tls_version"),
        tls_cipher=value.get("tls_cipher"),
        certificates=tuple(b64decode(each, validate=True) for each in value.get("certificates", ())),
    )
