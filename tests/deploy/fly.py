"""A reader of fly.toml that finds what Fly would refuse, ignore or read in another unit.

The published schema is out of date and Fly's own check needs a login, so the keys stand here, as
flyctl reads them.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

KEYS = {
    "": "app primary_region kill_signal kill_timeout swap_size_mb console_command experimental "
    "build deploy env processes mounts http_service services checks files host_dedication_id "
    "machine_config container machine_checks restart vm statics metrics",
    "build": "builder args buildpacks image settings builtin dockerfile ignorefile build-target",
    "deploy": "strategy max_unavailable wait_timeout release_command release_command_timeout "
    "release_command_vm seed_command",
    "http_service": "internal_port force_https auto_stop_machines auto_start_machines "
    "min_machines_running processes concurrency tls_options http_options checks machine_checks",
    "http_service.concurrency": "type hard_limit soft_limit",
    "http_service.checks": "interval timeout grace_period method path protocol tls_skip_verify "
    "tls_server_name headers",
    "vm": "size memory cpus cpu_kind gpus gpu_kind host_dedication_id kernel_args processes",
    "metrics": "port path processes https",
}
WORDS = {
    "kill_signal": "SIGINT SIGTERM SIGQUIT SIGUSR1 SIGUSR2 SIGKILL SIGSTOP",
    "deploy.strategy": "rolling canary bluegreen immediate",
    "http_service.auto_stop_machines": "off stop suspend",
    "http_service.concurrency.type": "connections requests",
}
# Longest time in seconds. Fly holds those of checks to a minute without a word.
TIMES = {
    "kill_timeout": 300,
    "deploy.release_command_timeout": 3600,
    "deploy.wait_timeout": 3600,
    "http_service.checks.interval": 60,
    "http_service.checks.timeout": 60,
    "http_service.checks.grace_period": 60,
}
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}


def seconds(value: object) -> float | None:
    """Return a time with its unit in seconds, or None: a bare number means seconds here and
    milliseconds there."""
    found = re.fullmatch(r"(\d+)(ms|s|m|h)", value) if isinstance(value, str) else None
    return int(found[1]) * UNITS[found[2]] if found else None


def _walk(table: dict[str, Any], path: str = "") -> Iterator[str]:
    allowed = KEYS[path].split() if path in KEYS else None
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        if allowed is not None and key not in allowed:
            yield f"{here}: no such key"
        if here in WORDS and value not in WORDS[here].split():
            yield f"{here}: {value!r} is none of {WORDS[here]}"
        if here in TIMES:
            time = seconds(value)
            if time is None:
                yield f"{here}: {value!r} needs a unit, such as 15s"
            elif not 1 <= time <= TIMES[here]:
                yield f"{here}: {value!r} is outside 1s to {TIMES[here]}s"
        if path == "env" and not isinstance(value, str):
            yield f"{here}: {value!r} must be text"
        if path == "env" and key.startswith("FLY_"):
            yield f"{here}: names with FLY_ are Fly's own"
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _walk(item, here)


def problems(text: str) -> list[str]:
    """Return what is wrong with a fly.toml, one sentence each; empty when nothing is."""
    config = tomllib.loads(text)
    found = list(_walk(config))
    service = config.get("http_service", {})
    groups = list(config.get("processes", {"app": ""}))
    if "processes" in config and service and not service.get("processes"):
        found.append("http_service.processes: with [processes] the service must name its own")
    found += [
        f"http_service.processes: no process group {name!r}"
        for name in service.get("processes", [])
        if name not in groups
    ]
    found += [
        f"vm: no machine for process group {name!r}"
        for name in groups
        if not any(name in vm.get("processes", groups) for vm in config.get("vm", []))
    ]
    checks = service.get("checks", [])
    if config.get("deploy", {}).get("strategy") == "bluegreen" and not checks:
        found.append("deploy.strategy: bluegreen needs a health check")
    found += [
        f"http_service.checks.path: {check.get('path')!r} must start with /"
        for check in checks
        if not str(check.get("path", "")).startswith("/")
    ]
    return found
