"""`secureflow audit verify`: exit codes, words and what it is held against."""

import json
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from tests.cli.conftest import Call, CallJson


def run(machine: dict[str, str], statement: str) -> None:
    url = make_url(machine["DATABASE_URL"])
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname=url.database)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@pytest.fixture
def merchant(machine: dict[str, str], call_json: CallJson) -> int:
    """A merchant made by the command, whose trail has a row of it and one of its first key."""
    return int(call_json("create-merchant", "Northwind")[1]["merchant"])


def test_a_whole_trail_exits_with_0(call: Call, call_json: CallJson, merchant: int) -> None:
    code, out, _ = call("audit", "verify")
    assert code == 0
    assert f"ok      merchant {merchant}: 2 rows, 0 of them signed" in out
    assert "platform" in out
    code, answer = call_json("audit", "verify", "--merchant", merchant)
    assert (code, answer["ok"]) == (0, True)
    assert [one["merchant"] for one in answer["chains"]] == [merchant]


def test_a_changed_row_exits_with_1_and_is_named(
    machine: dict[str, str], call: Call, call_json: CallJson, merchant: int
) -> None:
    run(machine, f"UPDATE audit_events SET thing = 'x' WHERE merchant_id = {merchant}")
    code, out, _ = call("audit", "verify", "--merchant", merchant)
    assert code == 1
    assert f"BROKEN  merchant {merchant}: row 1 was changed" in out
    code, answer = call_json("audit", "verify", "--merchant", merchant)
    assert (code, answer["chains"][0]["row"]) == (1, 1)
    run(machine, f"DELETE FROM audit_events WHERE merchant_id = {merchant}")


def test_a_cut_end_is_found_against_a_file(
    machine: dict[str, str], call: Call, merchant: int, tmp_path: Path
) -> None:
    from secureflow.cli.place import service
    from secureflow.db import tenancy
    from secureflow.services import audit

    with service():
        tenancy.bind(merchant)
        head = audit.export(merchant)
    file = tmp_path / "log"
    file.write_text(json.dumps({"event": "audit_head"} | head.values()) + "\n")
    assert call("audit", "verify", "--against", file)[0] == 0
    run(machine, f"DELETE FROM audit_events WHERE merchant_id = {merchant} AND position > 1")
    assert call("audit", "verify", "--merchant", merchant)[0] == 0
    code, out, _ = call("audit", "verify", "--merchant", merchant, "--against", file)
    assert code == 1
    assert f"merchant {merchant}: row 2 is missing: 3 rows were signed" in out


def test_a_file_that_says_nothing_is_an_error(call: Call, merchant: int, tmp_path: Path) -> None:
    code, _, err = call("audit", "verify", "--against", tmp_path / "away")
    assert (code, "cannot be read" in err) == (1, True)
    (tmp_path / "empty").write_text("")
    code, _, err = call("audit", "verify", "--against", tmp_path / "empty")
    assert (code, "no signed head" in err) == (1, True)
