"""Every setting, typed, read once from the environment; the process refuses to start wrong."""

import os
from collections.abc import Mapping
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


DatabaseUrl = Annotated[str, AfterValidator(normalised_url)]
Rate = Annotated[str, AfterValidator(_rate)]
Secret = Annotated[str, Field(min_length=MIN_SECRET)]
Origin = Annotated[str, Field(pattern=r"^https?://[^/\s]+$")]


class Settings(BaseModel):
    """The settings of one process; see `.env.example` for what each is for."""

    model_config = ConfigDict(frozen=True)

    env: Literal["production", "development", "test"] = "development"
    database_url: DatabaseUrl
    direct_database_url: DatabaseUrl | None = None
    jwt_secret: Annotated[Secret, Field(repr=False)]
    jwt_previous_secrets: Annotated[
        tuple[Secret, ...], BeforeValidator(_split), Field(repr=False)
    ] = ()
    audit_secret: Annotated[Secret | None, Field(repr=False)] = None
    redis_url: Annotated[str | None, Field(pattern=r"^(rediss?|unix)://")] = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 5001
    data: Path = Path(".data")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    web_concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    web_threads: Annotated[int, Field(ge=1, le=256)] = 8
    worker_concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    worker_stalled_seconds: Annotated[int, Field(ge=2, le=3_600)] = 30
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    dashboard_dir: Path | None = None
    public_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")] = "http://127.0.0.1:5001"
    cors_origins: Annotated[tuple[Origin, ...], BeforeValidator(_split)] = ()
    smtp_url: Annotated[
        str | None,
        Field(pattern=r"^smtps?://", repr=False, validate_default=True),
        AfterValidator(_mail_server),
    ] = None
    mail_from: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = "secureflow@localhost"
    rate_limit_login: Rate = "10/minute"
    rate_limit_predict: Rate = "6000/minute"
    rate_limit_batch: Rate = "60/minute"
    rate_limit_upload: Rate = "10/minute"
    db_pool_size: Annotated[int, Field(ge=1, le=100)] = 8

    @property
    def migration_url(self) -> str:
        """The URL for migrations: past the pooler, where there is one."""
        return self.direct_database_url or self.database_url


ENVIRONMENT: dict[str, str] = {
    name: {"env": "SECUREFLOW_ENV", "data": "SECUREFLOW_DATA"}.get(name, name.upper())
    for name in Settings.model_fields
}
"""The environment variable of each setting."""


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings; raise Misconfigured naming every bad or missing variable at once.

    An empty variable counts as not set. Values never appear in the message: they may be secret.
    """
    source = os.environ if environment is None else environment
    values = {name: source[key] for name, key in ENVIRONMENT.items() if source.get(key)}
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
