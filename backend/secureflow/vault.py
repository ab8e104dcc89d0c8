"""What the server's own secret does: seals what must be read again, signs what must be known again.

An extension like the others: made once in ``extensions.py``, configured by ``create_app``.
"""

import base64
import hmac
from functools import cached_property, lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app

KEY_BYTES = 32


class CannotOpen(Exception):
    """What was sealed is damaged, or was sealed with a secret that is no longer kept."""


class Secrets:
    """The secrets of one app, newest first; keys for each purpose by HKDF (RFC 5869)."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets

    @cached_property
    def fernet(self) -> MultiFernet:
        """Seals with the newest secret and opens with any."""
        keys = (derived(secret, "seal") for secret in self._secrets)
        return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])

    @cached_property
    def newest(self) -> Fernet:
        """Seals and opens with the newest secret alone."""
        return Fernet(base64.urlsafe_b64encode(self.key("seal")))

    def key(self, purpose: str) -> bytes:
        """Return the newest secret's key for a purpose."""
        return derived(self._secrets[0], purpose)


class Vault:
    """Seals and signs with the secrets of the app that answers; each vault has its own."""

    def __init__(self, name: str = "vault") -> None:
        self._name = f"secureflow_{name}"

    def init_app(self, app: Flask, secret: str, previous: tuple[str, ...] = ()) -> None:
        """Use these secrets for an app; what the previous ones sealed can still be opened."""
        app.extensions[self._name] = Secrets((secret, *previous))

    def seal(self, text: str) -> str:
        """Return ``text`` encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
        return self._here.fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return what was sealed; raise CannotOpen where it is damaged or of an unknown secret."""
        try:
            return self._here.fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise CannotOpen("This was sealed with another secret, or is damaged.") from error

    def resealed(self, sealed: str) -> str | None:
        """Return the same text sealed with the newest secret, None where it is that already.

        Raises CannotOpen like ``open``.
        """
        try:
            self._here.newest.decrypt(sealed.encode())
        except InvalidToken:
            return self.seal(self.open(sealed))
        return None

    def sign(self, purpose: str, text: str) -> str:
        """Return HMAC-SHA256 of ``text`` in hex, with a key of its own for each purpose."""
        return hmac.new(self._here.key(purpose), text.encode(), sha256).hexdigest()

    def key(self, purpose: str) -> bytes:
        """Return the newest secret's key of 32 bytes for a purpose."""
        return self._here.key(purpose)

    @property
    def _here(self) -> Secrets:
        found: Secrets = current_app.extensions[self._name]
        return found


@lru_cache(maxsize=1_024)
def derived(secret: str, purpose: str) -> bytes:
    """Return the key of 32 bytes for a purpose, from a secret of any length."""
    info = f"secureflow {purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret.encode())
