"""Twenty thousand payments through the API, and through the code of evaluation: are inputs equal?

`python -m tests.bench.replayed`: singles and batches by turns, as bodies of requests; then the
inputs stored with each payment against those that one pass over the same payments gives.
"""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.services import accounts, training, usuals
from secureflow.simulation import simulate
from tests.bench.place import body_of
from tests.bench.stored import ENDS_AT, filled, place

PAYMENTS, BATCH, ALONE = 20_000, 500, 100
"""After each batch so many come one by one."""


def main() -> None:
    """Send, compare and print one JSON object; exits with 1 where an input differs."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-replayed-"))
    found = simulate(payments=PAYMENTS, ends_at=ENDS_AT, seed=7)
    payments = [
        replace(one.transaction, external_id=f"o-{number}") for number, one in enumerate(found)
    ]
    try:
        with embedded.postgres(folder / "postgres") as url, place(url, folder / "data") as app:
            key = filled(app, training.from_simulator().data, [])
            _send(app.test_client(), key, payments)
            caller = accounts.by_key(key)
            models = app.extensions["secureflow_models"]
            base = models.arms(caller.merchant_id).champion.scorer.bundle.usuals
            usual = usuals.snapshot(caller.merchant_id, False, base)
            tenancy.bind(caller.merchant_id)
            rows = db.session.execute(text("SELECT inputs FROM transactions ORDER BY id")).all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    online = np.array([row.inputs for row in rows], dtype=np.float64)
    offline = Ledger().inputs(columns_of(payments), usual)
    same_nan = bool((np.isnan(online) == np.isnan(offline)).all())
    scale = np.maximum(np.abs(offline), 1.0)
    worst = float(np.nanmax(np.abs(online - offline) / scale))
    is_same = same_nan and worst <= 1e-9
    print(  # noqa: T201
        json.dumps(
            {"payments": len(rows), "inputs": online.shape[1], "worst": worst, "ok": is_same}
        )
    )
    raise SystemExit(0 if is_same else 1)


def _send(client: Any, key: str, payments: list[Transaction]) -> None:
    bodies = [{**body_of(one), "external_id": one.external_id} for one in payments]
    headers, at = {"X-API-Key": key}, 0
    while at < len(bodies):
        some = bodies[at : at + BATCH]
        answers = [client.post("/api/predict-batch", json={"transactions": some}, headers=headers)]
        at += BATCH
        for body in bodies[at : at + ALONE]:
            answers.append(client.post("/api/predict", json=body, headers=headers))
        at += ALONE
        for answer in answers:
            if answer.status_code != 200:
                raise RuntimeError(answer.get_data(as_text=True))


if __name__ == "__main__":
    main()
