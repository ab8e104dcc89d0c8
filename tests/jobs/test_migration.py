"""The queue's migration leaves nothing behind when it is taken back, and can come again."""

import flask_migrate
import psycopg2
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from secureflow.app import create_app
from secureflow.extensions import db

OURS = r"""
    SELECT relname FROM pg_class WHERE relname LIKE 'procrastinate\_%'
    UNION SELECT typname FROM pg_type WHERE typname LIKE '%procrastinate\_%'
    UNION SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate\_%'
"""


@pytest.fixture
def empty_database(database_url: str) -> str:
    """A database in which nothing was migrated yet."""
    url = make_url(database_url)
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE queue_migration")
    connection.close()
    return url.set(database="queue_migration").render_as_string(hide_password=False)


def made() -> int:
    with db.engine.connect() as connection:
        return len(connection.execute(text(OURS)).all())


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
def test_back_and_forth(empty_database: str, settings: dict[str, str]) -> None:
    app = create_app(settings | {"DATABASE_URL": empty_database})
    with app.app_context():
        flask_migrate.upgrade()
        before = made()
        assert before > 30
        flask_migrate.downgrade(revision="0007")
        assert made() == 0
        flask_migrate.upgrade()
        assert made() == before
        # What db/ says is what the migrations made: nothing is left for another one to do.
        flask_migrate.check()
        db.engine.dispose()
