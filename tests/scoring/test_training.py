"""Training: enough payments, sane options, reproducible, with honest metrics."""

import json

import pytest

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.training import train


def test_too_few_payments_are_refused_with_the_number(learned_from: list[Transaction]) -> None:
    with pytest.raises(InvalidInput, match=r"at least 1,000 payments, there are 999"):
        train(learned_from[:999])


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"review_share": 0.5}, "review_share"),
        ({"review_share": 0.002}, "review_share"),
        ({"block_share": 0.0}, "block_share"),
        ({"trees": 0}, "trees"),
        ({"trees": 1_001}, "trees"),
    ],
)
def test_senseless_options_are_refused_by_name(
    learned_from: list[Transaction], options: dict[str, float], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        train(learned_from, **options)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_same_arguments_make_the_same_model(learned_from: list[Transaction]) -> None:
    one, two = (Scorer(train(learned_from[:1_000], trees=10), "v") for _ in range(2))
    assert one.score(learned_from[0]) == two.score(learned_from[0])


def test_metrics_are_json_and_say_what_is_known(bundle: Bundle) -> None:
    metrics = json.loads(json.dumps(bundle.metrics, allow_nan=False))
    assert metrics["rows"] == 4_000
    assert metrics["signals_sent"]["merchant_category"] == pytest.approx(0.95, abs=0.02)
    assert metrics["signals_sent"]["device"] == 0.0
    assert metrics["options"]["trees"] == 200


def test_payments_that_are_all_alike_still_make_a_model(learned_from: list[Transaction]) -> None:
    scorer = Scorer(train([learned_from[0]] * 1_000, trees=10), "v")
    alike = scorer.score(learned_from[0])
    assert 0.0 <= alike.score <= 10.0
    assert alike.reasons == ()
