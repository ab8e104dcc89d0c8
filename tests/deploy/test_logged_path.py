"""What nginx's log says of an address: enough to follow a request, and nothing that is secret."""

import json
import time
from pathlib import Path

import pytest

from tests.deploy import stubs
from tests.deploy.nginx import running


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/api/auth/invitations/s3cret-token", "/api/auth/invitations/..."),
        ("/invite/s3cret-token", "/invite/..."),
        ("/reset/s3cret-token?from=mail", "/reset/..."),
        ("/api/customers/ana%40example.com/export", "/api/customers/.../export"),
        ("/api/customers/a/export/b/erase?x=1", "/api/customers/.../erase"),
        ("/api/transactions?text=ana", "/api/transactions"),
    ],
)
def test_it_names_no_token_and_no_customer(tmp_path: Path, asked: str, logged: str) -> None:
    for name in ("site", "nginx"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "index.html").write_text("SecureFlow")
    with (
        stubs.echo() as api,
        running(tmp_path / "nginx", f"http://127.0.0.1:{api}", tmp_path / "site") as nginx,
    ):
        nginx.ask(asked)
        deadline = time.monotonic() + 5
        while '"path"' not in nginx.log.read_text() and time.monotonic() < deadline:
            time.sleep(0.02)
        lines = [json.loads(one) for one in nginx.log.read_text().splitlines() if "path" in one]
    assert [line["path"] for line in lines] == [logged]
