"""The models in force, as this process has them: loaded aside, exchanged without a pause."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from secureflow.db import model_arms, model_changes, models, tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.errors import BundleDrift, ModelUnavailable
from secureflow.infra.bundles import BundleFiles
from secureflow.infra.logs import log
from secureflow.scoring.scorer import Scorer
from secureflow.services.arms import Arm, Arms, Part
from secureflow.services.bundles import bundle_of

RECHECK_SECONDS = 2.0
"""After so long the next request has somebody look for changes, and goes on with what is here."""
LATEST_SECONDS = 4.0
"""After so long, in a process that was idle, a request looks for itself before it is judged."""
KEPT_SCORERS = 16
KEPT_MERCHANTS = 10_000
KEPT_OTHERS = 4
RETRAIN = "Run `secureflow train`, then `secureflow check`."


@dataclass
class Models:
    """The scorers of one process; safe under threads, and holding nothing before first need.

    ``context`` makes the app's context for work beside a request. ``files`` has the bundles.
    """

    files: BundleFiles
    context: Callable[[], AbstractContextManager[Any]] = nullcontext
    _arms: dict[int | None, Arms] = field(default_factory=dict)
    _others: dict[str, Scorer] = field(default_factory=dict)
    _known: int = -1
    _checked_at: float = float("-inf")
    _is_checking: bool = False
    _turns: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)
    """Held for a moment, never while a model is loaded: others wait for it to judge."""
    _refreshing: threading.RLock = field(default_factory=threading.RLock)
    _loading: dict[str, threading.Lock] = field(default_factory=dict)

    def arms(self, merchant_id: int | None) -> Arms:
        """Return a merchant's models; None: the base model in force alone.

        A promotion elsewhere is here within five seconds. ModelUnavailable says which command
        makes a model where there is none.
        """
        age = time.monotonic() - self._checked_at
        if self._is_checking:
            pass  # What changed may take a while to load; until then it is judged as before.
        elif age > LATEST_SECONDS:
            self.refresh()
        elif age > RECHECK_SECONDS:
            self._is_checking = True
            threading.Thread(target=self._refresh_aside, daemon=True).start()
        found = self._arms.get(merchant_id)
        return found if found is not None else self._first(merchant_id)

    def active(self) -> Scorer:
        """Return the scorer of the base model in force."""
        return self.arms(None).champion.scorer

    def version(self, version: str) -> Scorer:
        """Return the scorer of a registered version that the session may see.

        It judges again what it judged once, and what others judged for comparison.
        """
        row = models.by_version(version)
        if row is None:
            raise ModelUnavailable(f"Model {version} is not registered any more.")
        return self._scorer(row)

    def ready(self, version: str) -> Scorer:
        """Return a version's scorer, ready to judge new payments; ModelUnavailable if it cannot."""
        scorer = self.version(version)
        if not scorer.reads_new_payments:
            raise BundleDrift(
                f"Model {version} reads inputs that this release does not make.", fix=RETRAIN
            )
        scorer.warm_up()
        return scorer

    def champions(self) -> tuple[int, list[str]]:
        """Return how many merchants have a champion of their own, and what is wrong with which."""
        damaged = []
        with tenancy.across_merchants():
            rows = models.champions()
            for row in rows:
                try:
                    self.ready(row.version)
                except ModelUnavailable as error:
                    damaged.append(f"merchant {row.merchant_id}: {error.message}")
        return len(rows), damaged

    def refresh(self) -> None:
        """Learn now what was promoted, rolled back, challenged and withdrawn elsewhere.

        A model that cannot be loaded changes nothing: what judged before goes on, and the log
        says so at each try.
        """
        with self._refreshing, self.context(), tenancy.across_merchants():
            latest = model_changes.latest()
            if latest != self._known:
                is_later = 0 <= self._known < latest
                changed = model_changes.changed_since(self._known) if is_later else None
                # Whoever loads from here on loads what has changed, or finds that it has to.
                self._turns += 1
                if self._exchange(changed):
                    self._known = latest
            self._checked_at = time.monotonic()

    def _refresh_aside(self) -> None:
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 -- a thread ends here; the next request tries again
            log.error("models_not_checked", extra={"error": type(error).__name__})
        finally:
            self._is_checking = False

    def _exchange(self, changed: set[int | None] | None) -> bool:
        """Put new arms in the place of those that changed, None for all of them.

        Returns whether all could be loaded.
        """
        is_whole = True
        with self._lock:
            held = set(self._arms)
        whose = held if changed is None else changed & held
        for merchant_id in sorted(whose, key=lambda one: one or 0):
            try:
                loaded = self._loaded(merchant_id)
                with self._lock:
                    self._arms[merchant_id] = loaded
            except (ModelUnavailable, OSError) as error:
                log.error("model_not_loaded", extra={"merchant": merchant_id, "detail": str(error)})
                is_whole = False
        with self._lock:
            base = self._arms.get(None)
            if base is not None and None in whose:
                for merchant_id, arms in list(self._arms.items()):
                    if arms.follows_base:
                        self._arms[merchant_id] = replace(arms, champion=base.champion)
        return is_whole

    def _first(self, merchant_id: int | None) -> Arms:
        while True:
            turn = self._turns
            loaded = self._loaded(merchant_id)
            with self._lock:
                # A refresh meanwhile passed over whom it did not know yet: load what it found.
                if turn == self._turns:
                    base = self._arms.get(None)
                    if loaded.follows_base and base is not None:
                        loaded = replace(loaded, champion=base.champion)
                    found = self._arms.setdefault(merchant_id, loaded)
                    self._make_room(but={None, merchant_id})
                    return found

    def _make_room(self, but: set[int | None]) -> None:
        """Forget the merchants first met, while there are too many of them or of their models."""
        for oldest in [one for one in self._arms if one not in but]:
            versions = {version for arms in self._arms.values() for version in arms.versions()}
            if len(self._arms) <= KEPT_MERCHANTS and len(versions) <= KEPT_SCORERS:
                return
            del self._arms[oldest]

    def _loaded(self, merchant_id: int | None) -> Arms:
        own = models.own_active(merchant_id)
        if merchant_id is None:
            if own is None:
                raise ModelUnavailable("No model is registered.")
            base = Arm("champion", own.version, self.ready(own.version))
            return Arms(None, base, follows_base=False)
        champion = None if own is None else self._champion(own)
        challengers = [
            self._challenger(row, model_arms.parts_of(arm))
            for arm, row in model_arms.of_merchant(merchant_id)
            if arm.share > 0.0
        ]
        return Arms(
            merchant_id,
            champion or (self._arms.get(None) or self._first(None)).champion,
            champion is None,
            tuple(arm for arm in challengers if arm is not None),
        )

    def _champion(self, row: ModelVersionRow) -> Arm | None:
        """Return the arm, None for a model of another release: the base judges instead."""
        try:
            return Arm("champion", row.version, self.ready(row.version))
        except BundleDrift as error:
            log.error("model_outdated", extra={"version": row.version, "detail": error.message})
            return None

    def _challenger(self, row: ModelVersionRow, parts: tuple[Part, ...]) -> Arm | None:
        """Return the arm, None where its model cannot be had: payments are judged without it."""
        try:
            return Arm("challenger", row.version, self.ready(row.version), parts)
        except (ModelUnavailable, OSError) as error:
            log.error("challenger_not_loaded", extra={"version": row.version, "detail": str(error)})
            return None

    def _scorer(self, row: ModelVersionRow) -> Scorer:
        with self._lock:
            found = self._held(row.version)
            if found is not None:
                return found
            one_at_a_time = self._loading.setdefault(row.version, threading.Lock())
        with one_at_a_time:
            with self._lock:
                found = self._held(row.version)
            if found is not None:
                return found
            scorer = Scorer(bundle_of(self.files, row), row.version)
            with self._lock:
                while len(self._others) >= KEPT_OTHERS:
                    self._others.pop(next(iter(self._others)))
                self._others[row.version] = scorer
                self._loading.pop(row.version, None)
            return scorer

    def _held(self, version: str) -> Scorer | None:
        for arms in self._arms.values():
            for arm in (arms.champion, *arms.challengers):
                if arm.version == version:
                    return arm.scorer
        return self._others.get(version)
