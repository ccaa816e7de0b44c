"""May a page link to this address of a portal? Only to http(s), and only to an address without tricks."""

from urllib.parse import urlsplit

_LONGEST = 2000


def leads_out(address: str | None) -> bool:
    """Whether an address may stand in a link: http or https, a host, nothing that hides where it leads.

    A user name before the host (``http://gov.cn@evil/``), blanks, backslashes and control characters, and addresses that are too
    long are shown as text.
    """
    if (
        not address
        or len(address) > _LONGEST
        or any(c.isspace() or c == "\\" or not c.isprintable() for c in address)
    ):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
