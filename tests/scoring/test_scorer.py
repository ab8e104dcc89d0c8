"""The scorer: one and many agree, reasons come where asked for, threads and forks do no harm."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Barrier

import numpy as np
import pytest

from secureflow.domain import Score, Transaction
from secureflow.errors import BundleDrift
from secureflow.scoring.explain import points
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.trees.shapley import Shapley
from tests.scoring.explain.models import CATEGORIES, Floats, bundle, inputs, payment

ROWS = inputs(200, seed=21, unknown=0.3)
PAYMENTS = [payment([*CATEGORIES, None][row % 4]) for row in range(len(ROWS))]


@pytest.fixture(scope="module", params=["cold", "categories", "learned"])
def scorer(request: pytest.FixtureRequest) -> Scorer:
    return Scorer(bundle(request.param), "tests")


def told(scores: list[Score]) -> list[Score]:
    """Return the scores without their inputs, whose gaps equal nothing, not even themselves."""
    return [replace(score, inputs=()) for score in scores]


def alone(scorer: Scorer, row: int) -> Score:
    return scorer.judge([PAYMENTS[row]], ROWS[row : row + 1])[0]


def test_many_equal_one(scorer: Scorer) -> None:
    many = told(scorer.judge(PAYMENTS, ROWS))
    assert many[:50] == told([alone(scorer, row) for row in range(50)])


def test_scores_are_those_of_bulk_scoring(scorer: Scorer) -> None:
    bulk = scorer.score(ROWS, [tx.merchant_category for tx in PAYMENTS])
    judged = scorer.judge(PAYMENTS, ROWS)
    assert bulk.score.tolist() == [one.score for one in judged]
    assert bulk.anomaly_score.tolist() == [one.anomaly_score for one in judged]


def test_reasons_come_only_where_asked_for(scorer: Scorer) -> None:
    full, lean = scorer.judge(PAYMENTS, ROWS), scorer.judge(PAYMENTS, ROWS, reasons_from=20.0)
    wanted = [one if one.score >= 20.0 else replace(one, reasons=None) for one in full]
    assert told(lean) == told(wanted)
    assert any(one.reasons is None for one in lean)
    assert any(one.reasons for one in lean)


def test_reasons_of_a_stored_payment_are_those_it_got(scorer: Scorer) -> None:
    for tx, one in zip(PAYMENTS[:30], scorer.judge(PAYMENTS[:30], ROWS[:30]), strict=True):
        assert scorer.reasons_of(tx, one.inputs) == one.reasons


def test_inputs_of_another_model_are_refused(scorer: Scorer) -> None:
    with pytest.raises(BundleDrift):
        scorer.reasons_of(PAYMENTS[0], [1.0, 2.0])


def test_a_model_of_other_inputs_judges_no_new_payment(scorer: Scorer) -> None:
    assert scorer.for_new_payments() is scorer
    other = Scorer(replace(scorer.bundle, schema_hash="another"), "old")
    with pytest.raises(BundleDrift, match="Model old"):
        other.for_new_payments()


def test_nothing_to_judge_is_no_scores(scorer: Scorer) -> None:
    assert scorer.judge([], ROWS[:0]) == []


def test_signals_not_sent_are_named_by_how_they_would_help(scorer: Scorer) -> None:
    helps = {"card": 0.1, "customer": 0.3}
    other = Scorer(replace(scorer.bundle, signal_help=helps), "tests")
    bare = replace(PAYMENTS[0], card=None, customer=None, ip=None)
    assert other.missing(bare) == ["customer", "card", "ip"]
    assert other.missing(PAYMENTS[0]) == []


def test_eight_threads_build_the_tables_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []

    class Counted(Shapley):
        def __init__(self, *args: object) -> None:
            built.append(self)
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(points, "Shapley", Counted)
    fresh, ready = Scorer(bundle("cold"), "v"), Barrier(8)

    def first_use(_: int) -> list[Score]:
        ready.wait()
        return told([alone(fresh, row) for row in range(5)])

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(first_use, range(8)))
    assert len(built) == 1
    assert all(answer == answers[0] for answer in answers)


def _answer(pipe: Connection, scorer: Scorer, txs: list[Transaction], rows: Floats) -> None:
    pipe.send(told(scorer.judge(txs, rows)))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_scores_and_explains(scorer: Scorer) -> None:
    scorer.warm_up()
    expected = told(scorer.judge(PAYMENTS, ROWS))
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_answer, args=(theirs, scorer, PAYMENTS, ROWS), daemon=True)
    child.start()
    try:
        assert ours.poll(20), "the child hangs"
        assert ours.recv() == expected
    finally:
        child.kill()
        child.join()


def test_scoring_leaves_the_inputs_as_they_are(scorer: Scorer) -> None:
    before = ROWS.copy()
    scorer.judge(PAYMENTS, ROWS)
    assert np.array_equal(before, ROWS, equal_nan=True)
