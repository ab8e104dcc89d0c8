"""Another model in force while two processes serve: seen by both in seconds, nobody refused."""

import json
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from secureflow.db import tenancy
from secureflow.services import registry
from secureflow.services.models import Models
from tests.conftest import Tenant
from tests.deploy.served import Gunicorn, gunicorn
from tests.services.versions import another, own

WITHIN = 5.0
CALLERS = 4


class Caller(threading.Thread):
    """Asks for judgements one after the other, and keeps when, how and by which model."""

    def __init__(self, server: Gunicorn, tenant: Tenant, stop: threading.Event) -> None:
        super().__init__()
        self.server, self.tenant, self.stop = server, tenant, stop
        self.answers: list[tuple[float, int, str]] = []

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Content-Type": "application/json"} | self.tenant.headers
        while not self.stop.is_set():
            asked = time.monotonic()
            connection.request("POST", "/api/predict", json.dumps({"amount": "12.50"}), headers)
            answer = connection.getresponse()
            body = json.loads(answer.read())
            self.answers.append((asked, answer.status, str(body.get("model_version"))))
        connection.close()


def test_a_promotion_and_the_way_back_reach_every_process_without_a_failed_request(
    models: Models, tenant: Tenant, settings: dict[str, str], bundle_bytes: bytes, tmp_path: Path
) -> None:
    version = own(models.files, tenant.merchant_id, another(bundle_bytes, 2041)).version
    stop = threading.Event()
    with gunicorn(settings | {"WEB_CONCURRENCY": "2"}, tmp_path / "log") as server:
        callers = [Caller(server, tenant, stop) for _ in range(CALLERS)]
        for caller in callers:
            caller.start()
        try:
            time.sleep(1.0)
            tenancy.bind(tenant.merchant_id)
            registry.promote(models, tenant.merchant_id, version, "to see it arrive")
            promoted = time.monotonic()
            time.sleep(WITHIN + 1.0)
            tenancy.bind(tenant.merchant_id)
            before = registry.roll_back(models, tenant.merchant_id, "to see it leave").version
            rolled_back = time.monotonic()
            time.sleep(WITHIN + 1.0)
        finally:
            stop.set()
            for caller in callers:
                caller.join()
    answers = [answer for caller in callers for answer in caller.answers]
    assert {status for _, status, _ in answers} == {200}
    by_then = {v for at, _, v in answers if promoted + WITHIN < at < rolled_back}
    assert by_then == {version}
    assert {v for at, _, v in answers if at > rolled_back + WITHIN} == {before}
