"""Models of one process: exchanged aside, without a failed request, and each merchant's own."""

import time
from dataclasses import replace

import pytest
from apiflask import APIFlask

from secureflow.db import model_arms, tenancy
from secureflow.db import models as table
from secureflow.db.model_runs import ModelRunRow
from secureflow.errors import Conflict, InvalidInput, ModelUnavailable, NotFound
from secureflow.extensions import db
from secureflow.scoring.model import packing
from secureflow.services import challengers, models, registry, retirement
from secureflow.services.models import Models
from tests.conftest import Tenant, make_tenant
from tests.services.versions import another, only_in_the_folder, own


@pytest.fixture
def here(app: APIFlask) -> Models:
    """The models of a process of its own."""
    return Models(app.extensions["secureflow_models"].files, app.app_context)


def waited(here: Models, merchant_id: int, version: str) -> float:
    """Return the seconds until the process judges by a version, asking as requests do."""
    started = time.monotonic()
    while here.arms(merchant_id).champion.version != version:
        assert time.monotonic() - started < 5.0
        time.sleep(0.02)
    return time.monotonic() - started


def test_a_merchant_without_a_model_follows_the_base(here: Models, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    arms = here.arms(tenant.merchant_id)
    assert arms.follows_base
    assert arms.champion.scorer is here.active()


def test_a_promotion_is_noticed_by_another_process_within_five_seconds(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    tenancy.bind(tenant.merchant_id)
    before = here.arms(tenant.merchant_id).champion
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2031))
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    assert here.arms(tenant.merchant_id).champion is before
    assert waited(here, tenant.merchant_id, row.version) < 5.0
    tenancy.bind(tenant.merchant_id)
    registry.roll_back(here, tenant.merchant_id, "it was worse")
    assert waited(here, tenant.merchant_id, before.version) < 5.0


def test_an_idle_process_looks_before_it_judges(
    here: Models, tenant: Tenant, bundle_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenancy.bind(tenant.merchant_id)
    here.arms(tenant.merchant_id)
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2032))
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    monkeypatch.setattr(models, "LATEST_SECONDS", 0.0)
    assert here.arms(tenant.merchant_id).champion.version == row.version


def test_a_damaged_model_changes_nothing_and_is_not_promoted(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    tenancy.bind(tenant.merchant_id)
    before = here.arms(tenant.merchant_id).champion
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2033))
    good = only_in_the_folder(here, row.version)
    here.files.keep(row.version, b"damaged")
    with pytest.raises(ModelUnavailable, match="SHA-256"):
        registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    db.session.rollback()
    here.files.keep(row.version, good)
    registry.promote(
        Models(here.files, here.context), tenant.merchant_id, row.version, "it is ours"
    )
    here.files.keep(row.version, b"damaged")
    here.refresh()
    assert here.arms(tenant.merchant_id).champion is before
    here.files.keep(row.version, good)
    here.refresh()
    assert here.arms(tenant.merchant_id).champion.version == row.version


