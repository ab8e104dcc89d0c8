"""/api/sample-data: made-up payments among the test data, and how they are removed again."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.sample_data import SampleData
from secureflow.db import sample_data as table
from secureflow.db.sample_data import SampleDataRow
from secureflow.services import sample_data as service

NONE = {"state": "none", "done": 0, "total": 0}


@api.output(SampleData)
def get_sample_data() -> dict[str, Any]:
    """Return whether there are made-up payments among your test data."""
    row = table.of(caller().merchant_id)
    return NONE if row is None else _shown(row)


@api.output(SampleData, status_code=202)
def make_sample_data() -> dict[str, Any]:
    """Have 2,000 made-up payments of the last four weeks judged as test data, by a job.

    Their `data_source` is `sample`. While they are made or there it changes nothing; the event
    `job.progress` says how far it is. While they are being removed it is a 409.
    """
    return _shown(service.ask(caller()))


@api.output(SampleData, status_code=202)
def remove_sample_data() -> dict[str, Any]:
    """Have the made-up payments removed with all that was made of them, by a job.

    Test payments of your own stay. While they are being made none is stored.
    """
    return _shown(service.ask_removal(caller()))


def _shown(row: SampleDataRow) -> dict[str, Any]:
    return {"state": row.state, "done": row.done, "total": row.total}
