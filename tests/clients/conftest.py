"""A real server, and both faces of the client in front of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask

from tests.clients.faces import Face
from tests.conftest import Tenant
from tests.deploy.served import Gunicorn, gunicorn


@pytest.fixture(scope="module")
def server(
    session_app: APIFlask, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gunicorn]:
    changed = {"WEB_CONCURRENCY": "1", "WEB_THREADS": "4"}
    with gunicorn(settings | changed, tmp_path_factory.mktemp("served") / "log") as found:
        yield found


@pytest.fixture(params=["sync", "async"])
def face(request: Any, server: Gunicorn, tenant: Tenant) -> Face:
    return Face(request.param, tenant.key, server.url)
