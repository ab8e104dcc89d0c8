"""The folder of bundles fails: what judged before goes on."""

import os
import shutil
import threading
from pathlib import Path

from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.infra.bundles import BundleFiles
from secureflow.services import challengers, registry
from secureflow.services.models import Models
from tests.conftest import Tenant
from tests.services.versions import another, only_in_the_folder, own


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
    data = only_in_the_folder(here, row.version)
    shutil.rmtree(folder)
    folder.write_text("no folder")
    there.refresh()
    assert there.arms(tenant.merchant_id).champion is before
    folder.unlink()
    there.files.keep(row.version, data)
    there.refresh()
    assert there.arms(tenant.merchant_id).champion.version == row.version


def test_a_damaged_file_is_replaced_from_the_database(
    app: APIFlask, tenant: Tenant, bundle_bytes: bytes, tmp_path: Path
) -> None:
    here: Models = app.extensions["secureflow_models"]
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2040))
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    there = Models(BundleFiles(tmp_path), app.app_context)
    there.files.keep(row.version, b"damaged")
    assert there.arms(tenant.merchant_id).champion.version == row.version
    assert there.files.path(row.version).read_bytes() == row.bundle


def test_a_folder_that_takes_nothing_is_gone_without(
    app: APIFlask, tenant: Tenant, tmp_path: Path
) -> None:
    tenancy.bind(tenant.merchant_id)
    folder = tmp_path / "models"
    folder.write_text("no folder")
    there = Models(BundleFiles(folder), app.app_context)
    assert there.arms(tenant.merchant_id).follows_base


def test_payments_are_judged_without_a_damaged_challenger(
    app: APIFlask, tenant: Tenant, bundle_bytes: bytes, tmp_path: Path
) -> None:
    here: Models = app.extensions["secureflow_models"]
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2041))
    challengers.challenge(here, tenant.merchant_id, row.version, 0.5)
    only_in_the_folder(here, row.version)
    there = Models(BundleFiles(tmp_path), app.app_context)
    arms = there.arms(tenant.merchant_id)
    assert (arms.follows_base, arms.challengers) == (True, ())


def test_others_are_judged_while_a_model_takes_long_to_load(
    app: APIFlask, tenant: Tenant, bundle_bytes: bytes, tmp_path: Path
) -> None:
    here: Models = app.extensions["secureflow_models"]
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2043))
    version, data = row.version, only_in_the_folder(here, row.version)
    there = Models(BundleFiles(tmp_path), app.app_context)
    os.mkfifo(there.files.path(version))
    loaded: list[str] = []

    def load() -> None:
        with app.app_context():
            tenancy.bind(tenant.merchant_id)
            loaded.append(there.version(version).version)

    loading = threading.Thread(target=load)
    loading.start()
    with there.files.path(version).open("wb") as file:
        assert there.arms(tenant.merchant_id).follows_base
        assert loaded == []
        file.write(data)
    loading.join()
    assert loaded == [version]
