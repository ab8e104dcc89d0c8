"""Streams of events as they are served: gunicorn with two processes, nginx in front."""

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import accounts, tenancy
from secureflow.db.accounts import user_by_email
from secureflow.extensions import db
from secureflow.services import sessions
from secureflow.services.events import publish
from tests.conftest import Tenant, bearer, make_tenant
from tests.deploy.nginx import Nginx, running
from tests.deploy.served import Gunicorn, gunicorn
from tests.deploy.streaming import Watcher, watching

Headers = dict[str, str]


@pytest.fixture(scope="module")
def server(
    session_app: APIFlask, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gunicorn]:
    changed = {"WEB_CONCURRENCY": "2", "WEB_THREADS": "4", "LOG_LEVEL": "INFO"}
    log = tmp_path_factory.mktemp("served") / "log"
    with gunicorn(settings | changed | {"TRUSTED_PROXIES": "1"}, log) as found:
        yield found


@pytest.fixture(scope="module")
def site(server: Gunicorn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("site")
    with running(tmp_path_factory.mktemp("nginx") / "home", server.url, folder) as found:
        yield found


@pytest.fixture
def shop(app: APIFlask) -> Tenant:
    return make_tenant()


def owner(shop: Tenant) -> int:
    found = user_by_email(shop.email)
    assert found is not None
    return found.id


@pytest.fixture
def headers(shop: Tenant) -> Headers:
    found = bearer(owner(shop))
    db.session.rollback()
    return found


def happen(shop: Tenant, number: int, *, is_test: bool = False) -> None:
    tenancy.bind(shop.merchant_id)
    publish(shop.merchant_id, is_test, "review.changed", {"number": number})
    db.session.commit()


def until(found: Callable[[], bool], what: str) -> None:
    for _ in range(200):
        if found():
            return
        time.sleep(0.05)
    raise AssertionError(f"never {what}")


def test_all_processes_tell_everything_in_order(
    site: Nginx, server: Gunicorn, shop: Tenant, headers: Headers
) -> None:
    with ExitStack() as stack:
        opened = [stack.enter_context(watching(site.port, headers)) for _ in range(4)]
        assert [one.next()["type"] for one in opened] == ["hello"] * 4
        for number in range(20):
            happen(shop, number)
        for one in opened:
            assert [one.next()["data"]["number"] for _ in range(20)] == list(range(20))
    assert opened[0].answer.headers["Content-Type"].startswith("text/event-stream")
    assert opened[0].answer.headers["Cache-Control"] == "no-store"
    assert opened[0].answer.headers.get_all("Content-Security-Policy")


def test_an_event_passes_nginx_at_once(site: Nginx, shop: Tenant, headers: Headers) -> None:
    with watching(site.port, headers) as one:
        one.next()
        started = time.monotonic()
        happen(shop, 1)
        one.next()
    assert time.monotonic() - started < 1


def test_who_comes_back_misses_nothing(site: Nginx, shop: Tenant, headers: Headers) -> None:
    with watching(site.port, headers) as one:
        one.next()
        happen(shop, 1)
        last = one.next()["id"]
    with tenancy.aside(shop.merchant_id) as older:
        older.execute(
            text("SELECT secureflow_publish(:m, false, 'review.changed', :data)"),
            {"m": shop.merchant_id, "data": json.dumps({"number": 2})},
        )
        happen(shop, 3)
        with watching(site.port, headers, last) as one:
            assert one.next()["data"]["is_complete"] is True
            # Whoever commits later comes later, whenever it was said.
            assert one.next()["data"]["number"] == 3
            older.commit()
            happen(shop, 4)
            assert [one.next()["data"]["number"] for _ in range(2)] == [2, 4]


def test_only_ones_own_events_of_the_mode_chosen_come(
    site: Nginx, shop: Tenant, headers: Headers
) -> None:
    other = make_tenant("Other")
    with (
        watching(site.port, headers) as live,
        watching(site.port, headers | {"SecureFlow-Mode": "test"}) as test,
    ):
        live.next()
        test.next()
        happen(other, 1)
        happen(shop, 2)
        happen(shop, 3, is_test=True)
        happen(shop, 4)
        assert [live.next()["data"]["number"] for _ in range(2)] == [2, 4]
        assert test.next()["data"]["number"] == 3


def test_a_stream_ends_with_its_token(site: Nginx, shop: Tenant) -> None:
    short = bearer(owner(shop), timedelta(seconds=2))
    with watching(site.port, short) as one:
        one.next()
        assert one.seconds_to_end() < 3
    assert site.ask("/api/events", headers=short).status == 401


def test_a_stream_ends_with_its_session(site: Nginx, shop: Tenant, headers: Headers) -> None:
    with watching(site.port, headers) as one:
        one.next()
        tenancy.bind(shop.merchant_id)
        sessions.end_all(owner(shop))
        db.session.commit()
        assert one.seconds_to_end() < 8


def connections(name: str) -> int:
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = :name"
    with db.engine.connect() as connection:
        return int(connection.execute(text(query), {"name": name}).scalar_one())


def test_streams_hold_no_connection_and_are_refused_beyond_the_limit(
    settings: dict[str, str], shop: Tenant, tmp_path: Path
) -> None:
    changed = {"WEB_CONCURRENCY": "1", "WEB_THREADS": "2", "EVENT_STREAMS": "50"}
    people: list[Headers] = []
    with gunicorn(settings | changed, tmp_path / "log") as server, ExitStack() as stack:
        before = connections("secureflow")
        statuses = []
        for number in range(51):
            if number % 5 == 0:
                people.append(somebody(shop, number))
            one = stack.enter_context(watching(server.port, people[-1]))
            statuses.append(one.status)
            if one.status == 200:
                one.next()
        assert statuses == [200] * 50 + [503]
        refused = json.loads(one.answer.read())
        assert refused["code"] == "too_many_streams"
        assert one.answer.headers["Retry-After"] == "60"
        # Those of the pool come from the requests that opened the streams, one after the other.
        assert connections("secureflow") - before <= 3
        assert connections("secureflow-events") >= 1
        # All fifty wait, and what is asked is answered all the same.
        asked = Nginx(server.port, server.log).ask("/api/me", headers=shop.headers)
        assert asked.status == 200


def somebody(shop: Tenant, number: int) -> Headers:
    tenancy.bind(shop.merchant_id)
    email = f"reviewer-{number}@northwind.example"
    user = accounts.add_user(shop.merchant_id, email, f"R {number}", "reviewer", "none")
    db.session.commit()
    found = bearer(user.id)
    db.session.rollback()
    return found


def test_a_page_that_is_reloaded_often_keeps_its_stream(
    settings: dict[str, str], shop: Tenant, headers: Headers, tmp_path: Path
) -> None:
    changed = {"WEB_CONCURRENCY": "1", "WEB_THREADS": "2", "EVENT_STREAMS": "20"}
    with gunicorn(settings | changed, tmp_path / "log") as server:
        for _ in range(12):
            with watching(server.port, headers) as one:
                assert one.status == 200
        with ExitStack() as stack:
            opened = [stack.enter_context(watching(server.port, headers)) for _ in range(6)]
            assert [one.status for one in opened] == [200] * 5 + [503]


def test_streams_end_within_a_second_of_the_signal_to_stop(
    settings: dict[str, str], shop: Tenant, headers: Headers, tmp_path: Path
) -> None:
    with gunicorn(settings | {"WEB_CONCURRENCY": "2"}, tmp_path / "log") as server:
        opened = [Watcher(server.port, headers) for _ in range(4)]
        for one in opened:
            one.next()
        server.process.send_signal(signal.SIGTERM)
        started = time.monotonic()
        for one in opened:
            one.seconds_to_end()
        assert time.monotonic() - started < 1
        for one in opened:
            one.leave()
        assert server.process.wait(40) == 0


def test_what_happens_while_nobody_hears_is_told_after(
    site: Nginx, server: Gunicorn, shop: Tenant, headers: Headers
) -> None:
    with watching(site.port, headers) as one:
        one.next()
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'secureflow-events'"
                )
            )
            connection.execute(
                text(
                    "INSERT INTO events (merchant_id, is_test, type, data) "
                    "VALUES (:m, false, 'review.changed', '{\"number\": 7}')"
                ),
                {"m": shop.merchant_id},
            )
        assert one.next()["data"]["number"] == 7
    until(lambda: '"event": "stream_ended"' in server.log.read_text(), "said in the log")
