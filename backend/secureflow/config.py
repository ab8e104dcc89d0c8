"""Every setting, typed, read once from the environment; the process refuses to start wrong."""

import os
from collections import Counter
from collections.abc import Mapping
from math import log2
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from limits import parse_many
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
)

from secureflow.errors import Misconfigured

MEGABYTE = 1_000_000
BODY_LIMIT = 1 * MEGABYTE
UPLOAD_LIMIT = 20 * MEGABYTE
MIN_SECRET = 32
MIN_BITS = 80.0
"""Least Shannon entropy of all characters of a secret together; 32 random hex digits have 113."""
GUESSED = ("change", "default", "example", "password", "secret", "secureflow", "1234567")


def normalised_url(url: str) -> str:
    """Return a PostgreSQL URL with the driver named; Fly and Heroku write it in other ways."""
    for prefix in ("postgresql+psycopg2://", "postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg2://" + url.removeprefix(prefix)
    raise ValueError("must be a PostgreSQL URL, such as postgresql://user:password@host/name")


def _rate(value: str) -> str:
    parse_many(value)
    return value


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _mail_server(url: str | None, info: ValidationInfo) -> str | None:
    if url is None:
        if info.data.get("env") == "production":
            raise ValueError(
                "is required in production, where mail must reach people, "
                "such as smtps://user:password@mail.example:465"
            )
        return None
    parts = urlsplit(url)
    if not parts.hostname or parts.port == 0 or parts.path.strip("/") or parts.query:
        raise ValueError("must be like smtp://user:password@host:587 or smtps://host:465")
    return url


def _or_here(url: object, info: ValidationInfo) -> object:
    # A port that is refused is told by itself.
    return url or f"http://127.0.0.1:{info.data.get('port', 5001)}"


def _lasting(secret: str | None, info: ValidationInfo) -> str | None:
    if secret is None and info.data.get("env") == "production":
        raise ValueError(
            "is required in production, where the audit trail must not end with JWT_SECRET; "
            "make one with `openssl rand -hex 32` and never change it"
        )
    return secret


def weakness(secret: str) -> str | None:
    """Return what makes a secret easy to guess, None where nothing does."""
    if any(word in secret.lower() for word in GUESSED):
        return "is one that stands in examples"
    if (secret + secret).find(secret, 1) < len(secret):
        return "repeats itself"
    counts = Counter(secret).values()
    bits = -sum(count * log2(count / len(secret)) for count in counts)
    return "has too few different characters" if bits < MIN_BITS else None


def _strong(secret: str, info: ValidationInfo) -> str:
    found = weakness(secret) if info.data.get("env") == "production" else None
    if found:
        raise ValueError(f"{found}; make one with `openssl rand -hex 32`")
    return secret


DatabaseUrl = Annotated[str, AfterValidator(normalised_url)]
Rate = Annotated[str, AfterValidator(_rate)]
Secret = Annotated[str, Field(min_length=MIN_SECRET), AfterValidator(_strong)]
Origin = Annotated[str, Field(pattern=r"^https?://[^/\s]+$")]


class Settings(BaseModel):
    """The settings of one process; see `.env.example` for what each is for."""

    model_config = ConfigDict(frozen=True)

    env: Literal["production", "development", "test"] = "development"
    database_url: Annotated[DatabaseUrl, Field(repr=False)]
    direct_database_url: Annotated[DatabaseUrl | None, Field(repr=False)] = None
    jwt_secret: Annotated[Secret, Field(repr=False)]
    jwt_previous_secrets: Annotated[
        tuple[Secret, ...], BeforeValidator(_split), Field(repr=False)
    ] = ()
    audit_secret: Annotated[
        Secret | None, Field(repr=False, validate_default=True), AfterValidator(_lasting)
    ] = None
    redis_url: Annotated[str | None, Field(pattern=r"^(rediss?|unix)://", repr=False)] = None
    object_store_url: Annotated[
        str | None,
        Field(
            pattern=r"^s3://[a-z0-9][a-z0-9.-]{1,62}(/[^\s?#]*)?"
            r"(\?(endpoint=https?://[^\s&#?]+|region=[a-z0-9-]+)"
            r"(&(endpoint=https?://[^\s&#?]+|region=[a-z0-9-]+))?)?$"
        ),
    ] = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 5001
    data: Path = Path(".data")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    web_concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    web_threads: Annotated[int, Field(ge=1, le=256)] = 16
    event_streams: Annotated[int, Field(ge=0, le=512)] = 112
    worker_concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    worker_stalled_seconds: Annotated[int, Field(ge=2, le=3_600)] = 30
    train_after_labels: Annotated[int, Field(ge=10, le=1_000_000)] = 200
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    dashboard_dir: Path | None = None
    public_url: Annotated[
        str, Field(pattern=r"^https?://[^/\s]+$", validate_default=True), BeforeValidator(_or_here)
    ] = ""
    cors_origins: Annotated[tuple[Origin, ...], BeforeValidator(_split)] = ()
    smtp_url: Annotated[
        str | None,
        Field(pattern=r"^smtps?://", repr=False, validate_default=True),
        AfterValidator(_mail_server),
    ] = None
    mail_from: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = "secureflow@localhost"
    rate_limit_address: Rate = "3000/minute"
    rate_limit_login: Rate = "10/minute"
    rate_limit_predict: Rate = "3000/minute"
    rate_limit_batch: Rate = "60/minute"
    rate_limit_upload: Rate = "10/minute"
    rate_limit_mail: Rate = "60/hour"
    rate_limit_read: Rate = "1200/minute"
    rate_limit_write: Rate = "600/minute"
    db_pool_size: Annotated[int, Field(ge=1, le=100)] = 16

    @property
    def migration_url(self) -> str:
        """The URL for migrations: past the pooler, where there is one."""
        return self.direct_database_url or self.database_url


ENVIRONMENT: dict[str, str] = {
    name: {"env": "SECUREFLOW_ENV", "data": "SECUREFLOW_DATA"}.get(name, name.upper())
    for name in Settings.model_fields
}
"""The environment variable of each setting."""


SECRET = (
    "database_url",
    "direct_database_url",
    "jwt_secret",
    "jwt_previous_secrets",
    "audit_secret",
    "redis_url",
    "smtp_url",
)
"""Settings that may also stand in a file, whose path is in the variable with _FILE at its end."""


def _values(source: Mapping[str, str]) -> dict[str, str]:
    values = {name: source[key] for name, key in ENVIRONMENT.items() if source.get(key)}
    for name in SECRET:
        key = ENVIRONMENT[name]
        path = source.get(f"{key}_FILE")
        if not path:
            continue
        if name in values:
            raise Misconfigured(f"{key} and {key}_FILE are both set.", fix="Take one of them out.")
        try:
            values[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(
                f"{key}_FILE: the file cannot be read: {type(error).__name__}",
                fix="Check that it is there, and that this user may read it.",
            ) from error
    return values


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings; raise Misconfigured naming every bad or missing variable at once.

    An empty variable counts as not set. Values never appear in the message: they may be secret.
    """
    values = _values(os.environ if environment is None else environment)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        problems = "; ".join(
            f"{ENVIRONMENT[str(problem['loc'][0])]}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        )
        raise Misconfigured(
            f"The settings cannot be used: {problems}", fix="See .env.example for every setting."
        ) from None
