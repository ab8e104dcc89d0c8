"""Where models come from, and which of them a release puts in force."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from secureflow.db import models as table
from secureflow.db.models import ModelVersionRow
from secureflow.errors import InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring.model import packing
from secureflow.scoring.model.recipe import Recipe
from secureflow.services import registry, training
from secureflow.services.models import Models
from tests.conftest import Api, Tenant, as_owner
from tests.services.labelled import stored_payments

SMALL = Recipe(trees=10, forests=2, rounds=10)
MadeOn = Callable[..., bytes]
OLD, NEW = datetime(2020, 1, 1, tzinfo=UTC), datetime(2089, 1, 1, tzinfo=UTC)


@pytest.fixture
def files(app: APIFlask, tmp_path: Path) -> Iterator[BundleFiles]:
    """A registry without any model; afterwards it is as it was."""
    active = table.active()
    assert active is not None
    kept = active.id
    before = list(db.session.scalars(select(ModelVersionRow.id)))
    db.session.rollback()
    as_owner("UPDATE model_versions SET is_active = false")
    yield BundleFiles(tmp_path)
    db.session.rollback()
    as_owner("DELETE FROM model_versions WHERE id <> ALL(:before)", before=before)
    as_owner("UPDATE model_versions SET is_active = (id = :kept)", kept=kept)


@pytest.fixture
def made_on(bundle_bytes: bytes) -> MadeOn:
    """Makes a bundle as if it had been trained on a day."""

    def made(day: datetime, trained_on: str = training.SIMULATOR) -> bytes:
        bundle = packing.load(bundle_bytes, packing.sha256_of(bundle_bytes))
        return packing.dump(replace(bundle, created_at=day, trained_on=trained_on))

    return made


def test_the_simulator_gives_the_same_model_for_the_same_recipe() -> None:
    one, two = (training.from_simulator(SMALL, 1_000) for _ in range(2))
    other = training.from_simulator(SMALL, 1_000, seed=1)
    same = replace(two.bundle, created_at=one.bundle.created_at)
    assert packing.dump(same) == one.data
    assert one.bundle.metrics["score_quantiles"] != other.bundle.metrics["score_quantiles"]
    assert one.bundle.trained_on == "simulator"
    assert one.bundle.learned is None
    assert packing.version_name(one.bundle, one.data) == one.version


def test_a_merchant_needs_enough_payments(api: Api, tenant: Tenant) -> None:
    with pytest.raises(InvalidInput, match="no payments to learn from"):
        training.from_merchant(SMALL, tenant.merchant_id)
    with pytest.raises(NotFound, match="4711"):
        training.from_merchant(SMALL, 4711)


def test_a_merchant_trains_on_its_own_stored_payments(api: Api, tenant: Tenant) -> None:
    ids = stored_payments(api, 1_000)
    trained = training.from_merchant(SMALL, tenant.merchant_id)
    assert trained.bundle.metrics["rows"] == len(ids) == 1_000
    assert trained.bundle.metrics["labels"] == 0
    assert trained.bundle.trained_on == f"merchant {tenant.merchant_id}"
    assert trained.bundle.learned is None


def test_a_release_registers_its_model_once(files: BundleFiles, made_on: MadeOn) -> None:
    data = made_on(OLD)
    first = training.register_base(files, data)
    assert first.is_active
    assert files.path(first.version).is_file()
    assert training.register_base(files, data).id == first.id


def test_a_newer_release_replaces_the_older_one(files: BundleFiles, made_on: MadeOn) -> None:
    first = training.register_base(files, made_on(OLD))
    second = training.register_base(files, made_on(NEW))
    assert second.version != first.version
    assert second.is_active
    assert not first.is_active


def test_a_model_trained_since_the_release_stays(files: BundleFiles, made_on: MadeOn) -> None:
    base = made_on(OLD)
    training.register_base(files, base)
    own = registry.register(files, training.from_simulator(SMALL, 1_000).data)
    assert training.register_base(files, base).id == own.id
    assert training.register_base(files, made_on(datetime(2021, 1, 1, tzinfo=UTC))).id == own.id


def test_a_model_of_real_payments_stays_whatever_comes(files: BundleFiles, made_on: MadeOn) -> None:
    own = registry.register(files, made_on(OLD, trained_on="merchant 1"))
    assert training.register_base(files, made_on(NEW)).id == own.id


def test_a_first_model_is_needed_where_there_is_none(files: BundleFiles, made_on: MadeOn) -> None:
    assert training.needs_first(Models(files))
    registry.register(files, made_on(OLD))
    assert not training.needs_first(Models(files))


@pytest.mark.parametrize(("trained_on", "needed"), [("simulator", True), ("merchant 1", False)])
def test_a_damaged_model_is_made_again_only_if_it_was_simulated(
    trained_on: str, needed: bool, files: BundleFiles, made_on: MadeOn
) -> None:
    row = registry.register(files, made_on(OLD, trained_on))
    files.write(row.version, b"damaged")
    as_owner(
        "UPDATE model_versions SET bundle = NULL WHERE version = :version", version=row.version
    )
    db.session.expire_all()
    assert training.needs_first(Models(files)) == needed
