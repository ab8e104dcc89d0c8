"""A managed PostgreSQL: the login owns the database, may make roles, and is no superuser."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psycopg2
import pytest
from apiflask import APIFlask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from secureflow.app import create_app
from secureflow.db import tenancy
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.infra.bundles import BundleFiles
from secureflow.services import health, registry
from tests.conftest import SECRET, Client, make_tenant


@pytest.fixture
def managed() -> Iterator[URL]:
    """A fresh server, as its login `managed` that no superuser has granted anything."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-managed-"))
    try:
        with embedded.postgres(folder / "postgres") as given:
            url = make_url(given)
            run(url, "CREATE ROLE managed LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS")
            for name in ("one", "two"):
                run(url, f"CREATE DATABASE {name} OWNER managed")
            yield url.set(username="managed", database="one")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def connected(url: URL) -> Iterator[psycopg2.extensions.connection]:
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname=url.database)
    try:
        yield connection
    finally:
        connection.close()


def run(url: URL, statement: str) -> list[tuple[object, ...]]:
    """Run a statement outside a transaction, and return what it found."""
    with connected(url) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def environment(url: URL, folder: Path) -> dict[str, str]:
    return {
        "SECUREFLOW_ENV": "test",
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "JWT_SECRET": SECRET,
        "SECUREFLOW_DATA": str(folder),
        "LOG_LEVEL": "ERROR",
    }


def served_by(settings: dict[str, str]) -> APIFlask:
    """Return the app, whose clients share no context with the test."""
    app = create_app(settings)
    app.test_client_class = Client
    return app


def migrate(url: URL, folder: Path) -> None:
    with create_app(environment(url, folder)).app_context():
        upgrade()
        db.engine.dispose()


def test_it_migrates_scores_and_keeps_merchants_apart(
    managed: URL, tmp_path: Path, bundle_bytes: bytes
) -> None:
    migrate(managed, tmp_path)
    app = served_by(environment(managed, tmp_path))
    with app.app_context():
        health.refuse_bypass()
        registry.register(BundleFiles(tmp_path / "bundles"), bundle_bytes)
        two = [make_tenant("Northwind"), make_tenant("Contoso")]
        for one in two:
            answer = app.test_client().post("/api/predict", json={"amount": 1}, headers=one.headers)
            assert answer.status_code == 200
        tenancy.bind(two[0].merchant_id)
        seen = db.session.scalars(db.select(TransactionRow.merchant_id)).all()
        assert seen == [two[0].merchant_id]
        theirs = text("SELECT count(*) FROM transactions WHERE merchant_id = :other")
        assert db.session.scalar(theirs, {"other": two[1].merchant_id}) == 0
        db.session.remove()
        with db.engine.connect() as connection:
            # Not even the owner sees a row: the policies are forced.
            assert connection.scalar(text("SELECT count(*) FROM transactions")) == 0
        db.engine.dispose()


def test_a_login_that_only_serves_needs_what_the_guide_says(
    managed: URL, tmp_path: Path, bundle_bytes: bytes
) -> None:
    migrate(managed, tmp_path)
    run(managed, "CREATE ROLE served LOGIN")
    run(managed, "GRANT SELECT ON alembic_version TO served")
    app = served_by(environment(managed.set(username="served"), tmp_path))
    with app.app_context():
        (isolation,) = [c for c in health.checks(BundleFiles(tmp_path)) if c.name == "isolation"]
        assert (isolation.ok, isolation.detail.split(":")[1]) == (False, " GRANT it to served")
        run(managed, "GRANT secureflow_app TO served")
        health.refuse_bypass()
        registry.register(BundleFiles(tmp_path / "bundles"), bundle_bytes)
        one = make_tenant()
        answer = app.test_client().post("/api/predict", json={"amount": 1}, headers=one.headers)
        assert answer.status_code == 200
        assert all(check.ok for check in health.checks(BundleFiles(tmp_path / "bundles")))
        db.session.remove()
        db.engine.dispose()


def test_who_loses_the_race_for_the_role_is_granted_it_too(managed: URL, tmp_path: Path) -> None:
    other = Thread(target=migrate, args=(managed, tmp_path))
    with connected(managed.set(database="two")) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE ROLE secureflow_app NOLOGIN")
        other.start()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while run(managed, waiting) == [(0,)] and other.is_alive():
            time.sleep(0.02)
        connection.commit()
        other.join()
    assert run(managed, "SELECT pg_has_role('managed', 'secureflow_app', 'SET')") == [(True,)]
    with create_app(environment(managed, tmp_path)).app_context():
        health.refuse_bypass()
        db.engine.dispose()
