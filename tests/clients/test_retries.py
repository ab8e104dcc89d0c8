"""What the client does when a call fails: again, the same, done once, and not for ever."""

import os
import signal
import threading
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow_client import (
    InvalidInput,
    NoAnswer,
    RateLimited,
    SecureFlow,
    SecureFlowError,
    ServiceUnavailable,
    UnexpectedAnswer,
)
from tests.clients.faces import Face
from tests.clients.stub import Reply, Script, losing_the_first_answer, serving
from tests.conftest import Tenant
from tests.deploy.nginx import free_port
from tests.deploy.served import Gunicorn

SOON = {"Retry-After": "0"}
ENVELOPE = b'{"code": "%s", "message": "No.", "request_id": "r-1"}'
FEEDBACK = (
    b'{"id": 1, "transaction_id": 7, "label": "fraud", "is_correct": true, "source": "later_word", '
    b'"notes": null, "occurred_at": "2026-11-21T10:00:00Z", "created_by": null, '
    b'"created_at": "2026-11-21T10:00:00Z", "counts": true, "added_later": 1}'
)


def stored() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(TransactionRow)) or 0


def under_way() -> bool:
    """Return whether the server is in the middle of a transaction."""
    db.session.rollback()
    others = "application_name = 'secureflow' AND state <> 'idle' AND pid <> pg_backend_pid()"
    found = db.session.scalar(text(f"SELECT count(*) FROM pg_stat_activity WHERE {others}"))
    return bool(found)


@pytest.fixture(params=["sync", "async"])
def lone(request: Any) -> Face:
    """A client without a server: a test puts its own address in."""
    return Face(request.param, "sf_test_key", "")


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_failure_is_tried_again_with_the_same_key_and_body(
    lone: Face, status: int
) -> None:
    script = Script(Reply(status, b"<html>", SOON), Reply(0), Reply(201, FEEDBACK))
    with serving(script) as url:
        said = replace(lone, url=url).ask("feedback", transaction_id=7, label="fraud")
    assert said.transaction_id == 7
    first, *others = script.sent
    assert len(others) == 2
    assert first.headers["Idempotency-Key"]
    assert all((s.headers, s.body) == (first.headers, first.body) for s in others)


def test_a_file_is_sent_again_byte_for_byte(lone: Face, tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    file.write_text("amount\n1\n")
    script = Script(Reply(503, b"", SOON), Reply(422, ENVELOPE % b"invalid_input"))
    with serving(script) as url, pytest.raises(InvalidInput):
        replace(lone, url=url).ask("upload", file)
    first, second = script.sent
    assert first.body == second.body
    assert b"amount\n1\n" in first.body
    assert first.headers == second.headers


def test_two_calls_have_two_keys_and_a_read_has_none(lone: Face) -> None:
    script = Script(Reply(201, FEEDBACK))
    with serving(script) as url:
        for _ in range(2):
            replace(lone, url=url).ask("feedback", transaction_id=7, label="fraud")
        with pytest.raises(UnexpectedAnswer):
            replace(lone, url=url).ask("me")
    assert len({sent.headers["Idempotency-Key"] for sent in script.sent[:2]}) == 2
    assert "Idempotency-Key" not in script.sent[2].headers


def test_words_and_fields_of_a_newer_service_do_not_break(lone: Face) -> None:
    with serving(Script(Reply(201, FEEDBACK))) as url:
        said = replace(lone, url=url).ask("feedback", transaction_id=7, label="fraud")
    assert said.source == "later_word"


def test_tries_end(lone: Face) -> None:
    script = Script(Reply(503, ENVELOPE % b"model_unavailable", SOON))
    with serving(script) as url, pytest.raises(ServiceUnavailable) as caught:
        replace(lone, url=url).ask("me", retries=2)
    assert len(script.sent) == 3
    assert (caught.value.code, caught.value.status) == ("model_unavailable", 503)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(422, ENVELOPE % b"invalid_input"), InvalidInput),
        (Reply(429, ENVELOPE % b"rate_limited", {"Retry-After": "3600"}), RateLimited),
        (Reply(500, b"<html>"), ServiceUnavailable),
        (Reply(301, b"", {"Location": "https://elsewhere.example/"}), UnexpectedAnswer),
        (Reply(200, b"<!doctype html>", {"Content-Type": "text/html"}), UnexpectedAnswer),
    ],
)
def test_what_will_not_pass_is_not_tried_again(
    lone: Face, reply: Reply, expected: type[SecureFlowError]
) -> None:
    script = Script(reply)
    with serving(script) as url, pytest.raises(expected):
        replace(lone, url=url).ask("score", amount=1)
    assert len(script.sent) == 1


def test_nobody_there_and_nobody_answering_are_no_answer(lone: Face) -> None:
    with pytest.raises(NoAnswer):
        replace(lone, url=f"http://127.0.0.1:{free_port()}").ask("me", retries=1)
    done = threading.Event()

    def never(_: object) -> Reply:
        done.wait(30)
        return Reply(0)

    with serving(never) as url:
        with pytest.raises(NoAnswer):
            replace(lone, url=url).ask("me", retries=0, timeout=0.2)
        done.set()


def test_a_lost_answer_leaves_one_payment(face: Face) -> None:
    with serving(losing_the_first_answer(face.url)) as url:
        prediction = replace(face, url=url).ask("score", amount="12.80", customer="c-1")
    assert prediction.data_source == "replay"
    assert stored() == 1


def test_a_killed_process_loses_and_doubles_nothing(face: Face, server: Gunicorn) -> None:
    rows = [{"amount": i, "external_id": f"o-{i}"} for i in range(1, 1_001)]
    face.ask("score", amount=1)
    answers: list[Any] = []
    asking = threading.Thread(
        target=lambda: answers.extend(face.ask("score_many", rows, retries=9))
    )
    asking.start()
    while not under_way() and asking.is_alive():
        pass
    for worker in server.workers():
        os.kill(worker, signal.SIGKILL)
    asking.join()
    assert [answer.external_id for answer in answers] == [row["external_id"] for row in rows]
    assert stored() == 1_001


def test_the_key_is_never_shown(
    server: Gunicorn, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    shown = []
    away = Script(Reply(503, b"", SOON))
    with serving(away) as url, SecureFlow(tenant.key, url, retries=1) as client:
        shown.append(repr(client))
        with pytest.raises(ServiceUnavailable) as caught:
            client.score(amount=1)
    shown += traceback.format_exception(caught.value)
    with pytest.raises(ValueError, match="api_key") as refused:
        SecureFlow(f"{tenant.key}\n", server.url)
    shown += [str(refused.value), caplog.text]
    assert "again in" in caplog.text
    assert not [words for words in shown if tenant.key in words]
