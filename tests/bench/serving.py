"""gunicorn as it is deployed, with one of the three services, and what its processes hold."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket

from tests.bench.load import HOST, Plan, Tally, run
from tests.bench.place import Place

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "backend" / "gunicorn.conf.py"
POLL_SECONDS = 0.02
START_SECONDS = 60.0
STOP_SECONDS = 40.0
TREE = {"PYTHONPATH": os.pathsep.join([str(ROOT / "backend"), str(ROOT)])}
APPS = {
    "a": "tests.bench.floor:create_app()",
    "b": "wsgi:app",
    "c": "tests.bench.naive:create_app()",
}


@dataclass
class Service:
    """One running gunicorn; ``numbers`` counts the payments it was sent."""

    place: Place
    process: subprocess.Popen[bytes]
    port: int
    numbers: int

    def load(
        self,
        path: str = "/api/predict",
        *,
        connections: int = 1,
        seconds: float = 120.0,
        most: int = 1_000_000,
        rate: float = 0.0,
    ) -> Tally:
        """Return what a load came to; RuntimeError when anything but a 200 came back.

        With a rate, so many are sent a second, whether the answers are there or not.
        """
        is_batch = path.endswith("batch")
        bodies = self.place.batch if is_batch else self.place.singles
        plan = Plan(self.port, path, self.place.key, connections, seconds, most, self.numbers, rate)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.load", str(bodies)],
            input=json.dumps(asdict(plan)),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | TREE,
            text=True,
            check=True,
        )
        tally = Tally(**json.loads(done.stdout))
        if tally.refused:
            raise RuntimeError(f"{tally.refused} of {len(tally.latencies)} answers were no 200")
        self.numbers += len(tally.latencies) * (1_000 if is_batch else 1)
        return tally

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def megabytes(self) -> tuple[float, float]:
        """Return the proportional set size: of a worker on average, and of all with the master."""
        workers = [pss(pid) for pid in self.workers()]
        return sum(workers) / len(workers), sum(workers) + pss(self.process.pid)


def pss(pid: int) -> float:
    """Return what a process holds in MB, a page shared by n processes counted as 1/n."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes * 1024 / 1e6


_taken = iter(range(1, 100))
"""Each service numbers its payments in a range of its own, so that none meets another's."""


@contextmanager
def running(place: Place, name: str, *, preload: bool = True) -> Iterator[Service]:
    """Yield the service ``a``, ``b`` or ``c``, as started, not waited for."""
    port, turn = _free_port(), next(_taken)
    # The floor is no product, so nothing of the product is looked at, or made ready.
    changed = ["preload_app = False"] * (not preload)
    changed += ["del when_ready, post_worker_init"] * (name == "a")
    config = place.folder / f"{turn}.conf.py"
    config.write_text(
        f"from runpy import run_path\nglobals().update(run_path({str(CONFIG)!r}))\n"
        + "\n".join(changed)
    )
    command = ["-m", "gunicorn", "-c", str(config), "--bind", f"{HOST}:{port}", APPS[name]]
    with (place.folder / f"{turn}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT / "backend",
            env=_environment() | place.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield Service(place, process, port, turn * 10_000_000_000)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def first_score(place: Place, *, preload: bool = True) -> tuple[float, float, float]:
    """Return seconds from start to the first 200 of /api/predict, then MB of a worker and of all.

    The memory is taken when every worker has scored.
    """
    started = time.perf_counter()
    with running(place, "b", preload=preload) as service:
        wait(service)
        bodies = place.singles.read_bytes().splitlines()
        run(Plan(service.port, "/api/predict", place.key, 1, START_SECONDS, 1, 0), bodies)
        seconds = time.perf_counter() - started
        for _ in range(4):
            service.load(connections=8, most=64)
        return seconds, *service.megabytes()


def wait(service: Service) -> None:
    """Return when the service takes connections; RuntimeError when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and service.process.poll() is None:
        with socket() as probe:
            if probe.connect_ex((HOST, service.port)) == 0:
                return
        time.sleep(POLL_SECONDS)
    raise RuntimeError("the service did not start")


def _environment() -> dict[str, str]:
    """Return what a service needs of ours, so that no setting of the caller's shell reaches it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | TREE


def _free_port() -> int:
    with socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
