"""The vocabulary of SecureFlow as frozen values; every floor above speaks in these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Literal

Code = int | str
"""A category or a type as the client sent it: an integer, or text up to 64 characters."""

Level = Literal["low", "elevated", "high", "critical"]
Decision = Literal["approve", "review", "block"]
Label = Literal["fraud", "legitimate"]
Source = Literal["reviewer", "chargeback", "refund", "customer"]

ReviewKind = Literal["held", "spot_check", "close_call", "second_opinion"]
ReviewState = Literal["open", "snoozed", "resolved"]
Resolution = Literal["approve", "decline"]
"""What a person does with a review; *decision* is the policy's word."""
DefaultAction = Literal["approve", "decline", "keep"]
"""What happens to a held payment that is due when nobody has decided."""

LEVELS: tuple[tuple[float, Level], ...] = (
    (90.0, "critical"),
    (70.0, "high"),
    (45.0, "elevated"),
    (0.0, "low"),
)
"""Lowest score of each level, highest first. A level says how risky, never what happens."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A payment to judge. Every field but amount, currency and occurred_at may be unknown.

    ``amount`` is in units of ``currency`` (ISO 4217); times are aware and in UTC;
    ``hour`` is 0..23 and ``day_of_week`` 0..6 with Monday 0.
    """

    amount: Decimal
    currency: str
    occurred_at: datetime
    hour: int
    day_of_week: int
    merchant_category: Code | None = None
    transaction_type: Code | None = None
    external_id: str | None = None
    customer: str | None = None
    card: str | None = None
    card_bin: str | None = None
    device: str | None = None
    terminal: str | None = None
    ip: str | None = None
    email: str | None = None
    country: str | None = None
    customer_created_at: datetime | None = None
    authorisation_expires_at: datetime | None = None
    item: str | None = None
    quantity: Decimal | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One contribution to a score: what it is, its value, its points and a sentence a person reads.

    ``code`` names the kind of reason and is stable between releases; ``feature`` is the model's
    input that says most of it; ``points`` are on the scale of the score, positive towards fraud.
    ``evidence`` has the figures behind the sentence, where there are any to compare.
    """

    code: str
    feature: str
    value: float | int | str | None
    points: float
    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What a model says of one payment.

    ``score`` is 0..100, higher is riskier. ``anomaly_score`` is scikit-learn's
    ``decision_function``: lower is more unusual, the one exception to that convention.
    ``inputs`` are the model's, in the order of its names, NaN where unknown. ``reasons`` with
    ``base_points`` add up to ``score``; they are None where they were not asked for.
    ``probability`` is None before the model is calibrated.
    """

    score: float
    anomaly_score: float
    base_points: float
    probability: float | None
    inputs: Sequence[float]
    reasons: tuple[Reason, ...] | None
    model_version: str


Effect = Literal["points", "review", "block", "approve"]
"""What a rule does: it adds points to the score, or says what happens to the payment."""


HitSource = Literal["rule", "list", "shield"]
BurstKind = Literal["ip", "card_bin", "device", "email", "customer"]
"""What newcomers of a burst share; of e-mails it is a pattern."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule, a list or the shield that spoke of one payment, and what came of it.

    ``rule_id`` is None of a list and of the shield. ``points`` are those really added to the
    score, 0 unless ``effect`` is points. ``decides`` says that the decision is as it is because
    of this hit. ``version`` is the policy's; ``text`` a sentence a person reads.
    """

    rule_id: int | None
    name: str
    effect: Effect
    points: float
    text: str
    decides: bool
    source: HitSource
    version: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Two lines on the score: at or above ``review_line`` a person looks, at ``block_line`` not."""

    version: int
    review_line: float
    block_line: float

    def decide(self, score: float) -> Decision:
        """Return what happens to a payment with this score."""
        if score >= self.block_line:
            return "block"
        return "review" if score >= self.review_line else "approve"

    def is_fraudulent(self, score: float) -> bool:
        """Return whether the score is at or above the review line."""
        return score >= self.review_line

    def confidence(self, score: float) -> float:
        """Return the distance from the review line over the longest possible on that side, 0..1."""
        if score >= self.review_line:
            return (score - self.review_line) / (100.0 - self.review_line)
        return (self.review_line - score) / self.review_line


Selected = Literal["sample", "close_call"]
"""Why a person is shown a payment that was approved or blocked without one."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Which payments a person sees that none has to decide: only looking tells what was missed.

    ``sample_share`` is the share of those approved or blocked that is chosen by chance,
    ``close_call_share`` the one of those approved nearest below the review line;
    ``close_call_line`` is the score from which they lately were that share, None while too few are
    known.
    """

    sample_share: float = 0.005
    close_call_share: float = 0.005
    close_call_line: float | None = None


DEFAULT_WATCH = Watch()


def level_of(score: float) -> Level:
    """Return the level of a score of 0..100."""
    return next(level for floor, level in LEVELS if score >= floor)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, for the record: a person, a key, the system itself, or nobody known.

    ``address`` and ``request_id`` are those of the request, where there is one.
    """

    kind: Literal["user", "key", "system", "nobody"]
    id: int | None
    name: str
    address: str | None = None
    request_id: str | None = None


SYSTEM = Actor("system", None, "system")


IPV6_NETWORK = 64
"""Bits: what one customer of a provider has, and can change within."""


@lru_cache(maxsize=1_024)
def network_of(address: str) -> str:
    """Return whom an address stands for when tries are counted: of IPv6 the network, IPv4 whole.

    IPv4 written as IPv6 is IPv4; what is no address stands for itself.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), IPV6_NETWORK), strict=False))
