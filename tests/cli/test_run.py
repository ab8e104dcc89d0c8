"""`secureflow run` as a person has it: two of them side by side, until they are stopped."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from secureflow.cli.serving import interruptible
from secureflow.infra.local import CHECKOUT
from tests.cli.conftest import Call

COMMAND = [sys.executable, "-m", "secureflow.cli", "run", "--demo-payments", "1100"]
FORGOTTEN = (
    "PORT",
    "PUBLIC_URL",
    "DATABASE_URL",
    "JWT_SECRET",
    "SECUREFLOW_ENV",
    "SECUREFLOW_DEMO",
    "DASHBOARD_DIR",
)
START_SECONDS, STOP_SECONDS = 180, 60
"""A busy machine takes as long; the worker may be learning when the end comes."""


def is_alive(process: psutil.Process) -> bool:
    """Return whether it runs; one that ended but that init has not collected does not."""
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


class Instance:
    """One `secureflow run` with its own folder and port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.start()

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        self.said = self.folder.with_suffix(".out")
        self.errors = self.folder.with_suffix(".err")
        with self.said.open("wb") as out, self.errors.open("wb") as err:
            self.process = subprocess.Popen(
                [*COMMAND, "--port", str(self.port)],
                env=kept
                | {
                    "SECUREFLOW_DATA": str(self.folder),
                    "PYTHONPATH": str(CHECKOUT / "backend"),
                },
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    def block(self) -> dict[str, str]:
        """Wait for the printed block and return its lines by name."""
        deadline = time.monotonic() + START_SECONDS
        while "Stop: Ctrl-C" not in (text := self.said.read_text(encoding="utf-8")):
            assert self.process.poll() is None, self.errors.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, self.errors.read_text(encoding="utf-8")
            time.sleep(0.1)
        pairs = (line.split("=", 1) for line in text.splitlines() if line[:11] == "SECUREFLOW_")
        return dict(pairs)

    def curl(self) -> str:
        lines = self.said.read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.startswith("curl "))

    def server(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "postgres/postmaster.pid").read_text().split()[0]))

    def child(self, word: str) -> psutil.Process:
        return next(
            child
            for child in psutil.Process(self.process.pid).children()
            if word in child.cmdline()
        )

    def wait_for(self, file: str, text: str) -> str:
        """Return what a file of the folder says once it says this."""
        deadline = time.monotonic() + START_SECONDS
        path = self.folder / file
        while not path.exists() or text not in path.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, f"{file} without {text}"
            time.sleep(0.1)
        return path.read_text(encoding="utf-8")

    def mails(self) -> list[str]:
        """Return the mails that were sent, once there is one."""
        deadline = time.monotonic() + START_SECONDS
        while not (found := list((self.folder / "outbox").glob("*.eml"))):
            assert time.monotonic() < deadline, "no mail came"
            time.sleep(0.1)
        return [path.read_text(encoding="utf-8") for path in found]

    def group(self) -> list[int]:
        """Return the processes that were started with this one and live."""
        found = []
        for process in psutil.process_iter():
            try:
                if os.getpgid(process.pid) == self.process.pid and is_alive(process):
                    found.append(process.pid)
            except ProcessLookupError:
                continue
        return found

    def post(self, path: str, body: dict[str, Any], **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {"Content-Type": "application/json"} | headers
            connection.request("POST", path, json.dumps(body), sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def kill(self) -> None:
        """End everything without letting anything say goodbye."""
        server = self.folder / "postgres/postmaster.pid"
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if server.exists():
            postmaster = self.server()
            postmaster.kill()
            psutil.wait_procs([postmaster], timeout=10)


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Instance, Instance]]:
    """Two instances, started at the same time."""
    folder = Path(tempfile.mkdtemp(prefix="secureflow-run-"))
    instances = Instance(folder / "one"), Instance(folder / "two")
    try:
        yield instances
    finally:
        for instance in instances:
            instance.kill()
        shutil.rmtree(folder)


