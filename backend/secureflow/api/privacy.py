"""Data protection: /api/privacy, and one customer's export and erasure."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flask import Response

from secureflow.api import downloads
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.privacy import (
    CustomerExport,
    EraseRequest,
    Erasure,
    Privacy,
    PrivacyRequest,
)
from secureflow.db import tenancy
from secureflow.services import privacy as service
from secureflow.services.privacy import Settings


@api.output(Privacy)
def get_privacy() -> dict[str, Any]:
    """Return for how long your data is kept, and how e-mail and address are stored."""
    return _shown(service.settings(caller().merchant_id))


@api.input(PrivacyRequest, arg_name="body")
@api.output(Privacy)
def change_privacy(body: PrivacyRequest) -> dict[str, Any]:
    """Choose for how long your data is kept, and how e-mail and address are stored.

    What is past a shorter time is deleted at the next turn, within a day. A shorter time, and
    switching the hashes on, need the password of whoever is signed in.
    """
    wanted = Settings(hash_personal=body.hash_personal, **body.retention.model_dump())
    return _shown(service.change(caller(), wanted, body.password))


@api.output(
    CustomerExport, content_type="application/json", description="Everything, as one JSON object."
)
def export_customer(customer: str) -> Response:
    """Download everything stored of one customer, found by the reference you sent as `customer`.

    Payments of the live and of the test mode, the feedback on them, the lines of files they came
    in, what is remembered of the customer's cards, devices and addresses, and what the audit trail
    says.
    """
    merchant_id = caller().merchant_id
    service.begin_export(merchant_id, customer)
    pieces = _pieces(merchant_id, customer)
    return downloads.attachment(pieces, "secureflow-customer.json", "application/json")


@api.input(EraseRequest, arg_name="body")
@api.output(Erasure)
def erase_customer(customer: str, body: EraseRequest) -> dict[str, Any]:
    """Erase one customer: what names them gets a pseudonym or is deleted, beyond recall.

    Amounts, times, scores and labels stay. Payments that come later under the same reference are
    a new customer's. It needs the password of whoever is signed in.
    """
    return asdict(service.erase(caller(), customer, body.password))


def _shown(settings: Settings) -> dict[str, Any]:
    retention = asdict(settings)
    hash_personal = retention.pop("hash_personal")
    return {"retention": retention, "hash_personal": hash_personal}


def _pieces(merchant_id: int, customer: str) -> Iterator[str]:
    # The body is sent after the request, when its session is gone and with it the merchant.
    tenancy.bind(merchant_id)
    yield f'{{"customer": {downloads.json_text(customer)}'
    for name, rows in service.export(merchant_id, customer):
        yield f', "{name}": ['
        for number, row in enumerate(rows):
            yield (", " if number else "") + downloads.json_text(row)
        yield "]"
    yield "}\n"
