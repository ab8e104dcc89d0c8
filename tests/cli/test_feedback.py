"""`secureflow feedback`: labels from a file, on the machine."""

from pathlib import Path

from secureflow.app import create_app
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import accounts
from tests.cli.conftest import Call, CallJson
from tests.services.remembered import payments, store


def paid(machine: dict[str, str]) -> int:
    """Return a merchant with a payment of the card card-0."""
    with create_app(machine | {"LOG_LEVEL": "WARNING"}).app_context():
        merchant = accounts.create_merchant("Shop", "USD", "UTC").id
        made = payments(1)[0]
        tenancy.bind(merchant)
        store(merchant, made)
        db.session.remove()
        db.engine.dispose()
    return merchant


def test_a_file_of_labels_is_read_once(
    machine: dict[str, str], call: Call, call_json: CallJson, tmp_path: Path
) -> None:
    merchant, made = paid(machine), payments(1)[0]
    file = tmp_path / "back.csv"
    day = made.occurred_at.date()
    file.write_text(f"card,amount,paid\n{made.card},{made.amount},{day}\nnone,1,{day}\n")
    arguments = ("feedback", file, "--merchant", merchant, "--map", "occurred_at=paid")
    code, found = call_json(*arguments)
    assert code == 0
    assert (found["rows"], found["labelled"], found["unmatched"]) == (2, 1, 1)
    assert found["was_known"] is False
    code, said, _ = call(*arguments)
    assert code == 0
    assert "0 labels are new, 1 were known" in said, "the payment of a line may have come since"
    file.write_text(f"card,amount,paid\n{made.card},{made.amount},{day}\n")
    assert call_json(*arguments)[1]["was_known"] is False
    code, said, _ = call(*arguments)
    assert code == 0
    assert "This file was read before; nothing was done again." in said


def test_what_cannot_be_read_is_said(
    machine: dict[str, str], call_json: CallJson, tmp_path: Path
) -> None:
    merchant = paid(machine)
    code, said = call_json("feedback", tmp_path / "gone.csv", "--merchant", merchant)
    assert (code, said["error"]["field"]) == (1, "file")
    (tmp_path / "empty.csv").write_text("colour\nred\n")
    code, said = call_json("feedback", tmp_path / "empty.csv", "--merchant", merchant)
    assert (code, said["error"]["field"]) == (1, "header")
    code, said = call_json("feedback", tmp_path / "empty.csv", "--merchant", 10**9)
    assert (code, said["error"]["code"]) == (1, "not_found")
