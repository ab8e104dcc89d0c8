"""Sealing and signing with the server's secret."""

import pytest
from flask import Flask

from secureflow.vault import CannotOpen, Vault

OLD, NEW = "an old secret of at least 32 characters", "a new secret of at least 32 characters"


def opened(sealed: str, secret: str, previous: tuple[str, ...] = ()) -> str:
    app, vault = Flask("test"), Vault()
    vault.init_app(app, secret, previous)
    with app.app_context():
        return vault.open(sealed)


@pytest.fixture
def sealed() -> str:
    app, vault = Flask("test"), Vault()
    vault.init_app(app, OLD)
    with app.app_context():
        return vault.seal("sf_test_secret")


def test_what_was_sealed_is_opened_and_not_readable(sealed: str) -> None:
    assert "secret" not in sealed
    assert opened(sealed, OLD) == "sf_test_secret"


def test_a_previous_secret_still_opens(sealed: str) -> None:
    assert opened(sealed, NEW, (OLD,)) == "sf_test_secret"


def test_what_a_previous_secret_sealed_is_sealed_anew(sealed: str) -> None:
    app, vault = Flask("test"), Vault()
    vault.init_app(app, NEW, (OLD,))
    with app.app_context():
        renewed = vault.resealed(sealed)
        assert renewed is not None
        assert vault.resealed(renewed) is None
    assert opened(renewed, NEW) == "sf_test_secret"


def test_another_secret_or_a_changed_text_does_not(sealed: str) -> None:
    for text, secret in ((sealed, NEW), (sealed[:-8] + "AAAAAAA=", OLD), ("rubbish", OLD)):
        with pytest.raises(CannotOpen):
            opened(text, secret)


def test_each_purpose_signs_with_a_key_of_its_own() -> None:
    app, vault = Flask("test"), Vault()
    vault.init_app(app, OLD)
    with app.app_context():
        assert vault.sign("a", "text") == vault.sign("a", "text")
        assert vault.sign("a", "text") != vault.sign("b", "text")
