"""A payment as a client sends it, in the full or in the legacy shape, and what it means to us."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, IPvAnyAddress, RootModel, Tag

from secureflow.intake.fields import Amount, Reference, Request, Text, UtcTime, Whole

LEGACY_ONLY = frozenset({"merchant", "category", "timestamp", "type"})


def _code(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("must be a whole number or text up to 64 characters")
    return value


ClientCode = Annotated[
    Annotated[int, Field(ge=-(2**31), lt=2**31)]
    | Annotated[Text, Field(min_length=1, max_length=64)],
    BeforeValidator(_code, json_schema_input_type=int | str),
]


class PredictRequest(Request):
    """A payment in the full shape. Only `amount` is required; what is missing is a missing signal."""

    amount: Amount
    currency: Annotated[
        str | None, Field(pattern=r"^[A-Za-z]{3}$", description="ISO 4217; default the merchant's.")
    ] = None
    occurred_at: Annotated[UtcTime | None, Field(description="Default now; no zone means UTC.")] = (
        None
    )
    hour: Annotated[int | None, Whole, Field(ge=0, le=23)] = None
    day_of_week: Annotated[int | None, Whole, Field(ge=0, le=6, description="Monday is 0.")] = None
    merchant_category: ClientCode | None = None
    transaction_type: ClientCode | None = None
    external_id: Annotated[
        Reference | None,
        Field(description="Your id of the payment; unique for you. Repeats replay."),
    ] = None
    customer: Reference | None = None
    card: Annotated[
        Reference | None, Field(description="A token of the card, never its number.")
    ] = None
    card_bin: Annotated[str | None, Field(pattern=r"^\d{6,8}$")] = None
    device: Reference | None = None
    terminal: Reference | None = None
    ip: IPvAnyAddress | None = None
    email: Annotated[
        Text | None, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
    ] = None
    country: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2}$", description="ISO 3166-1.")] = (
        None
    )
    customer_created_at: UtcTime | None = None
    authorisation_expires_at: UtcTime | None = None
    extra: Annotated[
        dict[str, Any],
        Field(
            default_factory=dict, max_length=50, description="Anything else; kept, at most 16 kB."
        ),
    ]


class LegacyRequest(Request):
    """The older shape; any of merchant, category, timestamp or type makes a request legacy."""

    amount: Amount
    merchant: Annotated[Text | None, Field(min_length=1, max_length=128)] = None
    category: Annotated[Text | None, Field(min_length=1, max_length=128)] = None
    timestamp: Annotated[UtcTime | None, Field(description="No zone means UTC.")] = None
    type: Annotated[Text | None, Field(min_length=1, max_length=128)] = None


def shape_of(value: Any) -> str:
    """Return "legacy" when any field of the legacy shape is present, else "full"."""
    keys = value.keys() if isinstance(value, dict) else ()
    return "legacy" if LEGACY_ONLY.intersection(keys) else "full"


class PredictBody(
    RootModel[
        Annotated[
            Annotated[PredictRequest, Tag("full")] | Annotated[LegacyRequest, Tag("legacy")],
            Discriminator(shape_of),
        ]
    ]
):
    """A payment to judge, in the full or in the legacy shape, never mixed."""
