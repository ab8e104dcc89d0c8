"""Two people at once, each with a connection of their own: one decides, the other is told."""

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from apiflask import APIFlask

from tests.api.people import Person, member
from tests.conftest import Tenant
from tests.services.waiting import labels, later, reviews, settled, value

TOGETHER = 4


@pytest.fixture
def people(app: APIFlask, tenant: Tenant) -> list[Person]:
    """Four who may decide."""
    return [member(app, tenant, "reviewer", f"p{number}") for number in range(TOGETHER)]


def at_once(people: list[Person], call: Callable[[Person], Any]) -> list[Any]:
    """Return what each got who called at the same moment."""
    barrier, answers = Barrier(len(people)), []

    def one(person: Person) -> None:
        barrier.wait()
        answers.append(call(person))

    threads = [Thread(target=one, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def decide(number: int) -> Callable[[Person], Any]:
    return lambda one: one.post(f"/reviews/{number}/resolution", {"resolution": "decline"})


def test_one_item_is_decided_once(tenant: Tenant, people: list[Person]) -> None:
    for number in reviews(tenant.merchant_id, 3):
        answers = at_once(people, decide(number))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: TOGETHER - 1}
        (first,) = (answer.get_json() for answer in answers if answer.status_code == 201)
        told = [answer.get_json()["by"] for answer in answers if answer.status_code == 409]
        assert told == [first["by"]] * (TOGETHER - 1)
        later(seconds=11)
        settled()
        assert labels(value("transaction_id", number)) == ["reviewer:fraud"]


def test_everybody_is_served_another_one(tenant: Tenant, people: list[Person]) -> None:
    numbers = reviews(tenant.merchant_id, TOGETHER + 1)
    answers = at_once(people, lambda one: one.post("/reviews/next", {}))
    served = [answer.get_json()["review"]["id"] for answer in answers]
    assert len(set(served)) == TOGETHER
    assert set(served) <= set(numbers)


def test_undo_and_the_job_do_not_both_happen(tenant: Tenant, people: list[Person]) -> None:
    (number,) = reviews(tenant.merchant_id, 1)
    person = people[0]
    person.post(f"/reviews/{number}/resolution", {"resolution": "decline"})
    later(seconds=9.95)
    answers = at_once(people[:1], lambda one: one.delete(f"/reviews/{number}/resolution"))
    settled()
    is_undone = answers[0].status_code == 200
    assert labels(value("transaction_id", number)) == ([] if is_undone else ["reviewer:fraud"])
    assert value("state", number) == ("open" if is_undone else "resolved")
