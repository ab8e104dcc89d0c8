"""One client floods, another goes on scoring: through nginx, as deployed. `make flood`."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from statistics import quantiles
from typing import Any

import flask_migrate

from secureflow.app import create_app
from secureflow.extensions import db
from secureflow.infra import embedded
from secureflow.services import accounts, keys, registry, training
from secureflow.services.keys import Wanted
from tests.bench.paced import Outcome, Pace
from tests.deploy.nginx import running as nginx
from tests.deploy.served import gunicorn

ROOT = Path(__file__).resolve().parents[2]
FLOOD, QUIET = "127.0.0.2", "127.0.0.3"
SECONDS, FLOODED, STEADY = 30.0, 300.0, 20.0
WARM_SECONDS, START_SECONDS = 5.0, 3.0
AIM = 2.0
PAYMENT = (
    '{"amount":"812.40","merchant_category":"electronics","customer":"c-{number}",'
    '"card":"tok_{number}","country":"GB","hour":3}'
)
LOGIN = '{"email":"nobody{number}@shop.example","password":"guess {number}"}'


def key_of(name: str) -> str:
    """Return a key of a new merchant."""
    merchant = accounts.create_merchant(name, "USD", "Europe/London")
    return keys.create(merchant.id, Wanted("till", ["score"])).secret


def start(pace: Pace) -> "subprocess.Popen[str]":
    """Start a client in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.paced"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(pace)))
    process.stdin.close()
    return process


def end(process: "subprocess.Popen[str]") -> Outcome:
    """Return what a client got."""
    assert process.stdout is not None
    found = Outcome(**json.loads(process.stdout.read()))
    process.wait(60)
    return found


def p99(outcome: Outcome) -> float:
    """Return the 99th percentile in milliseconds."""
    return quantiles(outcome.latencies, n=100)[98] * 1_000


def measured(port: int, quiet_key: str, flood_key: str) -> dict[str, Any]:
    """Return the quiet client's figures alone and beside the floods, and what those got."""

    def quiet(seconds: float, begins_at: float) -> Pace:
        return Pace(port, QUIET, "/api/predict", quiet_key, PAYMENT, STEADY, seconds, 2, begins_at)

    end(start(quiet(WARM_SECONDS, 0.0)))
    alone = end(start(quiet(SECONDS, time.time() + START_SECONDS)))
    together = time.time() + START_SECONDS
    clients = [
        start(Pace(port, FLOOD, path, key, body, FLOODED, SECONDS, 48, together))
        for path, key, body in (
            ("/api/predict", flood_key, PAYMENT),
            ("/api/auth/login", "", LOGIN),
        )
    ]
    beside = end(start(quiet(SECONDS, together)))
    scoring, login = map(end, clients)
    return {
        "quiet": {
            "alone_p50_ms": round(quantiles(alone.latencies, n=2)[0] * 1_000, 1),
            "beside_p50_ms": round(quantiles(beside.latencies, n=2)[0] * 1_000, 1),
            "alone_p99_ms": round(p99(alone), 1),
            "beside_p99_ms": round(p99(beside), 1),
            "ratio": round(p99(beside) / p99(alone), 2),
            "aim": AIM,
            "alone": alone.statuses,
            "beside": beside.statuses,
        },
        "scoring_flood": dict(Counter(scoring.statuses)),
        "login_flood": dict(Counter(login.statuses)),
    }


def main() -> None:
    """Print the figures as JSON; what was started is stopped, and nothing of it is kept."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-flood-"))
    try:
        with embedded.postgres(folder / "postgres") as url:
            settings = {
                "DATABASE_URL": url,
                "JWT_SECRET": "a secret of the bench, long enough to be one",
                "SECUREFLOW_DATA": str(folder / "data"),
                "TRUSTED_PROXIES": "1",
                "LOG_LEVEL": "WARNING",
            }
            with create_app(settings).app_context() as context:
                flask_migrate.upgrade()
                here = context.app.extensions["secureflow_models"]
                registry.register(here.files, training.from_simulator().data)
                quiet_key, flood_key = key_of("Quiet"), key_of("Flood")
                db.session.remove()
                db.engine.dispose()
            (folder / "index.html").write_text("")
            with (
                gunicorn(settings, folder / "log") as server,
                nginx(folder / "nginx", server.url, folder) as site,
            ):
                print(json.dumps(measured(site.port, quiet_key, flood_key), indent=2))  # noqa: T201
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
