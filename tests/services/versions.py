"""Other versions of the model of the tests: the same trees with another date."""

from dataclasses import replace
from datetime import UTC, datetime

from secureflow.db import tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring.model import packing
from secureflow.services import registry
from secureflow.services.models import Models
from secureflow.services.registry import Origin
from tests.conftest import as_owner


def another(data: bytes, year: int) -> bytes:
    """Return the bundle as if it had been made in another year."""
    bundle = packing.load(data, packing.sha256_of(data))
    return packing.dump(replace(bundle, created_at=datetime(year, 1, 1, tzinfo=UTC)))


def own(files: BundleFiles, merchant_id: int, data: bytes) -> ModelVersionRow:
    """Register a model of a merchant's own."""
    tenancy.bind(merchant_id)
    row = registry.add(files, data, Origin(merchant_id, "a test"))
    db.session.commit()
    return row


def only_in_the_folder(here: Models, version: str) -> bytes:
    """Return a model's bytes, which from now on are in the folder alone."""
    data = here.files.read(version)
    assert data is not None
    as_owner("UPDATE model_versions SET bundle = NULL WHERE version = :version", version=version)
    return data
