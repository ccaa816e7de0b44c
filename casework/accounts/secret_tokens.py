"""What does a browser or a program hold, and what is kept of it? 256 random bits; their SHA-256."""

import secrets
from hashlib import sha256


def new_token(prefix: str = "") -> str:
    """256 bits nobody can guess, in characters fit for a header."""
    return prefix + secrets.token_urlsafe(32)


def kept(token: str) -> bytes:
    """What is stored of a token: who reads the database can't sign in with it."""
    return sha256(token.encode("utf-8", "replace")).digest()
