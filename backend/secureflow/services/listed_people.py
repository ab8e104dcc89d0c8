"""What lists and snoozes say of one person: handed out, forgotten, or hidden as payments are."""

from collections.abc import Iterator
from typing import Any

from secureflow.db import listed_values as table
from secureflow.db import privacy, tenancy
from secureflow.extensions import db
from secureflow.rules.listed import normal
from secureflow.scoring.history.entities import entity_key
from secureflow.services import personal
from secureflow.services.entries import HIDDEN, kept_of


def exported(merchant_id: int, customer: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield what stands on lists of a customer and what they pay with, and who is spared."""
    keys = _keys(merchant_id, customer)
    yield "list_entries", (dict(row._mapping) for row in table.entries(merchant_id, keys))
    yield "rule_snoozes", (dict(row._mapping) for row in table.snoozes(merchant_id, keys))


def forget(merchant_id: int, customer: str) -> None:
    """Take a customer, and all they pay with, off all lists; no rule is silent for them."""
    table.forget(merchant_id, _keys(merchant_id, customer))


def hide(merchant_id: int) -> None:
    """Keep e-mails and addresses on lists as keyed hashes, where they stand as they came."""
    tenancy.bind(merchant_id)
    while rows := table.plain(merchant_id, sorted(HIDDEN), personal.PREFIX):
        found = {row.key: kept_of(merchant_id, row.kind, row.value, is_hidden=True) for row in rows}
        table.hide(merchant_id, [(old, new.key, new.value) for old, new in found.items()])
        db.session.commit()


def _keys(merchant_id: int, customer: str) -> list[bytes]:
    """Return the keys of a customer's values as payments keep them, which may be hidden."""
    emails = {row.email for row in privacy.payments(merchant_id, customer) if row.email is not None}
    named = [*privacy.entities_named(merchant_id, customer), *(("email", one) for one in emails)]
    return sorted({entity_key(kind, _as_listed(kind, value)) for kind, value in named})


def _as_listed(kind: str, value: str) -> str:
    is_hidden = value.startswith(personal.PREFIX)
    if is_hidden or kind not in ("email", "ip"):
        return value
    return normal("email" if kind == "email" else "ip", value)
