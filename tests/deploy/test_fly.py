"""Both fly.toml are what Fly reads, and agree with what they deploy."""

import runpy
import tomllib
from pathlib import Path

import pytest

from tests.deploy.fly import problems, seconds

ROOT = Path(__file__).resolve().parents[2]
BACKEND = (ROOT / "backend" / "fly.toml").read_text()
FRONTEND = (ROOT / "frontend" / "fly.toml").read_text()


@pytest.mark.parametrize("text", [BACKEND, FRONTEND], ids=["backend", "frontend"])
def test_ours_have_no_problem(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("primary_region", "primary_regoin", "primary_regoin: no such key"),
        ("release_command =", "release_comand =", "deploy.release_comand: no such key"),
        ("soft_limit", "softlimit", "http_service.concurrency.softlimit: no such key"),
        ("grace_period", "grace", "http_service.checks.grace: no such key"),
        ('WEB_THREADS = "16"', "WEB_THREADS = 16", "env.WEB_THREADS: 16 must be text"),
        ("WEB_THREADS", "FLY_THREADS", "env.FLY_THREADS: names with FLY_ are Fly's own"),
        ('"stop"', '"halt"', "auto_stop_machines: 'halt' is none of off stop suspend"),
        ('"bluegreen"', '"blue-green"', "deploy.strategy: 'blue-green' is none of"),
        ('"SIGTERM"', '"TERM"', "kill_signal: 'TERM' is none of"),
        ('"15s"', "15", "http_service.checks.interval: 15 needs a unit"),
        ('"15s"', '"15"', "http_service.checks.interval: '15' needs a unit"),
        ('"15s"', '"2m"', "http_service.checks.interval: '2m' is outside"),
        ('kill_timeout = "40s"', "kill_timeout = 40", "kill_timeout: 40 needs a unit"),
        ('  processes = ["app"]\n  internal', "  internal", "the service must name its own"),
        ('  processes = ["app"]\n  int', '  processes = ["web"]\n  int', "no process group 'web'"),
        ('processes = ["worker"]', 'processes = ["app"]', "no machine for process group 'worker'"),
        ('path = "/api', 'path = "api', "must start with /"),
        ("[[http_service.checks]]", "[[checks]]", "bluegreen needs a health check"),
    ],
)
def test_a_mistake_is_named(good: str, bad: str, says: str) -> None:
    assert good in BACKEND
    assert any(says in problem for problem in problems(BACKEND.replace(good, bad)))


def test_the_backend_is_stopped_later_than_gunicorn_gives_up() -> None:
    config = tomllib.loads(BACKEND)
    gunicorn = runpy.run_path(str(ROOT / "backend" / "gunicorn.conf.py"))
    assert config["kill_signal"] == "SIGTERM"
    assert (seconds(config["kill_timeout"]) or 0) > gunicorn["graceful_timeout"]


def test_the_worker_is_a_process_of_its_own() -> None:
    assert tomllib.loads(BACKEND)["processes"] == {"app": "gunicorn", "worker": "secureflow worker"}


def test_ports_names_and_addresses_agree() -> None:
    backend, frontend = tomllib.loads(BACKEND), tomllib.loads(FRONTEND)
    for config in (backend, frontend):
        assert str(config["http_service"]["internal_port"]) == config["env"]["PORT"]
    assert frontend["env"]["BACKEND_URL"] == f"http://{backend['app']}.flycast"
    assert frontend["http_service"]["force_https"] is True
    assert backend["http_service"]["force_https"] is False
    assert backend["http_service"]["checks"][0]["path"] == "/api/health/ready"


def test_migrations_go_past_the_pooler() -> None:
    command = tomllib.loads(BACKEND)["deploy"]["release_command"]
    assert "${DIRECT_DATABASE_URL:-$DATABASE_URL}" in command
    assert "secureflow release" in command
