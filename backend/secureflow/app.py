"""The app: settings, then extensions, then the door."""

from collections.abc import Callable, Mapping
from typing import Any

from apiflask import APIFlask
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from secureflow import __version__, config
from secureflow.api import (
    dashboard_files,
    errors,
    forged,
    fraud_detector,
    headers,
    limits,
    openapi,
    requests,
    routes,
    tokens,
)
from secureflow.api.json import StrictJSON
from secureflow.api.seats import Seats
from secureflow.config import Settings
from secureflow.db.schema import TABLES
from secureflow.extensions import db, jobs, jwt, lasting, migrate, vault
from secureflow.infra import connections, logs
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.mail import Post, mail
from secureflow.infra.migrations import MIGRATIONS
from secureflow.infra.object_store import ObjectStore
from secureflow.jobs import tasks
from secureflow.services.models import Models
from secureflow.services.streams import Streams
from secureflow.services.watching import Watching


def create_app(environment: Mapping[str, str] | None = None) -> APIFlask:
    """Return the service, configured from the environment; Misconfigured names what is wrong."""
    settings = config.load(environment)
    logs.configure(settings.log_level)
    app = APIFlask(
        "secureflow",
        title="SecureFlow",
        version=__version__,
        spec_path="/api/openapi.json",
        docs_path=None,
        static_folder=None,  # type: ignore[arg-type]
    )
    app.json = StrictJSON(app)
    # No handler is asynchronous, and Flask asks that of ten functions in every request.
    app.ensure_sync = _as_it_is  # type: ignore[method-assign,assignment]
    app.config.update(_flask_settings(settings))
    app.security_schemes = openapi.SECURITY
    app.description = openapi.DESCRIPTION
    app.spec_processor(openapi.finish)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.wsgi_app = Seats(app.wsgi_app, settings.web_threads)  # type: ignore[method-assign]
    _extend(app, settings)
    requests.register(app)
    headers.register(app, routes.ROUTES)
    limits.register(app)
    forged.register(app)
    requests.check_bodies(app)
    errors.register(app)
    routes.register(app)
    fraud_detector.register(app)
    if settings.dashboard_dir is not None:
        dashboard_files.register(app, settings.dashboard_dir)
    return app


def _as_it_is(handler: Callable[..., Any]) -> Callable[..., Any]:
    return handler


def _extend(app: APIFlask, settings: Settings) -> None:
    db.init_app(app)
    with app.app_context():
        connections.watch(db.engine)
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    jwt.init_app(app)
    tokens.register(jwt)
    vault.init_app(app, settings.jwt_secret, settings.jwt_previous_secrets)
    lasting.init_app(app, settings.audit_secret or settings.jwt_secret)
    mail.init_app(app, _post(settings))
    tasks.register(jobs)
    app.extensions["secureflow_settings"] = settings
    app.extensions["secureflow_tables"] = TABLES
    url = settings.object_store_url
    files = BundleFiles(settings.data / "bundles", None if url is None else ObjectStore(url))
    app.extensions["secureflow_models"] = Models(files, app.app_context)
    watching = Watching(app.app_context, settings.migration_url)
    app.extensions["secureflow_streams"] = Streams(settings.event_streams, watching.start)


def _post(settings: Settings) -> Post:
    return Post(
        settings.smtp_url, settings.mail_from, settings.data / "outbox", settings.public_url
    )


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SQLALCHEMY_DATABASE_URI": make_url(settings.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": settings.db_pool_size,
            "max_overflow": settings.web_threads,
            "pool_recycle": 600,
            # An error that is logged quotes the statement, and never the values it was given.
            "hide_parameters": True,
            "connect_args": {"connect_timeout": 5, "application_name": "secureflow"},
        },
        "JWT_SECRET_KEY": settings.jwt_secret,
        "OPENAPI_VERSION": "3.1.0",
        "AUTO_SERVERS": False,
        "VALIDATION_ERROR_DESCRIPTION": "The request is not valid.",
    }
