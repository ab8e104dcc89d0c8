"""Tokens of links: 256 random bits, of which only a hash is stored."""

import secrets
from hashlib import sha256


def new() -> str:
    """Return a new token, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is stored of a token: random as it is, it needs no slow hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
