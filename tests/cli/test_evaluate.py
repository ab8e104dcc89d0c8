"""`secureflow evaluate` on small files: its object, its page, and what it cannot use."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cli.conftest import Call, CallJson

START = datetime(2026, 3, 1)  # noqa: DTZ001 -- as files have it
NAMED = (
    "rows",
    "frauds",
    "labels_used",
    "seeds",
    "average_precision",
    "precision_at_budget",
    "recall_at_1pct_fpr",
    "expected_calibration_error",
    "seconds",
)


def lines(n: int = 3_000, *, seed: int = 1) -> list[dict[str, Any]]:
    """Return payments of five weeks: frauds are large for their customer, or at one terminal."""
    rng = np.random.default_rng(seed)
    usual = rng.lognormal(3.0, 0.8, 60)
    found = []
    for number in range(n):
        customer, terminal = int(rng.integers(60)), int(rng.integers(25))
        is_fraud = rng.random() < (0.5 if terminal == 7 else 0.02)
        amount = usual[customer] * rng.lognormal(0.0, 0.2) * (4.0 if is_fraud else 1.0)
        found.append(
            {
                "paid": (START + timedelta(minutes=number * 17)).isoformat(),
                "sum": f"{amount:.2f}",
                "who": f"c{customer}",
                "where": f"t{terminal}",
                "kind": ("food", "fuel", "5411")[number % 3],
                "fraud": int(is_fraud),
            }
        )
    return found


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    text = [",".join(rows[0]), *(",".join(str(cell) for cell in row.values()) for row in rows)]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


MAP = ("--map", "amount=sum,occurred_at=paid,customer=who,terminal=where,merchant_category=kind")


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    return write(tmp_path / "payments.csv", lines())


def test_the_object_says_what_was_found_and_is_the_same_again(
    payments: Path, bare: Path, call_json: CallJson, tmp_path: Path
) -> None:
    page, output = tmp_path / "page.html", tmp_path / "found.json"
    options = (*MAP, "--labels", "all", "--seeds", "4,7", "--protocol", "holdout")
    files = ("--page", page, "--output", output)
    code, said = call_json("evaluate", payments, *options, *files)
    assert code == 0
    assert set(NAMED) <= said.keys()
    assert (said["seeds"], said["bad"]) == (2, 0)
    assert said["rows"] > 900
    assert 0 < said["frauds"] < said["rows"]
    assert said["labels_used"] > 2_000
    precision = said["average_precision"]
    assert 0.5 < precision["low"] <= precision["mean"] <= precision["high"] <= 1.0
    assert precision["mean"] > said["by_amount"] + 0.1
    assert said["ranges"] == {
        "train_from": "2026-03-01",
        "train_until": "2026-03-17",
        "test_from": "2026-03-25",
        "test_until": "2026-04-05",
    }
    assert json.loads(output.read_text()) == said
    html = page.read_text(encoding="utf-8")
    assert html.count("<svg") >= 2
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert not bare.exists()
    again = call_json("evaluate", payments, *options, *files)[1]
    assert again | {"seconds": 0, "events_per_second": 0} == said | {
        "seconds": 0,
        "events_per_second": 0,
    }


def test_more_labels_find_more(payments: Path, call_json: CallJson) -> None:
    found = {}
    for labels in ("none", "reviews+reports"):
        options = (*MAP, "--labels", labels, "--seeds", 1, "--reviews-per-day", 10)
        # The days before are a history that the first model is made of.
        days = ("--retrain-days", 14, "--train-from", "2026-03-14")
        found[labels] = call_json("evaluate", payments, *options, *days)[1]
    none, some = found["none"], found["reviews+reports"]
    assert none["labels_used"] == 0
    assert none["expected_calibration_error"] is None
    assert "too few" in none["null_because"]["expected_calibration_error"]
    assert 10 * 22 <= some["labels_used"] < 1_000
    assert some["average_precision"]["mean"] > none["average_precision"]["mean"]


def test_rows_without_times_and_with_words_for_labels(tmp_path: Path, call_json: CallJson) -> None:
    rows = lines(2_000)
    for number, row in enumerate(rows):
        del row["paid"]
        row["fraud"] = "unkn" if number % 4 else ("fraud" if row["fraud"] else "ok")
        row["item"], row["quantity"] = f"i{number % 9}", 1 + number % 5
        row["sum"] = "" if number % 50 == 0 else row["sum"]
    path = write(tmp_path / "sales.csv", rows)
    options = ("--map", "amount=sum,customer=who,label=fraud", "--protocol", "holdout")
    named = ("--order", "row", "--train-share", 0.6, "--fraud-value", "fraud", "--good-value", "ok")
    code, said = call_json("evaluate", path, *options, *named, "--labels", "all", "--seeds", 1)
    assert code == 0
    assert (said["file_rows"], said["rows"], said["bad"]) == (2_000, 200, 0)
    assert said["labels_used"] == 300
    assert said["labels_read"]["unknown"] == 1_500
    assert said["ranges"] is None
    assert said["columns"]["item"] == "item"


def test_bad_rows_are_counted_by_field_and_few_payments_are_enough(
    tmp_path: Path, call: Call
) -> None:
    rows = lines(300)
    rows[5]["sum"], rows[6]["sum"], rows[7]["paid"] = "-3", "lots", "yesterday"
    path = write(tmp_path / "few.csv", rows)
    with path.open("a", encoding="utf-8") as file:
        file.write("1,2,3\n")
    code, out, errors = call("evaluate", path, *MAP, "--seeds", 1)
    assert code == 0, errors
    assert "4 of 301 rows were left out: amount 2, occurred_at 1, row 1." in out
    assert "Average precision: " in out


def test_one_kind_of_label_gives_no_figures_and_says_why(
    tmp_path: Path, call_json: CallJson
) -> None:
    rows = [row | {"fraud": 0} for row in lines(1_500)]
    code, said = call_json(
        "evaluate", write(tmp_path / "good.csv", rows), *MAP, "--labels", "none", "--seeds", 1
    )
    assert code == 0
    assert said["average_precision"] == {"mean": None, "low": None, "high": None}
    assert said["recall_at_1pct_fpr"] is None
    assert said["precision_at_budget"] == 0.0
    assert "no fraud" in said["null_because"]["average_precision"]


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ((), "header"),
        (("--map", "amount=sum"), "header"),
        (("--map", "amount=sum,occurred_at=nowhere"), "map"),
        ((*MAP, "--seeds", "none"), "seeds"),
        ((*MAP, "--seeds", 0), "seeds"),
        ((*MAP, "--test-from", "soon"), "test_from"),
        ((*MAP, "--test-from", "2030-01-01"), "test_until"),
        ((*MAP, "--train-until", "2026-02-01"), "train_until"),
        ((*MAP, "--fraud-value", "stolen"), "fraud_value"),
        ((*MAP, "--train-share", 0.5), "train_share"),
        ((*MAP, "--order", "row", "--train-share", 0.9999), "train_share"),
        ((*MAP, "--reported-share", 2), "reported_share"),
        ((*MAP, "--output", "/nowhere/found.json", "--labels", "none", "--seeds", 1), "output"),
    ],
)
def test_what_cannot_be_used_is_named(
    options: tuple[object, ...], field: str, payments: Path, call_json: CallJson
) -> None:
    code, said = call_json("evaluate", payments, *options)
    assert code == 1
    assert said["error"]["field"] == field


def test_a_file_whose_labels_say_nothing_names_the_options(tmp_path: Path, call: Call) -> None:
    rows = [row | {"fraud": "maybe"} for row in lines(200)]
    code, _, errors = call("evaluate", write(tmp_path / "odd.csv", rows), *MAP)
    assert code == 1
    assert "maybe" in errors
    assert "--fraud-value and --good-value" in errors
