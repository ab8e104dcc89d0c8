"""What the client refuses before anything is sent, and that what is generated is fresh."""

import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from secureflow_client import SecureFlow
from tests.house.code import ROOT

CLIENT = ROOT / "clients" / "python"
NO_ZONE = datetime(2026, 11, 21, tzinfo=UTC).replace(tzinfo=None)
NOWHERE = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("payment", "error", "words"),
    [
        ({"amount": 12.8}, TypeError, "amount: a float cannot hold"),
        ({"amount": 1, "occurred_at": NO_ZONE}, ValueError, "has no time zone"),
        ({"amount": 1, "extra": {"seen": {1, 2}}}, TypeError, "a set cannot be sent"),
        ({"amount": 1, "extra": {"ratio": float("nan")}}, ValueError, "not JSON compliant"),
    ],
)
def test_a_value_that_would_be_guessed_is_refused(
    payment: Any, error: type[Exception], words: str
) -> None:
    with SecureFlow("sf_test_key", NOWHERE) as client:
        with pytest.raises(error, match=words):
            client.score(**payment)
        with pytest.raises(error, match=words) as caught:
            list(client.score_many([{"amount": 1}, payment]))
        assert caught.value.__notes__ == ["in payment 1, counted from 0"]


def test_a_filter_of_money_is_exact_too() -> None:
    with SecureFlow("sf_test_key", NOWHERE) as client, pytest.raises(TypeError, match="amount_min"):
        next(client.transactions(amount_min=1.5))  # type: ignore[arg-type]


@pytest.mark.parametrize("chunk", [0, 1_001])
def test_a_chunk_has_a_size_the_service_takes(chunk: int) -> None:
    with SecureFlow("sf_test_key", NOWHERE) as client, pytest.raises(ValueError, match="1 to 1000"):
        next(client.score_many([{"amount": 1}], chunk=chunk))


@pytest.mark.parametrize(
    ("key", "url", "timeout", "named"),
    [
        ("", NOWHERE, 1.0, "api_key"),
        ("two words", NOWHERE, 1.0, "api_key"),
        ("sf_test_key", "fraud.example.com", 1.0, "base_url"),
        ("sf_test_key", "ftp://fraud.example.com", 1.0, "base_url"),
        ("sf_test_key", NOWHERE, 0.0, "timeout"),
    ],
)
def test_a_connection_that_cannot_work_is_refused(
    key: str, url: str, timeout: float, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        SecureFlow(key, url, timeout=timeout)


def test_the_generated_part_is_fresh() -> None:
    command = [sys.executable, str(CLIENT / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_wheel_has_the_types_and_nothing_but_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(tmp_path)]
    source = tmp_path / "source"
    ignored = {"build", "__pycache__"}
    for file in CLIENT.rglob("*"):
        if file.is_file() and not ignored & set(file.relative_to(CLIENT).parts):
            copy = source / file.relative_to(CLIENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    [wheel] = tmp_path.glob("secureflow_client-*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {"secureflow_client/py.typed", "secureflow_client/generated.py"} <= names
    assert all(name.startswith("secureflow_client/") for name in names)
