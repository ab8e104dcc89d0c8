"""The real things every test may ask for: a PostgreSQL, a trained bundle, an app, a merchant."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from secureflow.api import tokens
from secureflow.app import create_app
from secureflow.config import ENVIRONMENT
from secureflow.db import tenancy
from secureflow.db.accounts import UserRow
from secureflow.extensions import db, limiter
from secureflow.infra import embedded
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.model import packing
from secureflow.scoring.model.examples import examples_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import train
from secureflow.services import accounts, keys, passwords, registry, sessions
from secureflow.services.keys import Wanted
from secureflow.services.models import Models
from secureflow.simulation import simulate
from tests.documented import Client as Client

os.environ["OMP_NUM_THREADS"] = "1"

ENDS_AT = datetime(2026, 11, 1, tzinfo=UTC)
SECRET = "a secret of the tests, long enough to be one"


LONGEST = (
    "schema/test_schema.py",
    "cli/test_run.py",
    "jobs/test_worker.py",
    "deploy/test_switch.py",
)
"""Files of minutes: begun first, so that no core is left idle while another ends one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; all others stay in their order."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get("/".join(item.path.parts[-2:]), len(places)))


def as_owner(statement: str, **values: Any) -> None:
    """Run a statement as the database's owner, whom no policy binds."""
    with db.engine.begin() as connection:
        connection.execute(text(statement), values)


KEPT = {"model_versions"}
"""What the tests of one run share where it belongs to no merchant: the trained model."""


def empty() -> None:
    """Delete every row but the model, and every job that waits."""
    tables = [t.name for t in reversed(db.metadata.sorted_tables)]
    tables += ["procrastinate_periodic_defers", "procrastinate_jobs"]
    kept = {name: f"{name} WHERE merchant_id IS NOT NULL" for name in KEPT}
    as_owner(";".join(f"DELETE FROM {kept.get(name, name)}" for name in tables))


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A real PostgreSQL in a folder of its own; nothing of it survives the run."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-test-"))
    try:
        with embedded.postgres(folder / "postgres") as url:
            _without_the_disk(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _without_the_disk(url: str) -> None:
    """Let a server that nobody starts again not wait for the disk at every commit."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app of the tests keeps its bundles."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(database_url: str, data_folder: Path) -> dict[str, str]:
    """The environment of the app of the tests; its limits are out of the way."""
    return {
        "SECUREFLOW_ENV": "test",
        "DATABASE_URL": database_url,
        "JWT_SECRET": SECRET,
        "SECUREFLOW_DATA": str(data_folder),
        "LOG_LEVEL": "ERROR",
        **dict.fromkeys(
            (name for name in ENVIRONMENT.values() if name.startswith("RATE_LIMIT_")),
            "10000/second",
        ),
    }


@pytest.fixture(scope="session")
def bundle_bytes() -> bytes:
    """A small bundle, trained on simulated payments."""
    payments = simulate(payments=4_000, ends_at=ENDS_AT, seed=11)
    columns = columns_of([one.transaction for one in payments])
    builder = UsualsBuilder()
    builder.add(columns)
    usual = builder.snapshot()
    examples = examples_of(Ledger().inputs(columns, usual), columns.occurred_at)
    small = Recipe(trees=20, forests=1, rounds=0)
    made = train(
        examples, recipe=small, seed=1, trained_on="simulator", usuals=usual, created_at=ENDS_AT
    )
    return packing.dump(made)


@pytest.fixture(scope="session")
def session_app(settings: dict[str, str], bundle_bytes: bytes) -> Iterator[APIFlask]:
    """The app on a migrated database with a registered model."""
    app = create_app(settings)
    app.test_client_class = Client
    with app.app_context():
        flask_migrate.upgrade()
        registry.register(app.extensions["secureflow_models"].files, bundle_bytes)
        yield app
        app.extensions["secureflow_streams"].stop()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(session_app: APIFlask) -> Iterator[APIFlask]:
    """The app with empty tables but for the model."""
    with session_app.app_context():
        limiter.reset()
        db.session.remove()
        empty()
        yield session_app
        db.session.remove()


@pytest.fixture
def models(app: APIFlask) -> Models:
    """The models of the app."""
    found: Models = app.extensions["secureflow_models"]
    return found


@dataclass(frozen=True)
class Tenant:
    """A merchant with a person and a key."""

    merchant_id: int
    email: str
    password: str
    key: str

    @property
    def headers(self) -> dict[str, str]:
        return {"X-API-Key": self.key}


hash_of = cache(passwords.hashed)
"""What is stored of a password, the same each time: it takes as long as all else of a merchant."""


def make_tenant(name: str = "Northwind", currency: str = "USD") -> Tenant:
    """Return a new merchant with an owner and a key with every scope."""
    merchant = accounts.create_merchant(name, currency, "Europe/London")
    email, password = f"dana@{name.lower()}.example", "correct horse battery"
    accounts.add_user(merchant.id, email, "Dana Lee", "owner", hash_of(password))
    db.session.commit()
    key = keys.create(merchant.id, Wanted("checkout", keys.SCOPES))
    return Tenant(merchant.id, email, password, key.secret)


@pytest.fixture
def tenant(app: APIFlask) -> Tenant:
    """A merchant to call as."""
    return make_tenant()


def bearer(user_id: int, life: timedelta = tokens.LIFE) -> dict[str, str]:
    """Return the headers of a person, signed in on a device of its own."""
    with tenancy.across_merchants():
        user = db.session.get_one(UserRow, user_id)
        tenancy.bind(user.merchant_id)
        started = sessions.start(user, "127.0.0.1", "Test")
        db.session.commit()
    return {"Authorization": f"Bearer {tokens.issue(user_id, started.sid, life)}"}


class Api:
    """A caller with a key: posts and gets JSON as an integrator would."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def post(self, path: str, body: Any, **headers: str) -> Any:
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/api{path}", json=body, headers=sent)

    def raw(self, path: str, data: bytes, content_type: str = "application/json") -> Any:
        return self.client.post(
            f"/api{path}", data=data, headers=self.headers | {"Content-Type": content_type}
        )

    def get(self, path: str) -> Any:
        return self.client.get(f"/api{path}", headers=self.headers)

    def patch(self, path: str, body: Any) -> Any:
        return self.client.patch(f"/api{path}", json=body, headers=self.headers)

    def put(self, path: str, body: Any) -> Any:
        return self.client.put(f"/api{path}", json=body, headers=self.headers)

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api{path}", headers=self.headers)


@pytest.fixture
def api(app: APIFlask, tenant: Tenant) -> Api:
    """The tenant's key in use."""
    return Api(app.test_client(), tenant.headers)
