"""Training files of Amazon Fraud Detector: their columns, their times, and what is left out."""

import pytest

from secureflow.intake import columns, fraud_detector, payment

HEADER = (
    "EVENT_TIMESTAMP,EVENT_LABEL,EVENT_ID,ENTITY_ID,ENTITY_TYPE,LABEL_TIMESTAMP,card_bin,"
    "billing_country,ip_address,customer_email,product_category,order_price,payment_currency,merchant"
)
ROWS = (
    "11/30/2019 1:01:01 PM,legit,e-1,c-1,customer,12/01/2019,424242,US,203.0.113.7,a@b.example,"
    "misc_net,12.80,USD,Corner Shop",
    "2019-11-30T13:01:01Z,fraud,e-2,unknown,customer,12/01/2019,424242,US,203.0.113.7,a@b.example,"
    "5411,99,USD,Corner Shop",
)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2019-11-30T13:01:01Z", "2019-11-30T13:01:01Z"),
        ("2019/11/30 1:01:01 PM", "2019-11-30T13:01:01+00:00"),
        ("2019/11/30 13:01:01", "2019-11-30T13:01:01+00:00"),
        ("11/30/2019 12:01:01 am", "2019-11-30T00:01:01+00:00"),
        ("11/30/19 13:01", "2019-11-30T13:01:00+00:00"),
        ("4/10/2019 11:05", "2019-04-10T11:05:00+00:00"),
        ("1/12/2019", "2019-01-12T00:00:00+00:00"),
        ("30/11/2019", "30/11/2019"),
        ("11/30/2019 13:01 PM", "11/30/2019 13:01 PM"),
        ("11/30/2019 25:01", "11/30/2019 25:01"),
        ("soon", "soon"),
    ],
)
def test_their_times_are_read_as_utc_and_others_left_to_the_check(sent: str, read: str) -> None:
    assert fraud_detector.value("occurred_at", sent) == read


def test_their_columns_are_matched_and_the_label_is_no_signal() -> None:
    matching = columns.match(HEADER.split(","))
    assert matching.columns == {
        "amount": "order_price",
        "currency": "payment_currency",
        "occurred_at": "EVENT_TIMESTAMP",
        "external_id": "EVENT_ID",
        "customer": "ENTITY_ID",
        "merchant_category": "product_category",
        "card_bin": "card_bin",
        "ip": "ip_address",
        "email": "customer_email",
        "country": "billing_country",
    }
    assert list(matching.ignored) == ["EVENT_LABEL", "ENTITY_TYPE", "LABEL_TIMESTAMP", "merchant"]
    cells = dict(zip(HEADER.split(","), ROWS[1].split(","), strict=True))
    body = matching.payment(cells)
    assert "customer" not in body
    assert body["merchant_category"] == 5411
    payment.parse(body)


def test_names_of_theirs_mean_nothing_in_a_file_of_another() -> None:
    matching = columns.match(["event_timestamp", "amount", "price"])
    assert matching.columns == {"amount": "amount"}


def test_a_choice_of_the_caller_wins() -> None:
    chosen = {"amount": "total", "occurred_at": "EVENT_TIMESTAMP"}
    matching = columns.match(["EVENT_TIMESTAMP", "order_price", "total"], chosen)
    assert matching.columns == chosen
    row = {"EVENT_TIMESTAMP": "1/12/2019", "total": "5"}
    assert matching.payment(row)["occurred_at"] == "2019-01-12T00:00:00+00:00"


def test_every_field_of_the_table_is_a_field_of_a_payment() -> None:
    assert set(fraud_detector.NAMES) <= set(columns.FILE_FIELDS)
