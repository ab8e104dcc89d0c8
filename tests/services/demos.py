"""A demo merchant of the tests, and what is stored of it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from apiflask import APIFlask
from sqlalchemy import select

from secureflow.db import accounts as accounts_table
from secureflow.db.accounts import Caller
from secureflow.db.feedback import FeedbackRow
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.services import demo, passwords
from secureflow.services.demo import Credentials

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
PAYMENTS = 3_000


def make(app: APIFlask) -> Credentials:
    """Make the demo merchant, or find it again."""
    return demo.create(app.extensions["secureflow_models"], now=NOW, payments=PAYMENTS)


def owner(made: Credentials) -> Caller:
    """The owner, with the password that was printed."""
    user = accounts_table.user_by_email(made.login)
    assert user is not None
    assert passwords.is_right(user.password_hash, made.password)
    found = accounts_table.caller_by_user(user.id)
    assert found is not None
    return found


def payments() -> Sequence[TransactionRow]:
    return db.session.scalars(select(TransactionRow).order_by(TransactionRow.id)).all()


def feedback() -> Sequence[FeedbackRow]:
    return db.session.scalars(select(FeedbackRow).order_by(FeedbackRow.id)).all()
