"""May this address be connected to? Keeps a crawl out of the operator's own network (server-side request forgery).

A portal decides which addresses a crawl visits: by links, redirects, frames and its DNS answers. So every
connection is checked where it is made, on the address that is really connected to; the name alone proves nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_SCHEMES = frozenset({"http", "https"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(OSError):  # noqa: N818 - a refusal; an OSError, so that connectors pass it on
    """The address is in a network that may not be visited, or isn't an http(s) address at all."""


class AddressGuard:
    """Refuses loopback, private, link-local, multicast and reserved addresses but for the allowed networks."""

    def __init__(self, allow_networks: Iterable[str] = ()) -> None:
        """Take the CIDRs that are allowed all the same.

        Raises:
            ValueError: a text is not a CIDR; the message names it.
        """
        self._allowed = tuple(ipaddress.ip_network(text.strip(), strict=False) for text in allow_networks)

    def permits(self, address: Address | str) -> bool:
        """Whether an address may be connected to."""
        if isinstance(address, str):
            address = ipaddress.ip_address(address.partition("%")[0])
        if any(address in network for network in self._allowed):
            return True
        if isinstance(address, ipaddress.IPv6Address):
            inner = _embedded_ipv4(address)
            if inner is not None:
                return self.permits(inner)
        return address.is_global and not address.is_multicast

    def check_url(self, url: str) -> None:
        """Check the scheme, and the host where it is given as an address.

        Raises:
            AddressRefused: not http(s), without a host, or an address that may not be visited.
        """
        try:
            parts = urlsplit(url)
            host = parts.hostname
            _ = parts.port
        except ValueError as error:
            raise AddressRefused(f"{url}: {error}") from None
        if parts.scheme not in _SCHEMES or not host:
            raise AddressRefused(f"{url}: not an http or https address")
        literal = literal_address(host)
        if literal is not None and not self.permits(literal):
            raise AddressRefused(f"{host} is in a network that may not be visited")

    def check_connection(self, host: str, address: str) -> None:
        """Check the address that a connection for ``host`` is about to be made to.

        Raises:
            AddressRefused: it may not be visited.
        """
        if not self.permits(address):
            raise AddressRefused(f"{host} leads to {address}, in a network that may not be visited")


def literal_address(host: str) -> Address | None:
    """The address that a host text is, None for a name. Knows the short and hex forms that connectors accept."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    if not host or not all(part and part[0].isdigit() for part in host.rstrip(".").split(".")):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return None


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, NAT64)."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
