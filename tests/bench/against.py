"""What a change costs: `/api/predict` of this checkout and of another, by turns in one run.

`python -m tests.bench.against OTHER` prints the requests a second of both and their ratio. Each has
a database of its own on one server, made by its own commands.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket
from statistics import median
from urllib.request import urlopen

from secureflow.infra import embedded
from tests.bench.load import HOLE, HOST, Plan, Tally

HERE = Path(__file__).resolve().parents[2]
ROUNDS = 9
SECONDS, WARM_SECONDS = 2.5, 4.0
CONNECTIONS = (1, 8)
PAYMENTS = 3_000
LIMITS = dict.fromkeys(
    ("RATE_LIMIT_PREDICT", "RATE_LIMIT_ADDRESS", "RATE_LIMIT_BATCH"), "1000000/minute"
)


@dataclass
class Side:
    """One checkout's service: where it listens, its key, and the next number of a payment."""

    name: str
    port: int
    key: str
    bodies: Path
    next_number: int

    def load(self, connections: int, seconds: float) -> Tally:
        """Return what a load came to; RuntimeError when anything but a 200 came back."""
        plan = Plan(
            self.port, "/api/predict", self.key, connections, seconds, 1_000_000, self.next_number
        )
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.load", str(self.bodies)],
            input=json.dumps(asdict(plan)),
            stdout=subprocess.PIPE,
            cwd=HERE,
            text=True,
            check=True,
        )
        tally = Tally(**json.loads(done.stdout))
        if tally.refused:
            raise RuntimeError(f"{self.name}: {tally.refused} answers were no 200")
        self.next_number += len(tally.latencies)
        return tally


@contextmanager
def side(name: str, checkout: Path, server: str, folder: Path) -> Iterator[Side]:
    """Yield a checkout's service on a database of its own, filled by its own demo."""
    database, data = f"bench_{name}", folder / name
    psql(server, f"CREATE DATABASE {database}")
    environment = os.environ | {
        "DATABASE_URL": server.replace("/postgres?", f"/{database}?"),
        "JWT_SECRET": "a secret of the bench, long enough to be one",
        "AUDIT_SECRET": "another secret of the bench, long enough too",
        "SECUREFLOW_DATA": str(data),
        "PYTHONPATH": str(checkout / "backend"),
        **LIMITS,
    }

    def command(*words: str) -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-m", "secureflow.cli", *words, "--json"],
            env=environment,
            cwd=checkout / "backend",
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        answer: dict[str, object] = json.loads(done.stdout)
        return answer

    command("migrate")
    command("train", "--from", "simulator")
    merchant = str(command("create-merchant", "Bench")["merchant"])
    key = str(command("create-key", "--merchant", merchant, "--name", "bench")["key"])
    port = free_port()
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}"],
            env=environment,
            cwd=checkout / "backend",
            stdout=log,
            stderr=log,
        )
    try:
        wait(port)
        yield Side(name, port, key, folder / "bodies", 0)
    finally:
        process.terminate()
        process.wait(60)


def psql(server: str, statement: str) -> None:
    """Run a statement as the server's owner."""
    from sqlalchemy import create_engine, text

    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait(port: int) -> None:
    """Return when the service is ready; URLError after a minute."""
    import time

    for attempt in range(300):
        try:
            with urlopen(f"http://{HOST}:{port}/api/health/ready", timeout=5):
                return
        except OSError:
            if attempt == 299:
                raise
            time.sleep(0.2)


def bodies(number: int) -> str:
    """Return payments as a checkout sends them, one to a line."""
    rows = (
        {
            "amount": f"{10 + turn % 400}.{turn % 100:02d}",
            "hour": turn % 24,
            "day_of_week": turn % 7,
            "merchant_category": ("grocery", "electronics", "travel")[turn % 3],
            "transaction_type": "online",
            "customer": f"cus_{turn % 500}",
            "country": "US",
            "external_id": HOLE.decode(),
        }
        for turn in range(number)
    )
    return "\n".join(json.dumps(row) for row in rows)


def main(other: Path) -> None:
    """Print both rates and the ratio, the middle of the rounds with the lowest and highest."""
    with tempfile.TemporaryDirectory(prefix="secureflow-against-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "bodies").write_text(bodies(PAYMENTS))
        server = stack.enter_context(embedded.postgres(folder / "postgres"))
        sides = [
            stack.enter_context(side(label, checkout, server, folder))
            for label, checkout in (("before", other), ("after", HERE))
        ]
        for one in sides:
            one.load(max(CONNECTIONS), WARM_SECONDS)
        for connections in CONNECTIONS:
            rates: list[tuple[float, ...]] = []
            for turn in range(ROUNDS):
                order = sides if turn % 2 == 0 else sides[::-1]
                found = {one.name: one.load(connections, SECONDS).rate for one in order}
                rates.append((found["before"], found["after"]))
            ratios = [after / before for before, after in rates]
            before, after = (median(column) for column in zip(*rates, strict=True))
            print(  # noqa: T201
                f"{connections} connections: before {before:.0f}/s, after {after:.0f}/s, "
                f"ratio {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
