"""What would have been approved is so: every way that is named is scored again here."""

import re
from dataclasses import replace

import numpy as np
import pytest

from secureflow.domain import Policy
from secureflow.scoring.history.changes import with_account_age, with_amount
from secureflow.scoring.scorer import Scorer
from tests.scoring.explain.models import AT, Floats, bundle, inputs, payment

POLICY = Policy(1, 45.0, 92.0)
PAYMENT = payment()


@pytest.fixture(scope="module", params=["cold", "learned"])
def scorer(request: pytest.FixtureRequest) -> Scorer:
    return Scorer(bundle(request.param), "tests")


def flagged(scorer: Scorer) -> Floats:
    """Return inputs of payments at or above the review line, large amounts among them."""
    rows = inputs(3_000, seed=8, unknown=0.0)
    rows[:1_500] = np.stack([with_amount(row, 249.0, 2_490.0) for row in rows[:1_500]])
    return rows[scorer.score(rows, [None] * len(rows)).score >= POLICY.review_line]


def test_every_way_named_is_approved(scorer: Scorer) -> None:
    amounts = told = 0
    for row in flagged(scorer)[:120]:
        sentence = scorer.counterfactual(PAYMENT, row.tolist(), POLICY)
        if sentence is None:
            continue
        told += 1
        assert re.fullmatch(r"Would be approved .+\.", sentence)
        found = re.search(r"(?:below|between ([\d,.]+) and) ([\d,.]*\d)", sentence)
        if found:
            least, limit = (float((end or "0").replace(",", "")) for end in found.groups())
            assert 0 <= least < limit < 249
            rows = with_amount(row, 249.0, np.linspace(least, limit, 200))
            scores = scorer.score(rows, [None] * len(rows)).score
            amounts += bool((scores < POLICY.review_line).all())
            assert (scores < POLICY.review_line).mean() > 0.97
        older = re.search(r"older than ([\d,]+) day", sentence)
        if older:
            days = float(older[1].replace(",", ""))
            assert score(scorer, with_account_age(row, days)) < POLICY.review_line
        for name, words in (("device", "a device"), ("terminal", "a terminal")):
            if words in sentence:
                met = row.copy()
                met[AT[f"customer_new_{name}"]] = 0.0
                assert score(scorer, met) < POLICY.review_line
    assert told >= 10
    assert amounts >= 5


def score(scorer: Scorer, row: Floats) -> float:
    return float(scorer.score(row[np.newaxis], [None]).score[0])


def test_an_approved_payment_has_none(scorer: Scorer) -> None:
    rows = inputs(200, seed=9)
    scores = scorer.score(rows, [None] * 200).score
    calm = rows[int(scores.argmin())]
    assert scorer.counterfactual(PAYMENT, calm.tolist(), POLICY) is None


def test_where_nothing_single_would_do_nothing_is_said(scorer: Scorer) -> None:
    row = flagged(scorer)[0]
    assert scorer.counterfactual(PAYMENT, row.tolist(), Policy(1, 0.001, 92.0)) is None


def test_a_free_payment_names_no_amount(scorer: Scorer) -> None:
    free = payment(amount="0")
    for row in flagged(scorer)[:20]:
        assert "below" not in (scorer.counterfactual(free, row.tolist(), POLICY) or "")


def test_a_model_of_other_inputs_only_replays(scorer: Scorer) -> None:
    old = Scorer(replace(scorer.bundle, schema_hash="another"), "old")
    row = flagged(scorer)[0]
    assert not old.reads_new_payments
    assert old.counterfactual(PAYMENT, row.tolist(), POLICY) is None
    assert old.reasons_of(PAYMENT, row.tolist()) == scorer.reasons_of(PAYMENT, row.tolist())
