"""Two files of labels under keys of their own, each of whose lines the other waits for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.services import feedback_files
from tests.api.test_feedback_files import label, paid, upload
from tests.conftest import Api


def test_one_of_two_that_wait_for_each_other_is_asked_to_come_again(
    app: APIFlask, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [paid(api, f"order-{n}", customer=f"c-{n}") for n in range(2)]
    files = ["order_id\norder-0\norder-1\n", "order_id\norder-1\norder-0\n"]
    both, store = Barrier(2), feedback_files._store
    monkeypatch.setattr(feedback_files, "LINES_AT_ONCE", 1)

    def stores(*chunk: Any) -> None:
        store(*chunk)
        try:
            # Under a key the states of a line's customer stay locked until the whole file is read.
            both.wait(5)
        except BrokenBarrierError:
            return

    def sent(number: int) -> Any:
        headers = api.headers | {"Idempotency-Key": f"file-{number}"}
        return upload(Api(app.test_client(), headers), files[number])

    monkeypatch.setattr(feedback_files, "_store", stores)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(sent, range(2)))
    monkeypatch.setattr(feedback_files, "_store", store)
    assert sorted(answer.status_code for answer in answers) == [201, 503]
    refused = answers.index(max(answers, key=lambda one: one.status_code))
    assert answers[refused].headers["Retry-After"]
    # Nothing of it was kept, the key neither: it is done when it comes again, and once.
    again = sent(refused)
    assert (again.status_code, again.get_json()["rows"]) == (201, 2)
    assert again.get_json()["unchanged"] == 2
    assert sent(refused).headers["Idempotent-Replayed"] == "true"
    assert [label(api, one)["label"] for one in ids] == ["fraud", "fraud"]
