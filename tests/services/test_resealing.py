"""A secret of the server can go once everything it sealed is sealed anew."""

import secrets

from apiflask import APIFlask

from secureflow.app import create_app
from secureflow.extensions import db
from secureflow.services import resealing
from tests.api.browser import Browser, shown, signed_in, stored, with_second_factor
from tests.conftest import Tenant, make_tenant

OLD, NEW = secrets.token_hex(32), secrets.token_hex(32)


def served(settings: dict[str, str], secret: str, previous: str = "") -> APIFlask:
    return create_app(settings | {"JWT_SECRET": secret, "JWT_PREVIOUS_SECRETS": previous})


def sealed() -> set[str]:
    rows = stored(
        "SELECT sealed_secret FROM second_factors UNION SELECT sealed_secret FROM api_keys "
        "WHERE sealed_secret IS NOT NULL"
    )
    return {row.sealed_secret for row in rows}


def test_nobody_is_locked_out_by_a_new_secret(app: APIFlask, settings: dict[str, str]) -> None:
    with served(settings, OLD).app_context():
        tenants = [make_tenant(name) for name in ("Contoso", "Fabrikam")]
        db.engine.dispose()
    before = served(settings, OLD)
    with before.app_context():
        totps = [with_second_factor(signed_in(before, one), one)[0] for one in tenants]
        db.engine.dispose()
    old = sealed()
    assert len(old) == 4, "a second factor and a test key of each"
    with served(settings, NEW, OLD).app_context():
        resealing.reseal()
        renewed = sealed()
        assert not renewed & old
        resealing.reseal()
        assert sealed() == renewed, "what is sealed with the newest is left alone"
        db.engine.dispose()
    after = served(settings, NEW)
    with after.app_context():
        for tenant, totp in zip(tenants, totps, strict=True):
            assert Browser(after).sign_in(tenant, code=shown(totp, 1)).status_code == 200
        db.engine.dispose()


def test_what_no_secret_opens_stays_as_it_is(
    app: APIFlask, tenant: Tenant, settings: dict[str, str]
) -> None:
    lost = sealed()
    with served(settings, NEW).app_context():
        resealing.reseal()
        db.engine.dispose()
    assert sealed() == lost
