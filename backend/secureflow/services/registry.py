"""The registry: models come in, become champion for a reason, and go back in one call."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secureflow.db import model_arms, model_changes, models, tenancy
from secureflow.db.model_changes import ChangeKind, ModelChangeRow
from secureflow.db.models import ModelKind, ModelVersionRow
from secureflow.errors import Conflict, NotFound
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring.model import packing
from secureflow.scoring.model.bundle import Bundle
from secureflow.services import audit, events
from secureflow.services.models import Models


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose model it is (None: the platform's), why it was made, and of what where of another.

    ``by``: who asked for it, where somebody else did than who registers it.
    """

    merchant_id: int | None
    reason: str
    kind: ModelKind = "trained"
    parent: str | None = None
    by: str | None = None


def add(files: BundleFiles, data: bytes, origin: Origin) -> ModelVersionRow:
    """Return a bundle's registered version, in force nowhere yet and committing nothing.

    The same bytes register once. NotReady where the object store does not take them.
    """
    bundle = packing.load(data, packing.sha256_of(data))
    version = packing.version_name(bundle, data)
    known = models.by_version(version)
    if known is not None:
        return known
    files.write(version, data)
    row = ModelVersionRow(
        merchant_id=origin.merchant_id,
        version=version,
        sha256=packing.sha256_of(data),
        size=len(data),
        is_active=False,
        bundle=data if len(data) <= packing.MAX_BUNDLE_BYTES else None,
        created_by=origin.by or tenancy.actor().name,
        reason=origin.reason,
        kind=origin.kind,
        parent=origin.parent,
        **_described(bundle),
    )
    return models.add(row)


def _described(bundle: Bundle) -> dict[str, Any]:
    """Return what a bundle says of itself, in the columns of the registry."""
    known = bundle.metrics
    return {
        "created_at": bundle.created_at,
        "trained_on": bundle.trained_on,
        "metrics": {**known, "has_probability": bundle.probability is not None},
        "feature_names": list(bundle.feature_names),
        "schema_hash": bundle.schema_hash,
        "parameters": dict(bundle.parameters),
        "libraries": dict(bundle.versions),
        "importance": dict(bundle.importance),
        "rows": known.get("rows"),
        "data_from": _moment(known.get("first_payment_at")),
        "data_until": _moment(known.get("last_payment_at")),
        "labels": {
            "fraud": known.get("frauds", 0),
            "legitimate": known.get("legitimate", 0),
            "reviewed": known.get("reviewed", 0),
            "reported": known.get("reported", 0),
        },
    }


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def register(
    files: BundleFiles, data: bytes, reason: str = "the model of this release"
) -> ModelVersionRow:
    """Return the bundle's registered version, made the base model in force."""
    # A base model belongs to no merchant, so only work done for all of them may write it.
    with tenancy.across_merchants():
        row = add(files, data, Origin(None, reason))
        before = models.active()
        if before is not row:
            change(None, "promoted", row.version, _name(before), reason)
            models.activate(row)
    db.session.commit()
    return row


def promote(
    here: Models,
    merchant_id: int | None,
    version: str,
    reason: str,
    gate: dict[str, Any] | None = None,
) -> ModelVersionRow:
    """Make a version the champion of a merchant, or for None the base model, and return it.

    Of the platform's models a merchant can take the one in force alone, which it then follows.
    ``gate`` is what was found before. Raises NotFound for a version out of sight, Conflict for
    the champion itself, and ModelUnavailable where it cannot be loaded.
    """
    with _owning(merchant_id):
        model_changes.lock()
        row = found(merchant_id, version)
        before = models.own_active(merchant_id)
        champion = before or models.active()
        if champion is not None and champion.id == row.id:
            raise Conflict(f"{version} is the champion already.", field="version")
        if row.merchant_id != merchant_id and not row.is_active:
            raise Conflict(
                f"{version} is a base model that is not in force.",
                field="version",
                fix="The platform's operator decides which base model is.",
            )
        here.ready(version)
        to = version if row.merchant_id == merchant_id else None
        change(merchant_id, "promoted", to, _name(before), reason, gate=gate)
        _put_in_force(merchant_id, row if to else None)
        _end_challenge(merchant_id, row)
    db.session.commit()
    return row


def roll_back(here: Models, merchant_id: int | None, reason: str) -> ModelVersionRow:
    """Put the champion before this one back, and return it; Conflict where there was none."""
    with _owning(merchant_id):
        model_changes.lock()
        known, version = way_back(merchant_id)
        if not known:
            raise Conflict(
                "There is no champion before this one.", fix="Promote the model that you want."
            )
        before = models.own_active(merchant_id)
        row = None if version is None else found(merchant_id, version)
        if version is not None:
            here.ready(version)
        change(merchant_id, "rolled_back", version, _name(before), reason)
        _put_in_force(merchant_id, row)
        now = row or models.active()
        if now is None:
            raise NotFound("No base model is in force.")
        _end_challenge(merchant_id, now)
    db.session.commit()
    return now


def way_back(merchant_id: int | None) -> tuple[bool, str | None]:
    """Return whether there is a champion to go back to, and its version; None is the base model.

    Going back twice goes back two champions, not there and back again.
    """
    champions: list[str | None] = []
    for change in model_changes.champions(merchant_id):
        if not champions:
            champions.append(change.before)
        if change.kind == "promoted":
            champions.append(change.version)
        else:
            champions.pop()
    if len(champions) < 2 or (merchant_id is None and champions[-2] is None):
        return False, None
    return True, champions[-2]


def found(merchant_id: int | None, version: str) -> ModelVersionRow:
    """Return a version that a merchant may use, or for None a base model; else NotFound."""
    row = models.by_version(version)
    if row is None or row.merchant_id not in (None, merchant_id):
        raise NotFound(f"There is no model {version}.", field="version")
    return row


def _name(row: ModelVersionRow | None) -> str | None:
    return None if row is None else row.version


def _owning(merchant_id: int | None) -> AbstractContextManager[None]:
    """Write what belongs to no merchant inside, where that is what changes."""
    return tenancy.across_merchants() if merchant_id is None else nullcontext()


def _put_in_force(merchant_id: int | None, row: ModelVersionRow | None) -> None:
    if row is None:
        models.deactivate(merchant_id)
    else:
        models.activate(row)


def _end_challenge(merchant_id: int | None, champion: ModelVersionRow) -> None:
    """Take a champion out of the challengers: nothing is learned of it beside itself."""
    arm = None if merchant_id is None else model_arms.one(merchant_id, champion.id)
    if arm is not None:
        model_arms.remove(arm)


def change(
    merchant_id: int | None,
    kind: ChangeKind,
    version: str | None,
    before: str | None,
    reason: str,
    *,
    share: float | None = None,
    gate: dict[str, Any] | None = None,
) -> None:
    """Record a change for people, for other processes and for the way back."""
    model_changes.lock()
    model_changes.add(
        ModelChangeRow(
            merchant_id=merchant_id,
            kind=kind,
            version=version,
            before=before,
            share=share,
            reason=reason,
            gate=gate,
            created_by=tenancy.actor().name,
        )
    )
    if merchant_id is not None:
        events.publish(merchant_id, None, "model.changed", {"kind": kind, "version": version})
    passed = None if gate is None else {"gate_passed": gate["passed"]}
    audit.record(
        f"model.{kind}",
        f"model:{version or 'base'}",
        before=None if before is None else {"version": before},
        after={"version": version, "reason": reason, "share": share} | (passed or {}),
    )
