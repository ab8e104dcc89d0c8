"""Every attack on the trail by somebody who may do anything in the database, but has no secret."""

import json
from hashlib import sha256

import pytest
from apiflask import APIFlask

from secureflow.api.downloads import csv_lines
from secureflow.db import accounts, tenancy
from secureflow.db import audit as table
from secureflow.errors import InvalidInput
from secureflow.extensions import db
from secureflow.services import audit, privacy
from secureflow.services.audit_check import Finding, read_heads, verify
from secureflow.services.chain import SignedHead
from tests.conftest import Tenant, as_owner

ROWS = 6


@pytest.fixture
def merchant(app: APIFlask, tenant: Tenant) -> int:
    """A merchant whose trail has six rows; they count from 1, and the last is the sixth."""
    as_owner("DELETE FROM audit_events")
    tenancy.bind(tenant.merchant_id)
    for number in range(ROWS):
        audit.record(
            "thing.done", f"thing:{number}", after={"n": number}, customer={"customer": "ana"}
        )
    db.session.commit()
    return tenant.merchant_id


def found(merchant: int, *against: SignedHead) -> Finding:
    db.session.rollback()
    return next(one for one in verify(against=against) if one.merchant == merchant)


def head_of(merchant: int) -> SignedHead:
    db.session.rollback()
    tenancy.bind(merchant)
    return audit.head(merchant)


def test_a_trail_that_nobody_touched_is_whole(merchant: int) -> None:
    assert found(merchant) == Finding(merchant, ROWS, 0)
    audit.sign_heads()
    assert found(merchant) == Finding(merchant, ROWS, ROWS)


WHERE = "WHERE position = 3"
ATTACKS = [
    (f"UPDATE audit_events SET after = '{{\"n\": 7}}' {WHERE}", 3, "was changed"),
    (f"UPDATE audit_events SET actor_name = 'somebody else' {WHERE}", 3, "was changed"),
    (f"UPDATE audit_events SET at = at - interval '1 day' {WHERE}", 3, "was changed"),
    (f"UPDATE audit_events SET values_digest = NULL {WHERE}", 3, "was changed"),
    (f"UPDATE audit_events SET hash = repeat('0', 64) {WHERE}", 3, "was changed"),
    (f"DELETE FROM audit_events {WHERE}", 3, "is missing: the next one is 4"),
    ("DELETE FROM audit_events WHERE position = 1", 1, "is missing: the next one is 2"),
    (
        f"DELETE FROM audit_events {WHERE};"
        "UPDATE audit_events SET position = position - 1 WHERE position > 3",
        3,
        "does not follow",
    ),
    (
        "UPDATE audit_events SET position = 100 WHERE position = 3;"
        "UPDATE audit_events SET position = 3 WHERE position = 4;"
        "UPDATE audit_events SET position = 4 WHERE position = 100",
        3,
        "does not follow",
    ),
    (
        "INSERT INTO audit_events (merchant_id, position, at, actor_kind, actor_name, action,"
        " thing, previous, hash) SELECT merchant_id, 7, at, actor_kind, 'nobody', action, thing,"
        " hash, hash FROM audit_events WHERE position = 6",
        7,
        "was changed",
    ),
    (
        "UPDATE audit_values SET values = '{}' WHERE event_id ="
        " (SELECT id FROM audit_events WHERE position = 3)",
        3,
        "other values of its customer",
    ),
]


@pytest.mark.parametrize(("attack", "row", "problem"), ATTACKS)
def test_every_attack_is_found_and_its_first_row_named(
    merchant: int, attack: str, row: int, problem: str
) -> None:
    as_owner("ALTER TABLE audit_values DROP CONSTRAINT fk_audit_values_event_id")
    try:
        as_owner(attack)
    finally:
        as_owner("DELETE FROM audit_values WHERE event_id NOT IN (SELECT id FROM audit_events)")
        as_owner(
            "ALTER TABLE audit_values ADD CONSTRAINT fk_audit_values_event_id"
            " FOREIGN KEY (event_id) REFERENCES audit_events (id)"
        )
    seen = found(merchant)
    assert seen.row == row
    assert problem in (seen.problem or "")


