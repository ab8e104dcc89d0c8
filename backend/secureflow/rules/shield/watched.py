"""What newcomers may share: the values of a payment under which they are counted."""

import re

from secureflow.domain import BurstKind, Transaction, network_of

WHERE: dict[BurstKind, str] = {
    "ip": "from one address",
    "card_bin": "with one range of cards",
    "device": "on one device",
    "email": "with one pattern of e-mails",
    "customer": "on one account",
}
"""In a sentence, without the value: a person's values are erased with the payment alone."""

_DIGITS = re.compile(r"[0-9]+")


def watched(payment: Transaction) -> tuple[tuple[BurstKind, str], ...]:
    """Return the kinds and values of a payment that newcomers are counted under.

    An address of IPv6 stands for its network, which one customer of a provider has for itself.
    """
    values: tuple[tuple[BurstKind, str | None], ...] = (
        ("ip", payment.ip and network_of(payment.ip)),
        ("card_bin", payment.card_bin),
        ("device", payment.device),
        ("email", payment.email and email_pattern(payment.email)),
        ("customer", payment.customer),
    )
    return tuple((kind, value) for kind, value in values if value)


def email_pattern(email: str) -> str | None:
    """Return what addresses made by one program share, None for what is no address.

    In lower case, without what follows a plus and without dots; a run of digits is one 0. The
    domain stays, so that random names at a free-mail service are as many patterns as names.
    """
    name, at, domain = email.strip().lower().rpartition("@")
    if not (name and at and domain):
        return None
    plain = name.partition("+")[0].replace(".", "")
    return f"{_DIGITS.sub('0', plain)}@{domain}"
