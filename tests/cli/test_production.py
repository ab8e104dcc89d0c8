"""What must not go to production is named before it does, and refused where it matters most."""

import secrets
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from secureflow import config
from secureflow.errors import Misconfigured
from secureflow.extensions import limiter
from tests.cli.conftest import Call, CallJson

URL = "postgresql://app@db.example/secureflow"
SAFE = {
    "SECUREFLOW_ENV": "production",
    "DATABASE_URL": URL,
    "JWT_SECRET": secrets.token_hex(32),
    "AUDIT_SECRET": secrets.token_hex(32),
    "SMTP_URL": "smtps://mail.example:465",
    "MAIL_FROM": "fraud@shop.example",
    "PUBLIC_URL": "https://fraud.shop.example",
    "REDIS_URL": "rediss://redis.example:6379/0",
    "TRUSTED_PROXIES": "1",
}


@pytest.fixture(autouse=True)
def limits_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the limits of this process back to where they counted: apps made here have a Redis."""
    for name, value in vars(limiter).items():
        monkeypatch.setattr(limiter, name, value)


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        ("short", "at least 32"),
        ("change-me-change-me-change-me-change-me", "stands in examples"),
        ("a secret of the tests, long enough to be one", "stands in examples"),
        ("f3b0c44298fc1c149afbf4c8996fb924" * 2, "repeats itself"),
        ("aabbccddaabbccddaabbccddaabbccdd0", "too few different"),
    ],
)
@pytest.mark.parametrize("name", ["JWT_SECRET", "AUDIT_SECRET", "JWT_PREVIOUS_SECRETS"])
def test_production_refuses_a_weak_secret_and_does_not_repeat_it(
    name: str, secret: str, says: str
) -> None:
    with pytest.raises(Misconfigured) as refused:
        config.load(SAFE | {name: secret.replace(",", ";")})
    assert f"{name}: " in refused.value.message
    assert says in refused.value.message
    assert secret not in refused.value.message


def test_production_refuses_to_chain_the_trail_with_a_secret_that_changes() -> None:
    without = {name: value for name, value in SAFE.items() if name != "AUDIT_SECRET"}
    with pytest.raises(Misconfigured, match=r"AUDIT_SECRET: .*is required in production"):
        config.load(without)
    assert config.load(without | {"SECUREFLOW_ENV": "development"}).audit_secret is None


def test_random_secrets_are_strong_however_they_are_written() -> None:
    for _ in range(200):
        for secret in (secrets.token_hex(16), secrets.token_hex(32), secrets.token_urlsafe(24)):
            assert config.weakness(secret) is None, secret


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "jwt"
    file.write_text(f"{SAFE['JWT_SECRET']}\n")
    environment = {name: value for name, value in SAFE.items() if name != "JWT_SECRET"}
    assert (
        config.load(environment | {"JWT_SECRET_FILE": str(file)}).jwt_secret
        == file.read_text()[:-1]
    )
    with pytest.raises(Misconfigured, match="JWT_SECRET and JWT_SECRET_FILE are both set"):
        config.load(SAFE | {"JWT_SECRET_FILE": str(file)})
    with pytest.raises(Misconfigured, match="JWT_SECRET_FILE: the file cannot be read: FileNot"):
        config.load(environment | {"JWT_SECRET_FILE": str(tmp_path / "none")})


def test_every_setting_that_is_kept_out_of_words_may_stand_in_a_file() -> None:
    hidden = {name for name, field in config.Settings.model_fields.items() if not field.repr}
    assert hidden == set(config.SECRET)


def test_the_database_of_a_file_is_not_replaced_by_the_local_one(
    machine: dict[str, str], tmp_path: Path, call_json: CallJson, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "database"
    file.write_text(machine["DATABASE_URL"])
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", str(file))
    code, migrated = call_json("migrate")
    assert (code, int(migrated["revision"]) > 1) == (0, True)
    assert not (Path(machine["SECUREFLOW_DATA"]) / "postgres").exists()


def unsafe(call_json: CallJson) -> tuple[int, set[str]]:
    code, said = call_json("check", "--production")
    assert said["ok"] == (code == 0)
    return code, {f"{one['name']} {one['advice']}" for one in said["unsafe"]}


def test_a_laptop_is_told_everything_it_lacks(
    machine: dict[str, str], call_json: CallJson, call: Call
) -> None:
    code, found = unsafe(call_json)
    assert code == 1
    for start in (
        "SECUREFLOW_ENV is not production",
        "settings would be refused in production. The settings cannot be used: JWT_SECRET",
        "PUBLIC_URL does not begin with https://",
        "PUBLIC_URL is this machine",
        "SMTP_URL is not set",
        "MAIL_FROM is the one of the example",
        "REDIS_URL is not set",
        "TRUSTED_PROXIES is 0",
        "AUDIT_SECRET is not set",
        "DATABASE_URL signs in as postgres, a superuser",
        "worker none runs",
    ):
        assert any(one.startswith(start) for one in found), start
    code, out, _ = call("check", "--production")
    assert (code, out.count("UNSAFE ")) == (1, len(found))
    assert machine["JWT_SECRET"] not in out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"AUDIT_SECRET": SAFE["JWT_SECRET"]}, "AUDIT_SECRET is JWT_SECRET"),
        ({"CORS_ORIGINS": "https://a.example,http://b.example"}, "CORS_ORIGINS names a website"),
        ({"LOG_LEVEL": "DEBUG"}, "LOG_LEVEL is DEBUG"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
        ({"PUBLIC_URL": "https://localhost:8443"}, "PUBLIC_URL is this machine"),
    ],
)
def test_one_unsafe_setting_is_named_among_safe_ones(
    change: dict[str, str],
    says: str,
    prepared: dict[str, str],
    call_json: CallJson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (prepared | change).items():
        monkeypatch.setenv(name, value)
    code, found = unsafe(call_json)
    assert code == 1
    (one,) = found
    assert one.startswith(says)


def test_a_machine_made_ready_has_nothing_unsafe(prepared: dict[str, str], call: Call) -> None:
    code, out, _ = call("check", "--production")
    assert (code, out) == (0, "Nothing unsafe was found.\n")
    assert prepared["JWT_SECRET"] not in out


@pytest.fixture
def prepared(
    machine: dict[str, str], call_json: CallJson, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """A machine with safe settings, a login that is nobody, a model and a worker alive."""
    assert call_json("train", "--payments", 1_000, "--trees", 10)[0] == 0
    url = make_url(machine["DATABASE_URL"])
    execute(url, "UPDATE procrastinate_workers SET last_heartbeat = now()")
    execute(url, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + '1 hour')")
    execute(
        url,
        """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plain') THEN
                CREATE ROLE plain LOGIN;
            END IF;
        END $$;
        GRANT secureflow_app TO plain;
        GRANT SELECT ON alembic_version TO plain
    """,
    )
    safe = SAFE | {"DATABASE_URL": url.set(username="plain").render_as_string(hide_password=False)}
    for name, value in safe.items():
        monkeypatch.setenv(name, value)
    return safe


def execute(url: Any, statement: str) -> None:
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname=url.database)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
