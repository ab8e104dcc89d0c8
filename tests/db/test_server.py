"""What this process may do in its database, as `secureflow check` asks."""

from apiflask import APIFlask

from secureflow.db import server
from secureflow.extensions import db
from tests.conftest import as_owner


def test_who_may_make_no_temporary_table_can_store_no_file(app: APIFlask) -> None:
    of = f'TEMPORARY ON DATABASE "{db.engine.url.database}"'
    assert server.may_stage()
    db.session.rollback()
    as_owner(f"REVOKE {of} FROM PUBLIC")
    try:
        assert not server.may_stage()
        db.session.rollback()
    finally:
        as_owner(f"GRANT {of} TO PUBLIC")
