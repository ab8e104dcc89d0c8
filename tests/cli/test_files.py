"""Commands on files: train, score and simulate, none of which needs a server."""

import csv
import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Call, CallJson


@pytest.fixture(scope="session")
def bundle(bundle_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "model.npz"
    path.write_bytes(bundle_bytes)
    return path


@pytest.fixture
def simulated(tmp_path: Path, call: Call) -> Path:
    path = tmp_path / "payments.csv"
    options = ("--payments", 1_000, "--days", 7, "--seed", 3, "--ends-at", "2026-11-01")
    assert call("simulate", *options, "--output", path)[0] == 0
    return path


def test_training_writes_a_bundle_without_any_database(
    bare: Path, tmp_path: Path, call_json: CallJson
) -> None:
    path = tmp_path / "base.npz"
    options = ("--payments", 1_500, "--trees", 20, "--output", path)
    code, said = call_json("train", *options)
    assert code == 0
    assert said["rows"] == 1_500
    assert said["trained_on"] == "simulator"
    assert said["version"].endswith(hashlib.sha256(path.read_bytes()).hexdigest()[:8])
    assert said["bytes"] == path.stat().st_size
    assert said["score_quantiles"]["0.97"] == pytest.approx(45, abs=0.5)
    assert said["is_active"] is False
    assert not bare.exists()


def test_training_on_a_file_tells_what_it_learned_from(
    simulated: Path, tmp_path: Path, call: Call
) -> None:
    path = tmp_path / "own.npz"
    code, out, _ = call("train", "--from", simulated, "--trees", 10, "--output", path)
    assert code == 0
    assert "trained on 1,000 payments (file payments.csv)" in out


def test_training_on_a_file_learns_its_labels_where_they_are_named(
    tmp_path: Path, call_json: CallJson
) -> None:
    file, path = tmp_path / "labelled.csv", tmp_path / "own.npz"
    rows = [
        f"2026-01-{1 + n // 60:02}T10:00:00Z,{900 if n % 25 == 0 else 20 + n % 7},c{n % 40},"
        f"{'yes' if n % 25 == 0 else 'no' if n % 3 else 'open'}"
        for n in range(1_500)
    ]
    file.write_text("\n".join(("occurred_at,amount,customer,verdict", *rows)))
    options = ("--map", "label=verdict", "--fraud-value", "yes", "--good-value", "no")
    code, said = call_json("train", "--from", file, *options, "--trees", 10, "--output", path)
    assert code == 0
    assert (said["rows"], said["frauds"]) == (1_500, 60)
    assert said["labels"] < 1_500
    assert 0.5 < said["learned_share"] < 0.8
    assert said["version"].startswith("learned-")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (("--review-share", 1.6), "review_share"),
        (("--trees", 0), "trees"),
        (("--from", "missing.csv"), "file"),
        (("--from", "database"), "merchant"),
    ],
)
def test_training_names_the_option_it_cannot_use(
    options: tuple[object, ...], field: str, tmp_path: Path, call_json: CallJson
) -> None:
    call = ("train", "--payments", 1_000, *options, "--output", tmp_path / "none.npz")
    code, said = call_json(*call)
    assert code == 1
    assert said["error"]["field"] == field
    assert not (tmp_path / "none.npz").exists()


def test_simulated_payments_are_the_same_for_the_same_seed_in_both_formats(
    simulated: Path, bundle: Path, tmp_path: Path, call: Call, call_json: CallJson
) -> None:
    again, columnar = tmp_path / "again.csv", tmp_path / "payments.parquet"
    for path in (again, columnar):
        options = ("--payments", 1_000, "--days", 7, "--seed", 3, "--ends-at", "2026-11-01")
        assert call("simulate", *options, "--output", path)[0] == 0
    assert again.read_bytes() == simulated.read_bytes()
    found = [call_json("score", path, "--model", bundle)[1] for path in (simulated, columnar)]
    assert found[0]["bad"] == 0
    assert found[0]["riskiest"] == found[1]["riskiest"]
    with simulated.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    frauds = [row for row in rows if row["is_fraud"] == "True"]
    assert frauds
    assert all(row["known_at"] > row["occurred_at"] and row["source"] for row in frauds)


def test_scoring_a_file_counts_lists_and_writes(
    bundle: Path, tmp_path: Path, call_json: CallJson
) -> None:
    rows = [f"{10 + n % 90}.50,2026-10-0{1 + n % 9}T12:00:00,p{n}" for n in range(300)]
    rows[7] = "-5.00,2026-10-01T12:00:00,p7"
    rows[9] = "12.00,yesterday,p9"
    rows[11] = "12.00"
    rows[13] = "99999.00,2026-10-01T03:00:00,p13"
    path = tmp_path / "real.csv"
    path.write_text("\n".join(["sum,paid,order_id", *rows]) + "\n", encoding="utf-8")
    result = tmp_path / "scores.csv"
    options = ("--map", "amount=sum, occurred_at=paid", "--output", result, "--model", bundle)
    code, said = call_json("score", path, *options)
    assert code == 0
    assert (said["rows"], said["scored"], said["bad"]) == (300, 297, 3)
    assert [row["line"] for row in said["bad_rows"]] == [9, 11, 13]
    assert [row["field"] for row in said["bad_rows"]] == ["amount", "occurred_at", None]
    assert sum(said["decisions"].values()) == sum(said["levels"].values()) == 297
    assert said["columns"]["external_id"] == "order_id"
    assert said["riskiest"][0]["external_id"] == "p13"
    assert said["riskiest"][0]["reason"]
    with result.open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert len(written) == 297
    assert max(written, key=lambda row: float(row["score"]))["line"] == "15"


def test_only_the_first_bad_rows_are_listed(bundle: Path, tmp_path: Path, call: Call) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("amount\n" + "none\n" * 50 + "3.00\n", encoding="utf-8")
    code, out, _ = call("score", path, "--model", bundle)
    assert code == 0
    assert "50 of 51 rows could not be used:" in out
    assert out.count("  line ") == 21
    assert "… and 30 more" in out


def test_a_limit_reads_no_further(simulated: Path, bundle: Path, call_json: CallJson) -> None:
    assert call_json("score", simulated, "--model", bundle, "--limit", 10)[1]["rows"] == 10


@pytest.mark.parametrize(
    ("text", "mapping", "field"),
    [
        ("amount\n", "", "file"),
        ("price\n3.00\n", "", "header"),
        ("amount\n3.00\n", "amount", "map"),
        ("amount\n3.00\n", "amount=price", "map"),
        ("amount\n3.00\n", "sum=amount", "map"),
        ("amount\n3.00\n", "amount=amount,amount=amount", "map"),
    ],
)
def test_a_file_that_cannot_be_scored_is_an_error_in_words(
    text: str, mapping: str, field: str, bundle: Path, tmp_path: Path, call_json: CallJson
) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    code, said = call_json("score", path, "--model", bundle, "--map", mapping)
    assert code == 1
    assert said["error"]["code"] == "invalid_input"
    assert said["error"]["field"] == field


def test_a_damaged_model_is_refused(tmp_path: Path, simulated: Path, call: Call) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(b"not a bundle")
    code, out, errors = call("score", simulated, "--model", path)
    assert (code, out) == (1, "")
    assert errors.startswith("error: ")
    assert errors.count("\n") == 1


def test_without_any_model_scoring_says_what_to_do(bare: Path, simulated: Path, call: Call) -> None:
    code, _, errors = call("score", simulated)
    assert code == 1
    assert "train --output" in errors
    assert not bare.exists()