def test_nobody_uses_or_sees_the_model_of_another(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    version = own(here.files, tenant.merchant_id, another(bundle_bytes, 2034)).version
    other = make_tenant("Contoso")
    tenancy.bind(other.merchant_id)
    for attempt in (
        lambda: registry.promote(here, other.merchant_id, version, "it is theirs"),
        lambda: challengers.challenge(here, other.merchant_id, version, 0.1),
        lambda: challengers.withdraw(other.merchant_id, version),
    ):
        with pytest.raises(NotFound):
            attempt()
        db.session.rollback()
    with pytest.raises(ModelUnavailable):
        here.version(version)
    assert here.arms(other.merchant_id).follows_base


def test_going_back_twice_goes_back_two_champions(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    base = here.arms(tenant.merchant_id).champion.version
    first, second = (
        own(here.files, tenant.merchant_id, another(bundle_bytes, year)).version
        for year in (2035, 2036)
    )
    tenancy.bind(tenant.merchant_id)
    for version in (first, second):
        registry.promote(here, tenant.merchant_id, version, "better")
    assert registry.roll_back(here, tenant.merchant_id, "worse").version == first
    registry.promote(here, tenant.merchant_id, second, "better after all")
    assert registry.roll_back(here, tenant.merchant_id, "worse").version == first
    assert registry.roll_back(here, tenant.merchant_id, "worse").version == base
    assert registry.way_back(tenant.merchant_id) == (False, None)
    with pytest.raises(Conflict, match="no champion before"):
        registry.roll_back(here, tenant.merchant_id, "worse")


def test_who_comes_back_as_champion_challenges_no_more(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    merchant_id = tenant.merchant_id
    first, second = (
        own(here.files, merchant_id, another(bundle_bytes, year)).version for year in (2037, 2038)
    )
    tenancy.bind(merchant_id)
    for version in (first, second):
        registry.promote(here, merchant_id, version, "better")
    challengers.challenge(here, merchant_id, first, 0.5)
    assert registry.roll_back(here, merchant_id, "worse").version == first
    assert not model_arms.of_merchant(merchant_id)


def test_shares_of_challengers_are_at_most_one(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    tenancy.bind(tenant.merchant_id)
    first, second = (
        own(here.files, tenant.merchant_id, another(bundle_bytes, year)).version
        for year in (2037, 2038)
    )
    challengers.challenge(here, tenant.merchant_id, first, 0.7)
    with pytest.raises(InvalidInput, match=r"share: 0\.4 is more than the 0\.3") as raised:
        challengers.challenge(here, tenant.merchant_id, second, 0.4)
    assert raised.value.field == "share"
    db.session.rollback()
    challengers.challenge(here, tenant.merchant_id, second, 0.3)
    challengers.challenge(here, tenant.merchant_id, first, 0.5)
    here.refresh()
    parts = {arm.version: arm.parts for arm in here.arms(tenant.merchant_id).challengers}
    assert parts == {first: ((0, 500_000),), second: ((700_000, 1_000_000),)}
    challengers.withdraw(tenant.merchant_id, first)
    here.refresh()
    assert [arm.version for arm in here.arms(tenant.merchant_id).challengers] == [second]


def test_a_champion_does_not_challenge_itself(here: Models, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    version = here.arms(tenant.merchant_id).champion.version
    with pytest.raises(Conflict, match="is the champion"):
        challengers.challenge(here, tenant.merchant_id, version, 0.1)


def test_the_merchants_first_met_are_forgotten_first(
    here: Models, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "KEPT_MERCHANTS", 2)
    for name in ("Contoso", "Fabrikam"):
        other = make_tenant(name)
        tenancy.bind(other.merchant_id)
        assert here.arms(other.merchant_id).follows_base
    assert len(here._arms) == 2


def test_a_run_is_one_merchants_alone(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    db.session.add(
        ModelRunRow(
            merchant_id=tenant.merchant_id,
            kind="train",
            state="queued",
            reason="a test",
            created_by="a test",
        )
    )
    db.session.commit()
    tenancy.bind(make_tenant("Contoso").merchant_id)
    assert db.session.query(ModelRunRow).count() == 0


def test_the_check_names_a_champion_that_is_damaged(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    assert here.champions() == (0, [])
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2042))
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    assert here.champions() == (1, [])
    only_in_the_folder(here, row.version)
    here.files.keep(row.version, b"damaged")
    ((number, (told,))) = Models(here.files, here.context).champions()
    assert (number, f"merchant {tenant.merchant_id}: " in told) == (1, True)
    assert "SHA-256" in told


def test_after_a_release_the_base_judges_for_models_that_read_other_inputs(
    here: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    outdated = packing.load(bundle_bytes, packing.sha256_of(bundle_bytes))
    data = packing.dump(replace(outdated, schema_hash="of another release"))
    row = own(here.files, tenant.merchant_id, data)
    version = row.version
    with pytest.raises(ModelUnavailable, match="this release does not make"):
        registry.promote(here, tenant.merchant_id, version, "it is ours")
    db.session.rollback()
    table.activate(registry.found(tenant.merchant_id, version))
    db.session.commit()
    assert here.arms(tenant.merchant_id).champion.scorer is here.active()
    assert retirement.retire_outdated() == [version]
    assert retirement.retire_outdated() == []
    tenancy.bind(tenant.merchant_id)
    assert table.own_active(tenant.merchant_id) is None
    assert here.version(version).feature_names == outdated.feature_names
