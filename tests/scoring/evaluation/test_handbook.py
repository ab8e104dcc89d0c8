"""The product's windows give the published figures of the Fraud Detection Handbook."""

import os
from pathlib import Path

import pytest

from tests.bench.handbook import PUBLISHED, reproduce

SHARED = Path(os.environ.get("SECUREFLOW_SHARED", Path(__file__).parents[4] / "shared"))
FILE = SHARED / "data" / "handbook_dev.parquet"


@pytest.mark.skipif(not FILE.is_file(), reason=f"{FILE} is not here; set SECUREFLOW_SHARED")
def test_the_published_figures_are_reproduced() -> None:
    found = reproduce(FILE)
    assert round(found.roc_auc, 3) == PUBLISHED.roc_auc
    assert round(found.average_precision, 3) == PUBLISHED.average_precision
    assert round(found.card_precision, 3) == PUBLISHED.card_precision
