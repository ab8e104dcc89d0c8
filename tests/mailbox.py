"""What people get by mail: the jobs that wait are run by a real worker, into the outbox."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow import config
from secureflow.extensions import db
from secureflow.jobs.worker import Worker

DUE = """
    SELECT count(*) FROM procrastinate_jobs
    WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
"""
LINK = re.compile(r"^http://127\.0\.0\.1:5001(/\S+)\s*$", re.MULTILINE)


def waiting() -> int:
    """Return how many jobs are due."""
    with db.engine.connect() as connection:
        return int(connection.execute(text(DUE)).scalar_one())


class Mailbox:
    """Everybody's mail, in the order in which it was sent."""

    def __init__(self, app: APIFlask, settings: dict[str, str]) -> None:
        self.app = app
        self.settings = config.load(settings)
        self.outbox = self.settings.data / "outbox"
        self.seen = set(self.files())

    def files(self) -> list[Path]:
        """Return the files of all mails, oldest first."""
        return sorted(self.outbox.glob("*.eml"))

    def collect(self) -> list[EmailMessage]:
        """Run the jobs that wait, and those they put there, and return the mails that came."""
        while waiting():
            Worker(self.app.app_context, self.settings, once=True).run()
        new = [path for path in self.files() if path not in self.seen]
        self.seen.update(new)
        found = [message_from_bytes(path.read_bytes(), policy=default) for path in new]
        assert all(isinstance(message, EmailMessage) for message in found)
        return found

    def one(self) -> EmailMessage:
        """Return the only mail that came."""
        (found,) = self.collect()
        return found


def link_in(message: EmailMessage) -> str:
    """Return the path that the link of a mail leads to."""
    found = LINK.search(message.get_content())
    assert found is not None, message.get_content()
    return found.group(1)


def token_in(message: EmailMessage) -> str:
    """Return the token of the link of a mail."""
    return link_in(message).rsplit("/", 1)[1]


@pytest.fixture
def mailbox(app: APIFlask, settings: dict[str, str]) -> Iterator[Mailbox]:
    """Everybody's mail, with no mail or job of before."""

    def clear() -> None:
        with db.engine.begin() as connection:
            connection.execute(text("DELETE FROM procrastinate_jobs"))

    clear()
    yield Mailbox(app, settings)
    clear()
