"""/api/keys: what clients call with, for those who manage it."""

from datetime import timedelta
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.keys import Key, KeyList, KeyRequest, RotateRequest
from secureflow.db import keys as table
from secureflow.db.accounts import Caller
from secureflow.db.keys import ApiKeyRow
from secureflow.errors import NotFound
from secureflow.services import keys as service
from secureflow.services.keys import NewKey, Wanted

SHOWN = (
    "id",
    "name",
    "prefix",
    "scopes",
    "allowed_addresses",
    "created_at",
    "created_by",
    "expires_at",
    "last_used_at",
    "revoked_at",
    "replaced_by",
)


@api.output(KeyList)
def list_keys() -> dict[str, Any]:
    """List all keys of the merchant, those in force first.

    To people test keys come with their secret, which opens nothing but test payments.
    """
    who = caller()
    rows = table.of_merchant(who.merchant_id)
    return {"items": [_shown(row, _readable(who, row)) for row in rows]}


@api.input(KeyRequest, arg_name="body")
@api.output(Key, status_code=201)
def create_key(body: KeyRequest) -> dict[str, Any]:
    """Make a key. The secret of a live key is in this answer and can never be had again."""
    wanted = Wanted(
        body.name, body.scopes, body.mode == "test", body.allowed_addresses, body.expires_at
    )
    return _made(service.create(caller().merchant_id, wanted))


@api.input(RotateRequest, arg_name="body")
@api.output(Key, status_code=201)
def rotate_key(key_id: int, body: RotateRequest) -> dict[str, Any]:
    """Make a key that follows this one, which works on for the overlap.

    The new key has the same name, mode, scopes and limits. A key rotates itself alone.
    """
    _need_own(key_id)
    overlap = timedelta(hours=body.overlap_hours)
    return _made(service.rotate(caller().merchant_id, key_id, overlap))


@api.output({}, status_code=204)
def revoke_key(key_id: int) -> str:
    """End a key now. What it did stays; calls with it are refused from here on.

    A key ends itself alone.
    """
    _need_own(key_id)
    service.revoke(caller().merchant_id, key_id)
    return ""


def _made(key: NewKey) -> dict[str, Any]:
    return _shown(key.row, key.secret)


def _need_own(key_id: int) -> None:
    """Raise NotFound where a key asks for another key: it may manage, not multiply."""
    who = caller()
    if who.kind == "key" and who.id != key_id:
        raise NotFound(
            f"There is no key {key_id} that this key may change.",
            field="key_id",
            fix="Sign in as an admin to change other keys.",
        )


def _readable(who: Caller, row: ApiKeyRow) -> str | None:
    return service.secret_of(row) if who.kind == "user" else None


def _shown(row: ApiKeyRow, secret: str | None) -> dict[str, Any]:
    mode = "test" if row.is_test else "live"
    return {name: getattr(row, name) for name in SHOWN} | {"mode": mode, "secret": secret}
