"""E-mail and address of a payment, stored as a keyed hash where the merchant chooses so.

The hash is HMAC-SHA256 with a key of the merchant's own, derived from a secret that lies outside
the database: equal addresses stay equal, and whoever has only the database cannot try candidates.
"""

import re
from collections.abc import Mapping
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.domain import Transaction
from secureflow.extensions import lasting

PREFIX = "hmac:"
"""What a hidden value begins with; no e-mail or IP address that is accepted does."""
HIDDEN = re.compile(re.escape(PREFIX) + "[0-9a-f]{64}")


def hidden(merchant_id: int, value: str) -> str:
    """Return what is stored instead of a value; capitals do not matter."""
    return PREFIX + lasting.sign(f"personal {merchant_id}", value.casefold())


def is_hidden(value: str) -> bool:
    """Return whether a value is what ``hidden`` makes of one."""
    return HIDDEN.fullmatch(value) is not None


def kept(caller: Caller, payment: Transaction, request_hash: str) -> dict[str, Any]:
    """Return the columns of a payment that are stored in another form than they came.

    The hash of the request is one of them: e-mail and address are among what was hashed, so that
    candidates could be tried against it.
    """
    if not caller.hash_personal:
        return {}
    found = {"email": payment.email, "ip": payment.ip, "request_hash": request_hash}
    return hidden_columns(caller.merchant_id, found)


def hidden_columns(merchant_id: int, values: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the values hidden; what is missing or hidden already stays."""
    return {
        name: value if value is None or value.startswith(PREFIX) else hidden(merchant_id, value)
        for name, value in values.items()
    }


def is_same_request(caller: Caller, stored: str, sent: str) -> bool:
    """Return whether a stored hash of a request, plain or hidden, is that of the one sent."""
    return stored == sent or stored == hidden(caller.merchant_id, sent)


def needle(merchant_id: int, text: str | None) -> str | None:
    """Return what a search for an e-mail looks for, None where the text is no e-mail."""
    return hidden(merchant_id, text) if text and "@" in text else None
