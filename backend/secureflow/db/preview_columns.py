"""What a preview reads of each stored payment, as SQL that is never null."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from secureflow.db.models import ModelVersionRow
from secureflow.db.own_scores import MODEL_SCORE
from secureflow.extensions import db

Kind = Literal["int8", "int4", "int2", "float8", "bool"]
TYPES: Mapping[Kind, str] = {
    "int8": ">i8",
    "int4": ">i4",
    "int2": ">i2",
    "float8": ">f8",
    "bool": "?",
}
"""As numpy names what PostgreSQL sends of a type."""


@dataclass(frozen=True, slots=True)
class Column:
    """Something of a payment ``t`` as SQL that is never null; ``values`` are its parameters."""

    name: str
    sql: str
    kind: Kind = "float8"
    values: Mapping[str, Any] | None = None


KNOWN_FRAUD, KNOWN_GOOD, REVIEWED, BLOCKED, COUNTED, SPOT_CHECK = (1 << bit for bit in range(6))
"""Bits of the column ``bits``: one is sent in the time of many."""
_BITS: Mapping[int, str] = {
    KNOWN_FRAUD: "known.label = 'fraud'",
    KNOWN_GOOD: "known.label = 'legitimate'",
    REVIEWED: "t.decision = 'review'",
    BLOCKED: "t.decision = 'block'",
    COUNTED: "t.currency = %(currency)s",
    SPOT_CHECK: "t.selected IS NOT NULL AND known.source = 'reviewer'",
}
BASE = (
    Column("id", "t.id", "int8"),
    # A time is sent as the microseconds since 2000, which is quicker than to have it calculated.
    Column("at", "t.occurred_at", "int8"),
    Column("score", MODEL_SCORE),
    Column("amount", "t.amount::float8"),
    Column(
        "bits",
        " + ".join(f"CASE WHEN {when} THEN {bit} ELSE 0 END" for bit, when in _BITS.items()),
        "int4",
    ),
)
"""All of it is in ``ix_transactions_time``: whatever else is asked for has every row read."""
DECIDED = (
    Column("decided_score", "t.score"),
    Column("decided_by", "t.policy_version", "int4"),
    Column("decided_at", "extract(epoch FROM t.created_at)::float8"),
)
"""How a payment was really decided: the score, the policy, and when in seconds since 1970."""
FORCED = "is_forced"


def forced_column(customers: Sequence[str]) -> Column:
    """Return the column of test payments whose decision was fixed: those of certain customers."""
    sql = "t.is_test AND coalesce(t.customer, '') = ANY(%(forced)s)"
    return Column(FORCED, sql, "bool", {"forced": list(customers)})


BLIND = Column("is_blind", "t.inputs IS NULL OR t.degraded", "bool")
NUMBERS: Mapping[str, Column] = {
    "quantity": Column("quantity", "coalesce(t.quantity::float8, 'NaN')"),
    "hour": Column("hour", "t.hour::float8"),
    "day_of_week": Column("day_of_week", "t.day_of_week::float8"),
    "account_seconds": Column(
        "account_seconds",
        "coalesce(extract(epoch FROM t.occurred_at - t.customer_created_at)::float8, 'NaN')",
    ),
    "probability": Column("probability", "coalesce(t.probability, 'NaN')"),
}
"""Numbers of a payment that rules read besides its amount, NaN where unknown."""


def input_column(name: str, orders: Mapping[tuple[str, ...], Sequence[str]]) -> Column:
    """Return the column of an input of the models, NaN where it is unknown.

    ``orders`` has the versions of models by the names of their inputs, in their order.
    """
    places = [
        (list(versions), order.index(name) + 1)
        for order, versions in orders.items()
        if name in order
    ]
    if len(orders) == 1 and places:
        return Column(f"input_{name}", f"coalesce(t.inputs[{places[0][1]}], 'NaN')")
    whens = "".join(
        f" WHEN t.model_version = ANY(%({name}_{place})s) THEN t.inputs[{place}]"
        for _, place in places
    )
    values = {f"{name}_{place}": versions for versions, place in places}
    sql = f"coalesce(CASE{whens} END, 'NaN')" if whens else "'NaN'::float8"
    return Column(f"input_{name}", sql, values=values)


def orders(merchant_id: int) -> dict[tuple[str, ...], list[str]]:
    """Return the versions of models that may have judged payments, by the names of their inputs."""
    row = ModelVersionRow
    query = select(row.version, row.feature_names).where(
        (row.merchant_id == merchant_id) | row.merchant_id.is_(None)
    )
    found: dict[tuple[str, ...], list[str]] = {}
    for version, names in db.session.execute(query):
        found.setdefault(tuple(names), []).append(version)
    return found


def of_model(model: ModelVersionRow) -> tuple[Column, Column]:
    """Return the columns of another model's score and probability, NaN where it has none."""
    return _said(model, "score", MODEL_SCORE), _said(model, "probability", "t.probability")


def _said(model: ModelVersionRow, name: str, own: str) -> Column:
    sql = f"""coalesce(
        CASE WHEN t.model_version = %(other_version)s THEN {own} END,
        (SELECT said.{name} FROM model_scores AS said
            WHERE said.transaction_id = t.id AND said.version_id = %(other_id)s),
        'NaN')"""  # noqa: S608 -- names of our columns
    return Column(
        f"other_{name}", sql, values={"other_version": model.version, "other_id": model.id}
    )
