"""Does the database keep merchants apart? What a session could get round, looked up in it."""

from collections.abc import Iterator
from weakref import WeakSet

from sqlalchemy import Connection, Engine, text

from secureflow.errors import NotReady

ROLE = "secureflow_app"
"""What every session runs as; it owns nothing and bypasses nothing."""

MERCHANT = "( SELECT secureflow_merchant() AS secureflow_merchant)"
BOUND, DOOR = f"(merchant_id = {MERCHANT})", "( SELECT secureflow_door() AS secureflow_door)"
OF_THE_PLATFORM = f"((merchant_id IS NULL) AND ({MERCHANT} IS NULL))"
EVERYWHERE = {BOUND, DOOR, OF_THE_PLATFORM}
ONLY_ON = {
    ("merchants", "ALL", f"(id = {MERCHANT})"),
    ("model_versions", "SELECT", "(merchant_id IS NULL)"),
}
"""What the policies of our migrations let through, as PostgreSQL writes it; all else is foreign."""
ONLY_ADDED_TO = ["audit_events", "audit_heads", "model_changes", "policy_changes", "review_acts"]
"""Tables of which the role may change and delete nothing."""

FACTS = text("""
    SELECT rolname AS role, rolsuper, rolbypassrls,
        to_regclass('merchants') IS NOT NULL AS has_tables,
        (SELECT min(relname) FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p'))
            AS owned,
        (SELECT min(other.rolname) FROM pg_auth_members m
         JOIN pg_roles other ON other.oid = m.roleid WHERE m.member = r.oid) AS member_of,
        (SELECT min(c.relname) FROM pg_class c
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
             AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
             AND (c.relname = 'merchants' OR EXISTS (
                 SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'merchant_id'
             ))) AS unforced,
        (SELECT min(c.relname) FROM pg_class c
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
             AND (has_table_privilege(c.oid, 'TRUNCATE') OR c.relname = ANY(:only_added_to) AND (
                 has_any_column_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
             ))) AS overwritable
    FROM pg_roles r WHERE rolname = current_user
""")
POLICIES = text("""
    SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies
    WHERE schemaname = current_schema() AND permissive = 'PERMISSIVE'
    ORDER BY tablename, policyname
""")

_PROVEN: WeakSet[Engine] = WeakSet()


def prove(connection: Connection) -> None:
    """Let a session go on where merchants are kept apart; raise NotReady where they are not.

    Looked up once for each engine, so that the first transaction of a process pays for it and no
    other. The connection that is refused can do nothing more.
    """
    if not is_proven(connection) and problem(connection) is not None:
        connection.invalidate()
        raise NotReady(
            "The database does not keep merchants apart.", fix="`secureflow check` says why."
        )


def is_proven(connection: Connection | Engine) -> bool:
    """Return whether this process has looked at the connection's database, and all was well."""
    return connection.engine in _PROVEN


def problem(connection: Connection) -> str | None:
    """Return what lets a session get round the policies, None where nothing does.

    The connection must run as the role of the sessions. From then on ``prove`` knows the answer.
    """
    found = connection.execute(FACTS, {"only_added_to": ONLY_ADDED_TO}).one()
    problems = {
        f"its role is {found.role}, not {ROLE}": found.role != ROLE,
        f"{ROLE} is a superuser": found.rolsuper,
        f"{ROLE} has BYPASSRLS": found.rolbypassrls,
        f"{ROLE} is a member of {found.member_of}": found.member_of is not None,
        f"{ROLE} owns {found.owned}": found.owned is not None,
        f"{found.unforced} has a merchant_id and no forced policy": found.unforced is not None,
        f"{ROLE} may overwrite {found.overwritable}": found.overwritable is not None,
    }
    first = next((problem for problem, holds in problems.items() if holds), None)
    first = first or next(_foreign(connection), None)
    if first is not None:
        _PROVEN.discard(connection.engine)
    elif found.has_tables:
        _PROVEN.add(connection.engine)
    return first


def _foreign(connection: Connection) -> Iterator[str]:
    for row in connection.execute(POLICIES):
        for lets_through in (row.qual, row.with_check):
            is_ours = lets_through in EVERYWHERE or (
                (row.tablename, row.cmd, lets_through) in ONLY_ON
            )
            if lets_through is not None and not is_ours:
                yield f"the policy {row.policyname} of {row.tablename} is not one of ours"
