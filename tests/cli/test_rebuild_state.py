"""`secureflow rebuild-state` puts states right and says what it found."""

from pathlib import Path

from secureflow.cli.place import app
from secureflow.infra.local import Local
from secureflow.services import accounts
from tests.cli.conftest import Call, CallJson
from tests.conftest import as_owner
from tests.services.remembered import payments, store


def test_lost_states_are_made_anew(
    machine: dict[str, str], migrated: dict[str, str], call: Call, call_json: CallJson
) -> None:
    folder = Path(machine["SECUREFLOW_DATA"])
    with app(Local(migrated, folder, is_embedded=False, lock=None)):
        merchant_id = accounts.create_merchant("Forgetful", "USD", "Europe/London").id
        for payment in payments(25):
            store(merchant_id, payment)
        as_owner("DELETE FROM entities WHERE merchant_id = :id", id=merchant_id)
    code, said = call_json("rebuild-state", "--merchant", merchant_id)
    assert code == 0
    (found,) = said["rebuilt"]
    assert found["payments"] == 25
    assert found["entities"] == found["changed"] > 10
    code, said = call_json("rebuild-state")
    assert code == 0
    (found,) = [one for one in said["rebuilt"] if one["merchant"] == merchant_id]
    assert found["changed"] == 0
    code, out, _ = call("rebuild-state", "--merchant", merchant_id)
    assert (code, "25 payments" in out, "0 corrected" in out) == (0, True, True)


def test_an_unknown_merchant_is_said(machine: dict[str, str], call_json: CallJson) -> None:
    code, said = call_json("rebuild-state", "--merchant", 999_999)
    assert (code, said["error"]["code"]) == (1, "not_found")
