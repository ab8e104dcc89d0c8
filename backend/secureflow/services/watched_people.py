"""What the shield keeps of one person: handed out, forgotten, or hidden as payments are."""

from collections.abc import Iterator, Sequence
from typing import Any

from secureflow.db import bursts, privacy, tenancy
from secureflow.domain import network_of
from secureflow.extensions import db
from secureflow.rules.shield.watched import email_pattern
from secureflow.services import personal
from secureflow.services.circumstances import PERSONAL, watched_key

EXPORTED = ("is_test", "kind", "value", "since", "until", "stopped", "passed", "updated_at")
"""Not when others came who share the value."""


def exported(merchant_id: int, customer: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield who new came by what a customer pays with, as (what it is, its rows)."""
    rows = bursts.of_keys(merchant_id, keys_of(merchant_id, customer))
    yield "newcomers", ({name: getattr(row, name) for name in EXPORTED} for row in rows)


def keys_of(merchant_id: int, customer: str) -> list[bytes]:
    """Return the keys under which a customer may have been counted, ascending.

    Of an address that is stored hidden nobody can tell the network, and of an e-mail no pattern.
    """
    named = privacy.entities_named(merchant_id, customer)
    networks = [("ip", network_of(value)) for kind, value in named if kind == "ip"]
    emails = {row.email for row in privacy.payments(merchant_id, customer)}
    patterns = {email_pattern(email) for email in emails if email is not None}
    counted = [*named, *networks, *(("email", one) for one in patterns if one is not None)]
    return sorted({watched_key(kind, one, is_network="/" in one) for kind, one in counted})


def forget(merchant_id: int, keys: Sequence[bytes]) -> None:
    """Forget the newcomers of keys, committing nothing.

    Payments lock states of entities before newcomers, so this comes after those, too.
    """
    bursts.forget(merchant_id, keys)


def hide(merchant_id: int) -> None:
    """Forget newcomers that are counted under addresses and e-mails as they came."""
    tenancy.bind(merchant_id)
    bursts.forget_plain(merchant_id, PERSONAL, personal.PREFIX)
    db.session.commit()
