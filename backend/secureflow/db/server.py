"""As whom, and how safely, this process speaks to PostgreSQL."""

from dataclasses import dataclass

from sqlalchemy import text

from secureflow.extensions import db

LOGIN = text("""
    SELECT rolname AS name, rolsuper AS is_superuser, host(inet_server_addr()) AS server,
        coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS is_encrypted
    FROM pg_roles WHERE rolname = session_user
""")


MAY_STAGE = text("""
    SELECT has_database_privilege(current_user, current_database(), 'TEMPORARY')
""")


@dataclass(frozen=True, slots=True)
class Login:
    """The login of DATABASE_URL. ``server`` is None where a socket leads to it."""

    name: str
    is_superuser: bool
    server: str | None
    is_encrypted: bool


def login() -> Login:
    """Return who signs in, before the role of the sessions is taken."""
    with db.engine.connect() as connection:
        return Login(**connection.execute(LOGIN).mappings().one())


def may_stage() -> bool:
    """Return whether the session's role may make temporary tables, as storing many rows does."""
    return bool(db.session.execute(MAY_STAGE).scalar_one())
