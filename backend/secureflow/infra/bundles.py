"""Bundles as files: written whole or not at all, named by their version."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from secureflow.errors import NotReady
from secureflow.infra.logs import log
from secureflow.infra.object_store import ObjectStore


@dataclass(frozen=True, slots=True)
class BundleFiles:
    """The folder of bundles on this machine, in front of the object store where one is set.

    With a store the folder is what spares a download: a machine may lose it at any time.
    """

    folder: Path
    store: ObjectStore | None = None

    def path(self, version: str) -> Path:
        """Return where the bundle of a version lies, or would lie."""
        return self.folder / f"{version}.npz"

    def read(self, version: str) -> bytes | None:
        """Return a bundle's bytes, or None where neither folder nor store has them.

        A folder that cannot be read, and a store that is away, are lines in the log: the database
        may have the bytes, too.
        """
        try:
            return self.path(version).read_bytes()
        except FileNotFoundError:
            pass
        except OSError as error:
            log.error("bundle_not_read", extra={"version": version, "detail": str(error)})
        return self.fetch(version)

    def fetch(self, version: str) -> bytes | None:
        """Return a bundle's bytes from the store, and keep them; None where it has none."""
        if self.store is None:
            return None
        try:
            data = self.store.read(_key(version))
        except NotReady as error:
            log.warning("object_store_away", extra={"version": version, "detail": error.message})
            return None
        if data is not None:
            self.keep_if_possible(version, data)
        return data

    def write(self, version: str, data: bytes) -> None:
        """Write a bundle to the store and the folder; NotReady where the store does not take it."""
        if self.store is not None:
            self.store.write(_key(version), data)
        self.keep(version, data)

    def keep(self, version: str, data: bytes) -> None:
        """Write a bundle to the folder alone, under its name only when it is on the disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            # A machine that loses its power may keep a name before it has what the name is of.
            file.flush()
            os.fsync(handle)
        Path(name).replace(self.path(version))

    def keep_if_possible(self, version: str, data: bytes) -> None:
        """Write a bundle that lies elsewhere, too; a folder that fails is a line in the log."""
        try:
            self.keep(version, data)
        except OSError as error:
            log.error("bundle_not_kept", extra={"version": version, "detail": str(error)})


def _key(version: str) -> str:
    return f"bundles/{version}.npz"
