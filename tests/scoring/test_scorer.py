"""The scorer: one and many agree, reasons add up, threads and forks do no harm."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Barrier

import numpy as np
import pytest

from secureflow.domain import Score, Transaction
from secureflow.errors import BundleDrift
from secureflow.scoring import scorer as scorers
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.explanation import Explainer
from secureflow.scoring.features import NAMES
from secureflow.scoring.path_length import anomaly_of
from secureflow.scoring.scorer import Scorer
from tests.scoring.conftest import payments


@pytest.fixture(scope="module")
def judged(scorer: Scorer) -> list[tuple[Transaction, Score]]:
    txs = payments(1_000, seed=9, odd=0.5)
    return list(zip(txs, scorer.score_many(txs, reasons_from=0.0), strict=True))


def test_reasons_add_up_on_a_thousand_payments(judged: list[tuple[Transaction, Score]]) -> None:
    for _, score in judged:
        assert score.reasons is not None
        total = score.base_points + sum(reason.points for reason in score.reasons)
        assert abs(total - score.score) < 1e-6


def test_many_equal_one(scorer: Scorer, judged: list[tuple[Transaction, Score]]) -> None:
    for tx, score in judged[:150]:
        assert scorer.score(tx) == score


def test_reasons_come_only_where_asked_for(
    scorer: Scorer, judged: list[tuple[Transaction, Score]]
) -> None:
    lean = scorer.score_many([tx for tx, _ in judged], reasons_from=45.0)
    assert any(score.reasons for score in lean)
    for (_, full), score in zip(judged, lean, strict=True):
        assert score == (full if full.score >= 45.0 else replace(full, reasons=None))


def test_reasons_of_a_stored_payment_are_those_it_got(
    scorer: Scorer, judged: list[tuple[Transaction, Score]]
) -> None:
    for tx, score in judged[:100]:
        assert scorer.reasons(tx, score.features) == score.reasons


def test_features_of_another_model_are_refused(
    scorer: Scorer, plain: Callable[..., Transaction]
) -> None:
    with pytest.raises(BundleDrift):
        scorer.reasons(plain(), {"amount": 1.0})


def test_nothing_to_score_is_no_scores(scorer: Scorer) -> None:
    assert scorer.score_many([], reasons_from=0.0) == []


def test_reasons_are_the_six_largest_and_the_rest_together(
    judged: list[tuple[Transaction, Score]],
) -> None:
    for _, score in judged[:200]:
        *listed, last = score.reasons or ()
        sizes = [abs(reason.points) for reason in listed]
        assert sizes == sorted(sizes, reverse=True)
        assert len(listed) == 6
        assert (last.code, last.value) == ("others", 2)


def test_a_stray_payment_scores_above_an_ordinary_one(
    scorer: Scorer, plain: Callable[..., Transaction]
) -> None:
    known = {"merchant_category": "groceries", "transaction_type": 0, "country": "US"}
    ordinary = scorer.score(plain("31.00", hour=14, **known))
    stray = scorer.score(plain("4100.00", hour=3, **known | {"country": "BR"}))
    assert ordinary.score < 15 < 80 < stray.score
    assert stray.anomaly_score < ordinary.anomaly_score


def test_points_are_the_tangent_where_the_length_is_the_expected_one(
    bundle: Bundle, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    explainer = Explainer(bundle.forest, bundle.scale, bundle.expected_length)
    inputs, score = np.zeros((1, len(NAMES))), np.array([scorer.base_points])
    shares = np.array([[0.5, -0.5, 1e-12, 0, 0, 0, 0, 0]])
    monkeypatch.setattr(explainer, "_shares", lambda _: shares)
    at_once = explainer.points(inputs, score)
    nearly = np.array([[0.5, -0.5, 1e-5, 0, 0, 0, 0, 0]])
    monkeypatch.setattr(explainer, "_shares", lambda _: nearly)
    length = bundle.expected_length + 1e-5
    beside = bundle.scale.score(np.array([anomaly_of(length, bundle.forest)]))
    assert at_once[0, :2] == pytest.approx(explainer.points(inputs, beside)[0, :2], rel=1e-3)
    assert at_once[0, 0] < 0


def test_eight_threads_build_one_explainer(
    bundle: Bundle, learned_from: list[Transaction], monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []

    class Counted(Explainer):
        def __init__(self, *args: object) -> None:
            built.append(self)
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(scorers, "Explainer", Counted)
    fresh, ready = Scorer(bundle, "v"), Barrier(8)

    def first_use(_: int) -> list[Score]:
        ready.wait()
        return [fresh.score(tx) for tx in learned_from[:20]]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(first_use, range(8)))
    assert len(built) == 1
    assert all(answer == answers[0] for answer in answers)


def _answer(pipe: Connection, scorer: Scorer, txs: list[Transaction]) -> None:
    pipe.send((scorer.score(txs[0]), scorer.score_many(txs, reasons_from=0.0)))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_scores_and_explains(
    scorer: Scorer, learned_from: list[Transaction]
) -> None:
    txs = learned_from[:300]
    expected = scorer.score(txs[0]), scorer.score_many(txs, reasons_from=0.0)
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_answer, args=(theirs, scorer, txs), daemon=True)
    child.start()
    try:
        assert ours.poll(10), "the child hangs"
        assert ours.recv() == expected
    finally:
        child.kill()
        child.join()