def test_the_block_works_and_the_end_of_the_service_is_told(
    pair: tuple[Instance, Instance], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    block = one.block()
    assert block["SECUREFLOW_URL"] == f"http://127.0.0.1:{one.port}"
    for name in ("demo.json", "secret", "server.log", "worker.log"):
        assert (one.folder / name).stat().st_mode & 0o777 == 0o600
    progress = one.errors.read_text(encoding="utf-8")
    for step in ("Opening the local PostgreSQL", "Training a model", "Creating a demo merchant"):
        assert f"{step}" in progress
    assert "model_drift" not in progress, "steps are told to a person, one a line"
    # The folder above both is opened by whoever comes first.
    said = progress + two.errors.read_text(encoding="utf-8")
    assert ("become readable" in said) == (os.geteuid() == 0)

    pasted = subprocess.run(one.curl(), shell=True, capture_output=True, check=True)
    answer = json.loads(pasted.stdout)
    assert answer["decision"] in ("review", "block")
    assert answer["risk_factors"]
    person = {"email": block["SECUREFLOW_LOGIN"], "password": block["SECUREFLOW_PASSWORD"]}
    assert one.post("/api/auth/login", person)[0] == 200
    assert one.post("/api/auth/forgot", {"email": person["email"]})[0] == 202
    (mail,) = one.mails()
    assert f"{block['SECUREFLOW_URL']}/reset/" in mail
    key = {"X-API-Key": block["SECUREFLOW_API_KEY"]}
    assert one.post("/api/predict", {"amount": 5}, **key)[0] == 200
    two.block()
    assert two.post("/api/predict", {"amount": 5}, **key)[0] == 401

    monkeypatch.setenv("PORT", str(one.port))
    monkeypatch.setenv("SECUREFLOW_DATA", str(one.folder.with_name("three")))
    code, out, errors = call("run")
    assert (code, out) == (1, "")
    assert errors.startswith(f"error: Port {one.port} is taken by another program. / fix: ")
    assert "PORT=" in errors
    assert not one.folder.with_name("three").exists()
    monkeypatch.setenv("SECUREFLOW_DATA", str(one.folder))
    code, _, errors = call("reset", "--yes")
    assert code == 1
    assert "is in use" in errors

    server = one.server()
    one.child("gunicorn").terminate()
    assert one.process.wait(STOP_SECONDS) == 1
    progress = one.errors.read_text(encoding="utf-8")
    assert "error: The service ended by itself with code 0." in progress
    assert "Handling signal: term" in progress
    assert "Traceback" not in progress
    assert not is_alive(server)


def test_state_survives_a_kill_and_a_second_start_makes_nothing_anew(
    pair: tuple[Instance, Instance],
) -> None:
    _, two = pair
    before = two.block()
    key = {"X-API-Key": before["SECUREFLOW_API_KEY"]}
    payment = {"amount": "12.50", "external_id": "order-1"}
    status, first = two.post("/api/predict", payment, **key)
    assert status == 200
    two.kill()

    two.start()
    assert two.block() == before
    progress = two.errors.read_text(encoding="utf-8")
    assert "Training" not in progress
    assert "Creating" not in progress
    status, again = two.post("/api/predict", payment, **key)
    assert (status, again["data_source"]) == (200, "replay")
    assert again["transaction_id"] == first["transaction_id"]

    killed = two.wait_for("worker.log", "worker_started")
    two.child("worker").kill()
    two.wait_for("worker.log.1", killed)
    two.wait_for("worker.log", "worker_started")
    assert "The worker ended by itself with code -9." in two.errors.read_text(encoding="utf-8")
    assert two.post("/api/predict", payment, **key)[0] == 200

    server = two.server()
    os.killpg(two.process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
    assert two.process.wait(STOP_SECONDS) == 0
    assert two.group() == []
    assert not is_alive(server)
    progress = two.errors.read_text(encoding="utf-8")
    assert progress.endswith("Stopped.\n")
    assert "Traceback" not in progress
    for log in ("server.log", "worker.log"):
        assert "Traceback" not in (two.folder / log).read_text(encoding="utf-8")
    assert "worker_stopped" in (two.folder / "worker.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_interrupts_and_later_ones_do_not(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with interruptible():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(number) is before
