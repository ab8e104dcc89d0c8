"""The embedded PostgreSQL: production's version, its own lock, gone with its last user."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import create_engine, text

from secureflow.infra import embedded


def test_it_is_the_version_of_production_and_stops_with_its_last_user() -> None:
    folder = Path(tempfile.mkdtemp(prefix="secureflow-embedded-"))
    try:
        with embedded.postgres(folder / "postgres") as url:
            engine = create_engine(url)
            with engine.connect() as connection:
                version = connection.scalar(text("SHOW server_version_num"))
            engine.dispose()
            # Not the wheel's one lock for the whole machine, which only its first user may open.
            assert (folder / "postgres.lock").exists()
        assert str(version).startswith(f"{embedded.VERSION}0")
        assert not (folder / "postgres" / "postmaster.pid").exists()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
