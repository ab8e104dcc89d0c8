"""Where the service is and how to talk to it: checked before the first call."""

import platform
from typing import TypedDict

import httpx

VERSION = "0.1.0"
TIMEOUT = 30.0
"""Seconds without an answer after which a try has failed."""
RETRIES = 5


class Options(TypedDict):
    """What both of httpx's clients are made with."""

    base_url: httpx.URL
    headers: dict[str, str]
    timeout: float


def options(api_key: str, base_url: str, timeout: float) -> Options:
    """Return the options of a connection; ValueError says what cannot be used, never the key."""
    if not (api_key.isascii() and api_key.isprintable() and api_key and " " not in api_key):
        raise ValueError("api_key: must be the text of one key, such as sf_test_…")
    url = httpx.URL(base_url)
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("base_url: must be like https://fraud.example.com")
    if timeout <= 0:
        raise ValueError("timeout: must be more than 0 seconds")
    agent = f"secureflow-client/{VERSION} python/{platform.python_version()}"
    headers = {"X-API-Key": api_key, "User-Agent": agent}
    return {"base_url": url, "headers": headers, "timeout": timeout}
