"""The folder of bundles fails: what judged before goes on."""

import shutil
from pathlib import Path

from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.infra.bundles import BundleFiles
from secureflow.services import registry
from secureflow.services.models import Models
from tests.conftest import Tenant
from tests.services.versions import another, own


def test_a_disk_that_fails_lets_the_model_before_go_on(
    app: APIFlask, tenant: Tenant, bundle_bytes: bytes, tmp_path: Path
) -> None:
    tenancy.bind(tenant.merchant_id)
    here: Models = app.extensions["secureflow_models"]
    folder = tmp_path / "models"
    there = Models(BundleFiles(folder), app.app_context)
    before = there.arms(tenant.merchant_id).champion
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2039))
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    shutil.rmtree(folder)
    folder.write_text("no folder")
    there.refresh()
    assert there.arms(tenant.merchant_id).champion is before
    folder.unlink()
    there.refresh()
    assert there.arms(tenant.merchant_id).champion.version == row.version