def test_without_the_secret_a_changed_row_cannot_be_hashed_anew(
    app: APIFlask, merchant: int
) -> None:
    lasting = app.extensions["secureflow_lasting"]
    app.extensions["secureflow_lasting"] = type(lasting)(("a secret that the attacker made up",))
    try:
        tenancy.bind(merchant)
        as_owner("DELETE FROM audit_values")
        as_owner("DELETE FROM audit_events WHERE position > 3")
        audit.record("thing.done", "thing:forged")
        db.session.commit()
        audit.sign_heads()
    finally:
        app.extensions["secureflow_lasting"] = lasting
    seen = found(merchant)
    assert (seen.row, seen.problem) == (4, "was changed")


def test_a_plain_hash_does_not_pass(merchant: int) -> None:
    as_owner("UPDATE audit_events SET hash = :hash WHERE position = 6", hash=sha256().hexdigest())
    assert found(merchant).row == 6


def cut(after: int) -> None:
    as_owner("DELETE FROM audit_values")
    as_owner("DELETE FROM audit_events WHERE position > :after", after=after)


def test_a_cut_end_is_found_by_what_was_signed(merchant: int) -> None:
    audit.sign_heads()
    cut(4)
    seen = found(merchant)
    assert (seen.row, seen.problem) == (5, f"is missing: {ROWS} rows were signed")


def test_a_cut_end_without_its_signed_heads_is_found_by_the_log(merchant: int) -> None:
    elsewhere = head_of(merchant)
    audit.sign_heads()
    cut(4)
    as_owner("DELETE FROM audit_values; DELETE FROM audit_heads")
    seen = found(merchant, elsewhere)
    assert (seen.row, seen.problem) == (5, f"is missing: {ROWS} rows were signed")


def test_a_whole_trail_that_is_gone_is_found_by_the_log(merchant: int) -> None:
    elsewhere = head_of(merchant)
    as_owner("DELETE FROM audit_values; DELETE FROM audit_events; DELETE FROM audit_heads")
    assert found(merchant, elsewhere).row == 1


def test_an_end_that_was_cut_and_written_anew_is_found(merchant: int) -> None:
    audit.sign_heads()
    cut(4)
    tenancy.bind(merchant)
    for number in range(3):
        audit.record("thing.done", f"thing:new-{number}")
    db.session.commit()
    seen = found(merchant)
    assert (seen.row, seen.problem) == (ROWS, "is not the one that was signed")


def test_a_chain_that_lost_rows_is_not_signed_again(merchant: int) -> None:
    audit.sign_heads()
    cut(4)
    audit.sign_heads()
    db.session.rollback()
    with tenancy.across_merchants():
        assert [head.count for head in table.heads(merchant)] == [ROWS]


def test_a_head_that_somebody_wrote_is_told(merchant: int) -> None:
    audit.sign_heads()
    as_owner("UPDATE audit_heads SET count = 2, hash = (SELECT hash FROM audit_events LIMIT 1)")
    as_owner("UPDATE audit_heads SET hash = (SELECT hash FROM audit_events WHERE position = 2)")
    seen = found(merchant)
    assert seen.row is None
    assert seen.problem == "the head of 2 rows is not signed with this server's secret"


def test_values_go_by_an_erasure_alone(merchant: int) -> None:
    as_owner("DELETE FROM audit_values WHERE customer = 'ana'")
    assert "no erasure is on record" in (found(merchant).problem or "")


def test_an_erasure_leaves_the_trail_whole(merchant: int, tenant: Tenant) -> None:
    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    person = accounts.caller_by_user(owner.id)
    assert person is not None
    assert privacy.erase(person, "ana", tenant.password).audit_events == ROWS
    assert found(merchant).problem is None


def wrapped(head: SignedHead) -> dict[str, list[str]]:
    values = head.values()
    line = json.dumps({"signed_head": values})
    return {
        "log": ['{"event": "request"}', json.dumps({"event": "audit_head"} | values)],
        "container": ["app[1] " + json.dumps(values | {"event": "audit_head"})],
        "export": ['{"id": 1, "action": "audit_head"}', line],
        "csv": list(csv_lines([["id", "at"], ["signed_head", values]])),
    }


@pytest.mark.parametrize("kind", ["log", "container", "export", "csv"])
def test_a_head_is_read_from(merchant: int, kind: str) -> None:
    head = head_of(merchant)
    heads = read_heads(wrapped(head)[kind])
    assert heads == [head]
    assert found(merchant, *heads).signed == ROWS


@pytest.mark.parametrize("text", ["", "nothing", '{"signed_head": {}}', '{"event": "audit_head"}'])
def test_a_file_without_heads_is_no_check(text: str) -> None:
    with pytest.raises(InvalidInput, match="against"):
        read_heads([text])
