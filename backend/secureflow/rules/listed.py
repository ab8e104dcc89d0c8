"""The values of a payment that lists and snoozes are asked for, in the form they are kept in."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Literal

from secureflow.domain import Transaction

ListedKind = Literal[
    "customer", "card", "device", "ip", "email", "domain", "country", "terminal", "card_bin"
]
AS_SENT: tuple[ListedKind, ...] = ("customer", "card", "device", "terminal")
SHORTEST_BIN = 6


def listed(payment: Transaction) -> Iterator[tuple[ListedKind, str]]:
    """Yield the kinds and values of a payment that may stand on a list, in their normal form.

    A range of cards stands for every longer one that begins with it, so each beginning is asked.
    """
    for kind in AS_SENT:
        value = getattr(payment, kind)
        if value is not None:
            yield kind, value
    if payment.ip is not None:
        yield "ip", normal("ip", payment.ip)
    if payment.email is not None:
        yield "email", normal("email", payment.email)
        yield "domain", normal("domain", payment.email.rpartition("@")[2])
    if payment.country is not None:
        yield "country", normal("country", payment.country)
    if payment.card_bin is not None:
        for length in range(SHORTEST_BIN, len(payment.card_bin) + 1):
            yield "card_bin", payment.card_bin[:length]


def normal(kind: ListedKind, value: str) -> str:
    """Return a value as it is kept, so that two ways to write the same are one.

    Addresses are written the short way, what is no address stays as it is; e-mails and domains
    are in lower case, countries in capitals, identifiers as they were sent.
    """
    value = value.strip()
    if kind == "ip":
        try:
            return str(ip_address(value))
        except ValueError:
            return value
    if kind in ("email", "domain"):
        return value.lower()
    return value.upper() if kind == "country" else value
