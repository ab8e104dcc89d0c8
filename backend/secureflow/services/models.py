"""The model in force: registered, checked, loaded once per process on first need."""

import threading
import time
from dataclasses import dataclass, field

from secureflow.db import models, tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.errors import ModelUnavailable
from secureflow.extensions import db
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring import bundle as bundles
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.scorer import Scorer
from secureflow.services import audit

RECHECK_SECONDS = 5.0
KEPT_SCORERS = 4


@dataclass
class Models:
    """The scorers of one process; safe under threads, and holding nothing before first need."""

    files: BundleFiles
    _scorers: dict[str, Scorer] = field(default_factory=dict)
    _active: Scorer | None = None
    _checked_at: float = float("-inf")
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def active(self) -> Scorer:
        """Return the scorer in force; ModelUnavailable says which command makes one.

        Another version that became active is noticed within five seconds.
        """
        current = self._active
        if current is not None and time.monotonic() - self._checked_at < RECHECK_SECONDS:
            return current
        with self._lock:
            row = models.active()
            if row is None:
                raise ModelUnavailable("No model is registered.")
            self._active = self._scorer(row)
            self._checked_at = time.monotonic()
            return self._active

    def version(self, version: str) -> Scorer:
        """Return the scorer of a stored payment, to explain it by the model that judged it."""
        with self._lock:
            known = self._scorers.get(version)
            if known is not None:
                return known
            row = models.by_version(version)
            if row is None:
                raise ModelUnavailable(f"Model {version} is not registered any more.")
            return self._scorer(row)

    def _scorer(self, row: ModelVersionRow) -> Scorer:
        scorer = self._scorers.get(row.version)
        if scorer is None:
            data = self.files.read(row.version) or self._from_database(row)
            scorer = Scorer(bundles.load(data, row.sha256), row.version)
            while len(self._scorers) >= KEPT_SCORERS:
                self._scorers.pop(next(iter(self._scorers)))
            self._scorers[row.version] = scorer
        return scorer

    def _from_database(self, row: ModelVersionRow) -> bytes:
        if row.bundle is None:
            raise ModelUnavailable(
                f"The file of model {row.version} is not in {self.files.folder}, and it is too "
                "large to be kept in the database."
            )
        self.files.write(row.version, row.bundle)
        return row.bundle


def register(files: BundleFiles, data: bytes) -> ModelVersionRow:
    """Return the bundle's registered version, made active; the same bytes register once."""
    bundle: Bundle = bundles.load(data, bundles.sha256_of(data))
    version = bundles.version_name(data)
    files.write(version, data)
    row = models.by_version(version) or ModelVersionRow(
        version=version,
        sha256=bundles.sha256_of(data),
        size=len(data),
        trained_on=bundle.trained_on,
        metrics=bundle.metrics,
        is_active=False,
        bundle=data if len(data) <= bundles.MAX_BUNDLE_BYTES else None,
    )
    # A base model belongs to no merchant, so only work done for all of them may write it.
    with tenancy.across_merchants():
        before = models.active()
        models.activate(row)
        audit.record(
            "model.activated",
            f"model:{version}",
            before=None if before is None else {"version": before.version},
            after={"trained_on": row.trained_on, "sha256": row.sha256},
        )
    db.session.commit()
    return row
