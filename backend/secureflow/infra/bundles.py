"""Bundles as files: written whole or not at all, named by their version."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BundleFiles:
    """The folder of bundles on this machine."""

    folder: Path

    def path(self, version: str) -> Path:
        """Return where the bundle of a version lies, or would lie."""
        return self.folder / f"{version}.joblib"

    def read(self, version: str) -> bytes | None:
        """Return a bundle's bytes, or None when this machine has no such file."""
        try:
            return self.path(version).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, version: str, data: bytes) -> None:
        """Write a bundle under its final name only when complete, so no reader sees a part."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(self.path(version))
