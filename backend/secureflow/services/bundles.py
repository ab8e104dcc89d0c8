"""A registered model's bundle, from wherever its bytes are whole."""

from collections.abc import Callable, Iterator

from secureflow.db.models import ModelVersionRow
from secureflow.errors import BundleDamaged, ModelUnavailable
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.logs import log
from secureflow.scoring.model import packing
from secureflow.scoring.model.bundle import Bundle


def bundle_of(files: BundleFiles, row: ModelVersionRow) -> Bundle:
    """Return a version's bundle from the folder, the object store or the database.

    Damaged bytes are a line in the log, and replaced by whole ones found elsewhere. Raises
    BundleDamaged where there are none, ModelUnavailable where nothing has the bytes, and
    BundleDrift for a layout of another release.
    """
    damage: BundleDamaged | None = None
    for take in _sources(files, row):
        data = take()
        if data is None:
            continue
        try:
            return packing.load(data, row.sha256)
        except BundleDamaged as error:
            log.error("bundle_damaged", extra={"version": row.version, "detail": error.message})
            damage = error
    raise damage or ModelUnavailable(
        f"The file of model {row.version} is not in {files.folder}, and it is too large to be "
        "kept in the database."
    )


def _sources(files: BundleFiles, row: ModelVersionRow) -> Iterator[Callable[[], bytes | None]]:
    yield lambda: files.read(row.version)
    yield lambda: files.fetch(row.version)
    yield lambda: _from_database(files, row)


def _from_database(files: BundleFiles, row: ModelVersionRow) -> bytes | None:
    if row.bundle is not None:
        files.keep_if_possible(row.version, row.bundle)
    return row.bundle
