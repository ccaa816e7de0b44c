"""How does the way to a server stand in a record of its own, for people and for programs? Certificates in PEM."""

import json
import ssl
from collections.abc import Mapping
from typing import Any

from domain.captures import Connection


def connection_block(connection: Connection) -> bytes:
    """The record's content: JSON with a line for each part, so that it can be read as it is."""
    value = {
        "host": connection.host,
        "port": connection.port,
        "resolved": list(connection.resolved),
        "peer": connection.peer,
        "proxy": connection.proxy,
        "tls_version": connection.tls_version,
        "tls_cipher": connection.tls_cipher,
        "certificates": [ssl.DER_cert_to_PEM_cert(each) for each in connection.certificates],
    }
    return json.dumps(value, indent=1).encode()


def connection_of(block: bytes) -> Connection:
    """The connection of a record's content.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    value: Mapping[str, Any] = json.loads(block)
    return Connection(
        host=value["host"],
        port=value["port"],
        resolved=tuple(value["resolved"]),
        peer=value["peer"],
        proxy=value["proxy"],
        tls_version=value["tls_version"],
        tls_cipher=value["tls_cipher"],
        certificates=tuple(ssl.PEM_cert_to_DER_cert(each) for each in value["certificates"]),
    )
