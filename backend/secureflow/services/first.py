"""The first payment of a merchant, live or test: whoever waits for it is told."""

from collections.abc import Mapping
from typing import Any

from secureflow.db import sample_data
from secureflow.extensions import db
from secureflow.services import events

_HAVE_BEGUN: set[tuple[int, bool]] = set()
"""Merchants and modes that had a payment when a process last looked, so that it looks no more."""


def is_awaited(merchant_id: int, is_test: bool) -> bool:
    """Return whether a merchant has no payment in this mode yet but made-up ones."""
    mode = merchant_id, is_test
    if mode in _HAVE_BEGUN:
        return False
    if sample_data.has_own(merchant_id, is_test):
        _HAVE_BEGUN.add(mode)
        return False
    return True


def has_begun(merchant_id: int, is_test: bool) -> bool:
    """Return whether this process knows of a payment of a merchant in this mode."""
    return (merchant_id, is_test) in _HAVE_BEGUN


def arrived(merchant_id: int, is_test: bool, transaction_id: int) -> None:
    """Say in this transaction that the first payment is here."""
    events.publish(merchant_id, is_test, "transaction.first", {"transaction_id": transaction_id})


def refused(merchant_id: int, is_test: bool, why: Mapping[str, Any]) -> None:
    """Say that what should have been the first payment was refused, and commit."""
    events.publish(merchant_id, is_test, "transaction.refused", why)
    db.session.commit()
