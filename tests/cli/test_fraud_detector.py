"""`secureflow train` on a training file of Amazon Fraud Detector."""

from pathlib import Path

from tests.cli.conftest import CallJson
from tests.intake.test_fraud_detector import HEADER, ROWS


def test_training_takes_their_file_and_not_its_label(
    bare: Path, call_json: CallJson, tmp_path: Path
) -> None:
    file, bundle = tmp_path / "events.csv", tmp_path / "bundle.npz"
    rows = [ROWS[0].replace("e-1", f"e-{i}").replace("12.80", f"{i}.50") for i in range(1_000)]
    file.write_text("\n".join((HEADER, *rows, ROWS[1].replace("99", "much"))))
    code, said = call_json("train", "--from", file, "--trees", 20, "--output", bundle)
    assert code == 0
    assert (said["rows"], said["bad"]) == (1_000, 1)
    assert said["bad_rows"][0]["field"] == "amount"
    assert b"EVENT_LABEL" not in bundle.read_bytes()
