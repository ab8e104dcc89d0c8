"""The demo merchant: alive, believable, and made of what the simulation says."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text

from secureflow.db import tenancy
from secureflow.db.bursts import BurstRow
from secureflow.extensions import db
from secureflow.services import accounts, burst_figures, demo, demo_desk
from secureflow.services.demo import Credentials
from tests.conftest import empty
from tests.services.demos import NOW, PAYMENTS, feedback, make, owner, payments


@pytest.fixture(scope="module")
def only(session_app: APIFlask) -> Credentials:
    """The one demo of this file, whose tests do nothing but look at it."""
    with session_app.app_context():
        empty()
        return make(session_app)


@pytest.fixture
def app(session_app: APIFlask) -> Iterator[APIFlask]:
    """The app with the demo in its tables."""
    with session_app.app_context():
        yield session_app
        db.session.remove()


@pytest.fixture
def made(only: Credentials, app: APIFlask) -> Credentials:
    tenancy.bind(accounts.by_key(only.api_key).merchant_id)
    return only


def test_its_customers_are_summed_up_and_noted(made: Credentials) -> None:
    tenancy.bind(owner(made).merchant_id)
    of = text("SELECT (SELECT sum(orders) FROM customers), (SELECT count(*) FROM customer_notes)")
    orders, notes = db.session.execute(of).one()
    assert orders == sum(row.customer is not None for row in payments())
    assert notes == 1
    frauds = db.session.scalar(text("SELECT sum(frauds) FROM customers"))
    assert frauds > 0
    assert db.session.scalar(text("SELECT count(*) FROM chart_notes")) == 3


def test_the_demo_is_four_weeks_of_stored_judgements(made: Credentials) -> None:
    rows = payments()
    assert len(rows) == PAYMENTS
    assert NOW - timedelta(days=28) <= rows[0].occurred_at < NOW - timedelta(days=27)
    assert NOW - timedelta(hours=3) < rows[-1].occurred_at < NOW
    assert all(row.created_at - row.occurred_at == timedelta(seconds=1) for row in rows)
    assert all((row.reasons is not None) == bool(row.is_fraudulent or row.hits) for row in rows)
    decisions = Counter(row.decision for row in rows)
    assert 0.01 < decisions["review"] / PAYMENTS < 0.08
    assert decisions["block"] > 0


def test_the_newest_reviews_are_open_and_due_in_minutes_to_days(made: Credentials) -> None:
    known = {row.transaction_id for row in feedback()}
    reviews = [row for row in payments() if row.decision == "review"]
    waiting = [row for row in reviews if row.id not in known]
    assert waiting == reviews[-len(waiting) :]
    assert len(waiting) == 25
    left = [row.authorisation_expires_at - NOW for row in waiting if row.authorisation_expires_at]
    assert len(left) == 25
    assert timedelta(minutes=20) < min(left) < timedelta(minutes=30)
    assert timedelta(days=5) < max(left) < timedelta(days=10)


def test_what_is_known_came_after_the_payment_and_before_now(made: Credentials) -> None:
    by_id = {row.id: row for row in payments()}
    said = feedback()
    assert [row.created_at for row in said] == sorted(row.created_at for row in said)
    for row in said:
        payment = by_id[row.transaction_id]
        assert payment.created_at < row.created_at < NOW
        assert row.is_correct == ((row.label == "fraud") == payment.is_fraudulent)
        if row.source == "reviewer":
            assert row.created_at - payment.occurred_at <= timedelta(hours=10)
            assert row.created_by in {demo.PERSON, demo_desk.COLLEAGUE}
    kinds = Counter((by_id[row.transaction_id].decision, row.source) for row in said)
    assert kinds["review", "reviewer"] > 20
    assert kinds["approve", "reviewer"] > 20
    reported = [row for row in said if row.source != "reviewer" and row.label == "fraud"]
    assert {by_id[row.transaction_id].decision for row in reported} >= {"approve", "review"}
    assert any(row.notes for row in said if row.source == "reviewer")
    assert any(not row.notes for row in said if row.source == "reviewer")


def test_the_desk_is_as_two_people_leave_it(app: APIFlask, made: Credentials) -> None:
    headers = {"X-API-Key": made.api_key}
    page = app.test_client().get("/api/reviews?limit=200", headers=headers).get_json()
    counts = page["counts"]
    assert 20 <= counts["open"] <= 24
    assert (counts["spot_checks"], counts["close_calls"], counts["snoozed"]) == (12, 4, 1)
    assert {item["kind"] for item in page["items"]} == {"held", "second_opinion"}
    done = app.test_client().get("/api/reviews?view=resolved&limit=200", headers=headers)
    by = Counter((item["resolution"]["by"] or {}).get("name") for item in done.get_json()["items"])
    assert by[demo_desk.COLLEAGUE] > 20
    assert by[demo.PERSON] > 40
    agreement = app.test_client().get("/api/reviews/agreement", headers=headers).get_json()
    assert agreement["pairs"] == 47
    assert 0.4 < agreement["kappa"]["low"] < agreement["kappa"]["high"] <= 1.0


def test_its_policies_are_in_every_state(made: Credentials) -> None:
    tenancy.bind(owner(made).merchant_id)
    rows = db.session.execute(text("SELECT version, state FROM policies ORDER BY version")).all()
    assert [tuple(row) for row in rows] == [
        (1, "replaced"),
        (2, "live"),
        (3, "rolled_back"),
        (4, "draft"),
    ]
    assert {row.policy_version for row in payments()} == {2}
    hits = Counter(hit["name"] for row in payments() for hit in row.hits or () if hit["decides"])
    assert 1 <= hits["Very large order"] <= PAYMENTS / 100, hits
    assert hits["Devices of thieves"] >= 4
    assert db.session.scalar(text("SELECT count(*) FROM list_entries")) == 6
    marks = text("SELECT (SELECT count(*) FROM wrong_hits), (SELECT count(*) FROM rule_snoozes)")
    assert tuple(db.session.execute(marks).one()) == (3, 1)


def test_its_shield_met_one_attack_that_is_over(app: APIFlask, made: Credentials) -> None:
    tenancy.bind(owner(made).merchant_id)
    opened = db.session.scalars(select(BurstRow).where(BurstRow.until.is_not(None))).all()
    at_address = burst_figures.told([row for row in opened if row.kind == "ip"])
    assert [(one.let_through, one.row.stopped) for one in at_address] == [(7, 29)]
    ends = [row.until for row in opened if row.until is not None]
    assert max(ends) < NOW - timedelta(days=1)
    hits = Counter(hit["name"] for row in payments() for hit in row.hits or () if hit["decides"])
    assert hits["ip"] == 29
    headers = {"X-API-Key": made.api_key}
    answer = app.test_client().get("/api/shield", headers=headers).get_json()
    assert answer["mode"] == "live"
    url = "/api/customers?sort=risk&limit=10"
    riskiest = app.test_client().get(url, headers=headers).get_json()["items"]
    # The attack's guests are no customers, so the riskiest have a story to look at.
    assert sum(one["orders"] > 1 for one in riskiest) >= 5


def test_the_owner_signs_in_and_the_key_is_live(made: Credentials) -> None:
    who = owner(made)
    assert (who.role, who.merchant_name, who.currency) == ("owner", "Northwind Store", "USD")
    key = accounts.by_key(made.api_key)
    assert key.scopes == {"score", "read", "feedback", "manage"}
    assert not key.is_test
    assert demo.is_valid(made.values())


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "kept",
    [{}, {"api_key": "sf_live_x"}, {"login": "a@b.example", "password": "p", "api_key": "sf_live"}],
)
def test_credentials_of_another_database_are_not_valid(kept: dict[str, str]) -> None:
    assert not demo.is_valid(kept)
