"""Making the demo merchant again: the same one, and nothing twice."""

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, text

from secureflow.db import accounts as accounts_table
from secureflow.db import feedback as table
from secureflow.db import model_runs, tenancy
from secureflow.db.accounts import UserRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.services import accounts, demo_desk
from secureflow.services.demo import Credentials
from tests.services.demos import PAYMENTS, feedback, make, owner, payments


@pytest.fixture
def made(app: APIFlask) -> Credentials:
    return make(app)


def test_the_same_call_makes_the_same_demo(app: APIFlask, made: Credentials) -> None:
    def picture(merchant: int) -> list[object]:
        names = ("external_id", "amount", "score", "decision", "authorisation_expires_at")
        rows = [row for row in payments() if row.merchant_id == merchant]
        place = {row.id: row.external_id for row in rows}
        said = [row for row in feedback() if row.merchant_id == merchant]
        return [
            *(tuple(getattr(row, name) for name in names) for row in rows),
            *((place[row.transaction_id], row.label, row.created_at, row.notes) for row in said),
        ]

    first = accounts.by_key(made.api_key).merchant_id
    before = picture(first)
    user = db.session.get_one(UserRow, owner(made).id)
    user.email = "other@northwind.example"
    colleague = accounts_table.user_by_email(demo_desk.COLLEAGUE_LOGIN)
    assert colleague is not None
    colleague.email = "another@northwind.example"
    db.session.flush()
    again = make(app)
    second = accounts.by_key(again.api_key).merchant_id
    assert first != second
    assert picture(second) == before


def test_lost_credentials_are_replaced_and_nothing_is_made_twice(
    app: APIFlask, made: Credentials
) -> None:
    again = make(app)
    assert accounts.by_key(again.api_key).merchant_id == accounts.by_key(made.api_key).merchant_id
    assert owner(again)
    assert db.session.scalar(select(func.count()).select_from(TransactionRow)) == PAYMENTS
    assert len(table.of_transaction(accounts.by_key(again.api_key).merchant_id, 1)) <= 2


def test_its_first_model_is_asked_for_once(made: Credentials, app: APIFlask) -> None:
    caller = owner(made)
    make(app)
    tenancy.bind(caller.merchant_id)
    assert [run.state for run in model_runs.latest(caller.merchant_id)] == ["queued"]
    waiting = db.session.scalars(
        text("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
    ).all()
    assert list(waiting) == ["make_model"]
