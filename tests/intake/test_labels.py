"""Lines of files of labels: how columns match, what a line says, and what is refused."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from secureflow.errors import InvalidInput
from secureflow.intake import labels
from secureflow.intake.labels import Found


def read(header: str, row: str) -> Found:
    names = header.split(",")
    return labels.match(names).read(dict(zip(names, row.split(","), strict=True)))


def test_a_file_without_labels_holds_chargebacks() -> None:
    found = read("order_id,reason_code", "order-1, 10.4 ")
    assert (found.external_id, found.label, found.notes) == ("order-1", "fraud", "10.4")
    assert (found.lead, found.source, found.known_at) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "label"),
    [("1", "fraud"), ("Fraud", "fraud"), ("TRUE", "fraud"), ("0", "legitimate")],
)
def test_a_label_is_read_as_files_write_it(written: str, label: str) -> None:
    assert read("external_id,label", f"a,{written}").label == label


def test_a_training_file_of_amazon_fraud_detector_is_read() -> None:
    header = "EVENT_ID,EVENT_TIMESTAMP,EVENT_LABEL,LABEL_TIMESTAMP,ENTITY_ID,email_address"
    found = read(header, "e-1,11/30/2025 10:15,fraud,2025-12-24T00:00:00Z,c-1,a@b.example")
    assert (found.external_id, found.label) == ("e-1", "fraud")
    assert found.known_at == datetime(2025, 12, 24, tzinfo=UTC)


def test_a_card_an_amount_and_a_day_lead_to_a_payment() -> None:
    lead = read("card,amount,currency,payment_date", "tok,12.50,usd,2026-11-20").lead
    assert lead is not None
    assert (lead.card, lead.amount, lead.currency) == ("tok", Decimal("12.50"), "USD")
    assert lead.paid_from == datetime(2026, 11, 19, tzinfo=UTC)
    assert lead.paid_until == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_time_leads_closer_than_a_day() -> None:
    lead = read("card,amount,occurred_at", "tok,12.50,2026-11-20T12:00:00Z").lead
    assert lead is not None
    assert lead.paid_until == datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        ("external_id,label", "a,perhaps", "label"),
        ("external_id,label", "a,", "label"),
        ("external_id,card,amount,date", ",tok,,2026-11-20", "external_id"),
        ("external_id,card,amount,date", ",tok,x,2026-11-20", "amount"),
        ("external_id,source", "a,gossip", "source"),
        ("external_id,known_at", "a,yesterday", "known_at"),
    ],
)
def test_a_bad_cell_is_named(header: str, row: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(header, row)
    assert refused.value.field == field


def test_a_file_that_names_no_payment_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no column names the payments"):
        labels.match(["card", "amount", "label"])


def test_columns_may_be_chosen() -> None:
    matching = labels.match(["arn", "our_no", "label"], {"external_id": "our_no"})
    assert matching.columns == {"external_id": "our_no", "label": "label"}
    assert matching.ignored == ["arn"]
    with pytest.raises(InvalidInput, match="is not a field of a label"):
        labels.match(["a"], {"colour": "a"})
    with pytest.raises(InvalidInput, match="has no column"):
        labels.match(["a"], {"external_id": "b"})
