"""Security events: what looks like an attack, kept even where the request's work is undone."""

from collections.abc import Mapping
from typing import Any, Literal


def report(
    kind: str,
    severity: Literal["low", "medium", "high"],
    *,
    merchant_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep a security event, in a transaction of its own."""
