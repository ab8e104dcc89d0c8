"""The audit trail: who did what to which thing, recorded in the transaction that does it."""

from collections.abc import Mapping
from typing import Any


def record(
    action: str,
    thing: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    customer: Mapping[str, Any] | None = None,
) -> None:
    """Record that the acting person, key or system did ``action`` to ``thing``."""
