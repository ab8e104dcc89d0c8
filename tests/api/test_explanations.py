"""Why a payment got its score: at once, later, and where its model is gone."""

from typing import Any

import pytest
from sqlalchemy import text, update

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.scoring.history.columns import SIGNALS
from secureflow.scoring.history.features import NAMES
from tests.conftest import Api

SMALL = {"amount": "20.00", "merchant_category": "groceries", "customer": "c1", "country": "FR"}


@pytest.fixture
def flagged(api: Api) -> dict[str, Any]:
    """A payment at or above the review line: a habit of small amounts, and then a large one."""
    rows = [
        SMALL | {"occurred_at": f"2026-11-{day:02}T12:00:00Z", "card": "k1", "device": "d1"}
        for day in range(1, 21)
    ]
    api.post("/predict-batch", {"transactions": rows})
    odd = {"occurred_at": "2026-11-20T12:05:00Z", "card": "k1", "device": "d2"}
    for amount in ("900.00", "2900.00", "9900.00"):
        answer: dict[str, Any] = api.post("/predict", SMALL | odd | {"amount": amount}).get_json()
        if answer["is_fraudulent"]:
            return answer
    raise AssertionError(f"nothing was flagged: {answer}")


def detail(api: Api, answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/transactions/{answer['transaction_id']}").get_json()
    return found


def test_a_reason_has_its_figures_beside_the_sentence(flagged: dict[str, Any]) -> None:
    factors = flagged["risk_factors"]
    told = [factor for factor in factors if factor["evidence"]]
    assert told
    assert all(factor["evidence"] not in factor["text"] for factor in told)
    total = flagged["base_points"] + sum(factor["points"] for factor in factors)
    assert total == pytest.approx(flagged["score"], abs=1e-6)
    assert len({factor["code"] for factor in factors}) == len(factors)


def test_the_detail_says_what_would_have_been_approved(api: Api, flagged: dict[str, Any]) -> None:
    found = detail(api, flagged)
    assert found["risk_factors"] == flagged["risk_factors"]
    assert found["counterfactual"] is None or found["counterfactual"].startswith(
        "Would be approved "
    )
    assert list(found["features"]) == list(NAMES)
    assert found["features"]["travel_speed"] is None or found["features"]["travel_speed"] >= 0
    assert found["features"]["amount_vs_customer"] > 1


def test_an_approved_payment_says_nothing_of_it(api: Api) -> None:
    answer = api.post("/predict", SMALL).get_json()
    assert answer["decision"] == "approve"
    assert detail(api, answer)["counterfactual"] is None


def test_reasons_not_stored_are_those_that_the_model_gives(api: Api) -> None:
    single = api.post("/predict", SMALL | {"external_id": "one"}).get_json()
    db.session.execute(update(TransactionRow).values(reasons=None))
    db.session.commit()
    assert detail(api, single)["risk_factors"] == single["risk_factors"]


def test_what_was_not_sent_is_named_by_how_it_would_help(api: Api) -> None:
    answer = api.post("/predict", SMALL).get_json()
    missing = [name for name in SIGNALS if name not in SMALL]
    assert sorted(answer["signals_missing"]) == sorted(missing)
    helpful = [one["signal"] for one in answer["signals_helpful"]]
    assert helpful == answer["signals_missing"][: len(helpful)]
    assert 1 <= len(helpful) <= 3
    found = detail(api, answer)
    assert found["signals_missing"] == answer["signals_missing"]
    assert found["signals_helpful"] == answer["signals_helpful"]
    assert found["signals_sent"] == len(SIGNALS) - len(missing)


def test_a_replay_names_them_too(api: Api) -> None:
    sent = SMALL | {"external_id": "again"}
    first, second = (api.post("/predict", sent).get_json() for _ in range(2))
    assert second["data_source"] == "replay"
    assert second["signals_missing"] == first["signals_missing"]
    assert second["arm"] == first["arm"] == "champion"


def test_where_the_model_is_gone_the_payment_is_still_shown(
    api: Api, flagged: dict[str, Any]
) -> None:
    calm = {"transactions": [SMALL | {"customer": "c2"}]}
    plain = api.post("/predict-batch", calm).get_json()["predictions"][0]
    db.session.execute(text("UPDATE transactions SET model_version = 'gone'"))
    db.session.commit()
    kept, lost = detail(api, flagged), detail(api, plain)
    assert kept["risk_factors"] == flagged["risk_factors"]
    assert (lost["risk_factors"], lost["features"], lost["counterfactual"]) == (None, {}, None)


def test_a_payment_of_an_earlier_release_keeps_its_features(api: Api) -> None:
    answer = api.post("/predict", SMALL).get_json()
    db.session.execute(
        update(TransactionRow).values(inputs=None, features={"time": 5.1}, model_version="old")
    )
    db.session.commit()
    found = detail(api, answer)
    assert found["features"] == {"time": 5.1}
    assert found["risk_factors"] == answer["risk_factors"]
