"""Features: finite for anything a client may send, neutral where nothing was sent."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secureflow.domain import Transaction
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.features import (
    NAMES,
    SIGNALS,
    columns_of,
    feature_matrix,
    signals_missing,
)
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.usuals import learn

CODES = st.none() | st.integers(-(2**31), 2**31 - 1) | st.text(min_size=1, max_size=64)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
TRANSACTIONS = st.builds(
    Transaction,
    amount=st.decimals(0, 999_999_999_999, places=4),
    currency=st.sampled_from(["USD", "JPY", "XAU"]),
    occurred_at=TIMES,
    hour=st.integers(0, 23),
    day_of_week=st.integers(0, 6),
    merchant_category=CODES,
    transaction_type=CODES,
    country=st.none() | st.sampled_from(["US", "ZZ"]),
    customer_created_at=st.none() | TIMES,
)


@given(tx=TRANSACTIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_payment_has_finite_features_and_reasons_that_add_up(
    scorer: Scorer, tx: Transaction
) -> None:
    judged = scorer.score(tx)
    assert tuple(judged.features) == NAMES
    assert all(np.isfinite(value) for value in judged.features.values())
    assert judged.reasons is not None
    assert 0.0 <= judged.score <= 100.0
    total = judged.base_points + sum(reason.points for reason in judged.reasons)
    assert total == pytest.approx(judged.score, abs=1e-6)
    json.dumps([[r.value, r.points, r.text] for r in judged.reasons], allow_nan=False)


def test_a_column_and_a_single_payment_give_the_same_bits(
    bundle: Bundle, learned_from: list[Transaction]
) -> None:
    together = feature_matrix(columns_of(learned_from[:300]), bundle.usuals)
    alone = [feature_matrix(columns_of((tx,)), bundle.usuals)[0] for tx in learned_from[:300]]
    assert np.array_equal(together, np.array(alone))


def test_what_was_not_sent_is_the_median_of_what_was(
    bundle: Bundle, plain: Callable[..., Transaction], learned_from: list[Transaction]
) -> None:
    usuals = bundle.usuals
    missing = dict(zip(NAMES, feature_matrix(columns_of((plain(),)), usuals)[0], strict=True))
    for name in ("merchant_category", "transaction_type", "country"):
        sent = [tx for tx in learned_from if getattr(tx, name) is not None]
        column = feature_matrix(columns_of(sent), usuals)[:, NAMES.index(name)]
        assert missing[name] == pytest.approx(np.median(column))
        assert missing[name] > 0
    aged = [tx for tx in learned_from if tx.customer_created_at is not None]
    youth = feature_matrix(columns_of(aged), usuals)[:, NAMES.index("account_youth")]
    assert missing["account_youth"] == pytest.approx(np.median(youth), rel=1e-3)
    assert missing["amount_vs_category"] == pytest.approx(np.log(0.1 + 34.0 / usuals.amount))


def test_a_currency_with_payments_is_measured_in_itself(
    plain: Callable[..., Transaction], learned_from: list[Transaction]
) -> None:
    yen = [
        plain(str(tx.amount * 150), currency="JPY", merchant_category=tx.merchant_category)
        for tx in learned_from[:500]
    ]
    dollars = [tx for tx in learned_from if tx.currency == "USD"]
    usuals = learn(columns_of(dollars + yen))
    assert usuals.currency == "USD"
    assert usuals.usual_of("JPY") == pytest.approx(150 * usuals.amount, rel=0.1)
    assert usuals.usual_of("CHF") == usuals.amount


def test_codes_seen_once_or_never_are_counted_together(
    plain: Callable[..., Transaction],
) -> None:
    unique = [plain(merchant_category=f"shop {place}") for place in range(1_000)]
    shares = learn(columns_of(unique)).categories
    assert list(shares.known) == [None]
    assert shares.share("another shop") == pytest.approx(1.0)


def test_one_and_the_text_one_are_different_codes(
    plain: Callable[..., Transaction],
) -> None:
    shares = learn(
        columns_of([plain(transaction_type=1)] * 90 + [plain(transaction_type="1")] * 10)
    )
    assert shares.types.share(1) > 0.8 > 0.2 > shares.types.share("1")


def test_signals_not_sent_are_named(plain: Callable[..., Transaction]) -> None:
    assert signals_missing(plain()) == list(SIGNALS)
    sent = plain(country="US", customer_created_at=datetime.now(UTC) - timedelta(days=1))
    assert set(SIGNALS) - set(signals_missing(sent)) == {"country", "customer_created_at"}


def test_a_card_check_is_a_payment(scorer: Scorer, plain: Callable[..., Transaction]) -> None:
    assert plain("0").amount == Decimal(0)
    assert np.isfinite(scorer.score(plain("0")).score)
