"""What `secureflow check --production` looks for: what is unsafe once real payments come."""

import ipaddress
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from secureflow.cli import place
from secureflow.errors import SecureFlowError
from secureflow.infra.local import Local

if TYPE_CHECKING:
    from apiflask import APIFlask

    from secureflow.config import Settings

Finding = tuple[str, str]
"""What is unsafe, and why and what to do."""

HERE = ("localhost", "127.0.0.1", "[::1]")

RULES: tuple[tuple[str, Callable[["Settings"], bool], str], ...] = (
    (
        "SECUREFLOW_ENV",
        lambda s: s.env != "production",
        "is not production: set it, so that cookies go over TLS alone and weak secrets are refused",
    ),
    (
        "PUBLIC_URL",
        lambda s: not s.public_url.startswith("https://"),
        "does not begin with https://, so links in mails and sessions cross the net in clear",
    ),
    (
        "PUBLIC_URL",
        lambda s: _host(s.public_url) in HERE,
        "is this machine: set the address at which people reach the dashboard",
    ),
    (
        "SMTP_URL",
        lambda s: s.smtp_url is None,
        "is not set: invitations and new passwords would lie in a folder, unread",
    ),
    (
        "MAIL_FROM",
        lambda s: s.mail_from.endswith("@localhost"),
        "is the one of the example: set a sender that your mail server accepts",
    ),
    (
        "REDIS_URL",
        lambda s: s.redis_url is None and s.web_concurrency > 1,
        "is not set, so each process counts for itself and every limit is as many times as high: "
        "set it, or WEB_CONCURRENCY=1",
    ),
    (
        "TRUSTED_PROXIES",
        lambda s: s.trusted_proxies == 0,
        "is 0: behind a proxy all visitors share one address, one limit and one lockout; "
        "1 behind our nginx, 3 on Fly.io",
    ),
    (
        "AUDIT_SECRET",
        lambda s: s.audit_secret is None,
        "is not set: the audit trail hangs on JWT_SECRET, and changing that one breaks it; "
        "make one with `openssl rand -hex 32`",
    ),
    (
        "AUDIT_SECRET",
        lambda s: s.audit_secret == s.jwt_secret,
        "is JWT_SECRET: whoever can sign sessions could forge the trail; make one of its own",
    ),
    (
        "CORS_ORIGINS",
        lambda s: any(origin.startswith("http://") for origin in s.cors_origins),
        "names a website without TLS: whoever is on its way could call the API as its visitors",
    ),
    (
        "LOG_LEVEL",
        lambda s: s.log_level == "DEBUG",
        "is DEBUG: libraries then write more than they should; set INFO",
    ),
    (
        "SECUREFLOW_DATA",
        lambda s: s.data.is_dir() and bool(s.data.stat().st_mode & stat.S_IWOTH),
        "may be written by every user of this machine: `chmod o-w` it",
    ),
)


def findings(here: Local) -> Iterator[Finding]:
    """Yield everything unsafe in the settings and at the database of this machine."""
    from secureflow import config

    try:
        config.load(here.environment | {"SECUREFLOW_ENV": "production"})
    except SecureFlowError as error:
        yield "settings", f"would be refused in production. {error.message}"
    try:
        settings = config.load(here.environment)
    except SecureFlowError:
        return
    yield from ((name, advice) for name, is_unsafe, advice in RULES if is_unsafe(settings))
    if here.is_embedded:
        yield "DATABASE_URL", "is not set: the embedded PostgreSQL is for a laptop, without backups"
    try:
        with place.app(here) as app:
            yield from _database(app, settings)
    except SecureFlowError as error:
        yield error.code, f"{error.message} {error.advice or ''}".strip()


def _host(url: str) -> str:
    host, colon, port = url.partition("://")[2].rpartition(":")
    return host if colon and port.isdigit() else f"{host}{colon}{port}"


def _database(app: "APIFlask", settings: "Settings") -> Iterator[Finding]:
    from secureflow.db import server
    from secureflow.services import health, queues

    login = server.login()
    if login.is_superuser:
        yield (
            "DATABASE_URL",
            f"signs in as {login.name}, a superuser, who can undo what parts the merchants: "
            "make a login that owns this database and nothing else",
        )
    is_near = login.server is None or ipaddress.ip_address(login.server).is_private
    if not is_near and not login.is_encrypted:
        yield "DATABASE_URL", "leads over the internet in clear: add ?sslmode=verify-full"
    checks = health.checks(app.extensions["secureflow_models"].files)
    yield from ((one.name, one.detail) for one in checks if not one.ok)
    is_migrated = next(one.ok for one in checks if one.name == "migrations")
    if is_migrated and queues.facts(settings.worker_stalled_seconds).workers == 0:
        yield "worker", "none runs: no mail is sent and nothing expires; start `secureflow worker`"
