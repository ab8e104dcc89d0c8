"""Delete what is past its time, for all merchants."""

from datetime import UTC, datetime


def delete_expired() -> None:
    datetime.now(UTC)
