"""The files that deploy and start SecureFlow, read by the tools that know their languages."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from secureflow.api.dashboard_files import CONTENT_POLICY
from tests.deploy.nginx import FRONTEND, render

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = [
    path
    for path in (*sorted((ROOT / "bin").iterdir()), ROOT / ".ci" / "run")
    if path.is_file() and path.read_text().startswith("#!/bin/sh")
]


def check(tool: str, *arguments: object) -> None:
    """Fail with what the tool printed unless it is content."""
    command = [str(TOOLS / tool), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("half", ["backend", "frontend"])
def test_images(half: str) -> None:
    check("hadolint", ROOT / half / "Dockerfile")


def test_compose() -> None:
    check("check-jsonschema", "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml")


def test_workflows() -> None:
    check("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)


def test_scripts() -> None:
    check("shellcheck", *SCRIPTS)
    assert all(os.access(script, os.X_OK) for script in SCRIPTS)


@pytest.mark.parametrize("edge", ["direct", "fly"])
def test_nginx_configuration(tmp_path: Path, edge: str) -> None:
    variables = {
        "PORT": "8080",
        "BACKEND_URL": "http://secureflow-backend.flycast",
        "EDGE": edge,
        "NGINX_LOCAL_RESOLVERS": "[fdaa::3]",
    }
    # The skipped check is about speed: a cache of open files for a site of a dozen of them.
    check("gixy", "--skips", "try_files_is_evil_too", render(tmp_path / "conf", variables))


def test_the_image_carries_every_file_of_the_configuration() -> None:
    text = (FRONTEND / "Dockerfile").read_text()
    for file in FRONTEND.glob("nginx/*.conf"):
        assert f"nginx/{file.name}" in text
        templated = "${" in re.sub(r"(?m)^\s*#.*$", "", file.read_text())
        assert (f"{file.name}.template" in text) == templated


def test_the_content_policy_is_the_same_with_and_without_nginx() -> None:
    text = (FRONTEND / "nginx" / "security-headers.conf").read_text()
    assert f'add_header Content-Security-Policy "{CONTENT_POLICY}" always;' in text


def test_images_are_pinned_and_run_without_root() -> None:
    for half, user in (("backend", "10001"), ("frontend", "101")):
        text = (ROOT / half / "Dockerfile").read_text()
        bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
        assert len(bases) == 2
        assert all(re.search(r":\d+\.\d+\.\d+", base) for base in bases)
        assert re.findall(r"^USER (\S+)", text, re.MULTILINE) == [user]
        assert "HEALTHCHECK" in text


def test_each_image_copies_from_its_own_folder_alone() -> None:
    for half in ("backend", "frontend"):
        text = (ROOT / half / "Dockerfile").read_text()
        for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
            for source in sources.split():
                assert (ROOT / half / source).exists(), source
                assert ".." not in source


def test_the_image_is_served_by_the_uv_and_the_port_of_the_rest() -> None:
    text = (ROOT / "backend" / "Dockerfile").read_text()
    version = re.search(r"^UV_VERSION := (\S+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert version
    assert f"uv=={version[1]}" in text
    assert "EXPOSE 5001" in text


def test_compose_waits_for_the_release_and_refuses_missing_secrets() -> None:
    text = (ROOT / "compose.yaml").read_text()
    services = yaml.safe_load(text)["services"]
    assert set(services) == {"postgres", "redis", "release", "api", "worker", "web"}
    condition = services["api"]["depends_on"]["release"]["condition"]
    assert condition == "service_completed_successfully"
    assert services["release"]["command"] == ["secureflow", "release"]
    assert services["worker"]["command"] == ["secureflow", "worker"]
    assert services["worker"]["depends_on"]["release"]["condition"] == condition
    assert all("healthcheck" in services[name] for name in ("postgres", "redis", "api"))
    assert "${JWT_SECRET:?" in text
    assert "${AUDIT_SECRET:?" in text
    assert "${POSTGRES_PASSWORD:?" in text


def test_actions_are_pinned_by_commit() -> None:
    for workflow in WORKFLOWS:
        for action in re.findall(r"uses: (\S+)", workflow.read_text()):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
