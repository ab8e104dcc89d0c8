"""Payments by the thousand: a file through the service, against a bare COPY of what it stored."""

import csv
import io
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.simulation import simulate
from tests.bench.load import HOST
from tests.bench.place import ENDS_AT, Place
from tests.bench.rounds import Ratio, ratio
from tests.bench.serving import Service, running, wait

ROUNDS = 3
ROWS, FEW_ROWS = 40_000, 4_000
BOUNDARY = "bench"
COLUMNS = (
    "external_id",
    "amount",
    "currency",
    "occurred_at",
    "merchant_category",
    "transaction_type",
    "customer",
    "card",
    "device",
    "terminal",
    "ip",
    "email",
    "country",
    "customer_created_at",
)


@dataclass(frozen=True, slots=True)
class Bulk:
    """Rows a second of a file with everything and of a bare COPY of the same rows, by turns.

    ``grown`` is by how many MB the highest use of memory of a worker rose, from a file of
    ``FEW_ROWS`` to one of ``ROWS``, of which each has as many bytes as ``file_megabytes`` says.
    """

    file: float
    copied: float
    share: Ratio
    grown: float
    file_megabytes: float


def measure(place: Place) -> Bulk:
    """Return how quick a file is, and what it holds in memory."""
    payments = [
        one.transaction for one in simulate(payments=ROWS, ends_at=ENDS_AT, seed=5, days=30)
    ]
    files, copies = [], []
    with running(place, "b") as service:
        wait(service)
        _send(service, payments[:FEW_ROWS], "warm")
        before = _highest(service)
        size = 0
        for turn in range(ROUNDS):
            seconds, size, upload_id = _send(service, payments, f"file{turn}")
            files.append(len(payments) / seconds)
            copies.append(_copied(upload_id))
        grown = _highest(service) - before
    return Bulk(median(files), median(copies), ratio(files, copies), grown, size / 1e6)


def _send(service: Service, payments: Sequence[Transaction], name: str) -> tuple[float, int, int]:
    """Return seconds that a file took, its bytes and its number."""
    text_file = io.StringIO()
    writer = csv.writer(text_file)
    writer.writerow(COLUMNS)
    for number, tx in enumerate(payments):
        cells = (getattr(tx, column) for column in COLUMNS[1:])
        writer.writerow([f"{name}-{number}", *("" if cell is None else cell for cell in cells)])
    content = text_file.getvalue().encode()
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}.csv"'
    opening, closing = f"--{BOUNDARY}\r\n{disposition}\r\n\r\n", f"\r\n--{BOUNDARY}--\r\n"
    body = opening.encode() + content + closing.encode()
    request = Request(
        f"http://{HOST}:{service.port}/api/uploads/score",
        body,
        {
            "X-API-Key": service.place.key,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        },
    )
    started = time.perf_counter()
    with urlopen(request) as answer:
        found = json.load(answer)
    seconds = time.perf_counter() - started
    if found["scored"] != len(payments):
        raise RuntimeError(f"only {found['scored']} rows were scored")
    return seconds, len(content), int(found["id"])


def _copied(upload_id: int) -> float:
    """Return rows a second of a COPY of the rows of a file into a table with but a primary key."""
    connection: Any = db.engine.raw_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_copy")
            cursor.execute("CREATE TABLE bench_copy (LIKE transactions)")
            cursor.execute("ALTER TABLE bench_copy ADD PRIMARY KEY (id)")
            cursor.execute("ALTER TABLE bench_copy RENAME COLUMN merchant_id TO merchant")
            rows = io.StringIO()
            cursor.copy_expert(
                "COPY (SELECT payment.* FROM transactions AS payment "
                "JOIN upload_lines AS line ON line.transaction_id = payment.id "
                f"WHERE line.upload_id = {upload_id:d} ORDER BY payment.id) TO STDOUT",
                rows,
            )
            connection.commit()
            rows.seek(0)
            started = time.perf_counter()
            cursor.copy_expert("COPY bench_copy FROM STDIN", rows)
            connection.commit()
            seconds = time.perf_counter() - started
            copied = float(cursor.rowcount)
            cursor.execute("DROP TABLE bench_copy")
            connection.commit()
    finally:
        connection.close()
    return copied / seconds


def _highest(service: Service) -> float:
    """Return the most memory that any worker held so far, in MB."""
    return max(
        int(line.split()[1]) * 1024 / 1e6
        for pid in service.workers()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM:")
    )
