"""What a visitor gets from nginx: pages, files, headers, limits and the way to the API."""

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from secureflow.errors import Unavailable
from tests.deploy import stubs
from tests.deploy.nginx import Nginx, free_port, running

SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SCRIPT = b"console.log(1);" * 200
BROTLI = b"what the build made of it"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the dashboard, as small as it can be."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    (folder / ".vite").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>SecureFlow</title>")
    (folder / "boot.js").write_bytes(SCRIPT)
    (folder / "static" / "app-abc123.js").write_bytes(SCRIPT)
    (folder / "static" / "app-abc123.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "br" / "static").mkdir(parents=True)
    (folder / "br" / "static" / "app-abc123.js").write_bytes(BROTLI)
    (folder / "static" / "inter-abc123.woff2").write_bytes(b"wOF2")
    (folder / ".vite" / "manifest.json").write_text("{}")
    return folder


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Nginx]:
    """The website with an API that repeats what it was asked."""
    with (
        stubs.echo() as api,
        running(tmp_path_factory.mktemp("nginx"), f"http://127.0.0.1:{api}", site) as nginx,
    ):
        yield nginx


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Nginx]:
    """The website with no API behind it."""
    away = f"http://127.0.0.1:{free_port()}"
    with running(tmp_path_factory.mktemp("alone"), away, site) as nginx:
        yield nginx


@pytest.mark.parametrize("path", ["/", "/review", "/transactions/17?decision=block"])
def test_every_page_of_the_app_is_its_index_and_is_asked_for_again(web: Nginx, path: str) -> None:
    answer = web.ask(path)
    assert answer.status == 200
    assert b"SecureFlow" in answer.body
    assert answer.header("cache-control") == "no-cache"
    assert answer.header("content-type") == "text/html; charset=utf-8"


def test_a_hashed_file_is_kept_for_a_year(web: Nginx) -> None:
    answer = web.ask("/static/app-abc123.js")
    assert answer.status == 200
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("content-type") == "text/javascript; charset=utf-8"
    assert web.ask("/static/inter-abc123.woff2").header("content-type") == "font/woff2"


def test_a_missing_hashed_file_is_a_404_that_nobody_keeps(web: Nginx) -> None:
    answer = web.ask("/static/app-gone.js")
    assert answer.status == 404
    assert "cache-control" not in answer.headers
    assert b"SecureFlow" not in answer.body


def test_the_manifest_of_the_build_is_not_served(web: Nginx) -> None:
    assert web.ask("/.vite/manifest.json").status == 404


def test_text_is_compressed_when_the_browser_can(web: Nginx) -> None:
    for path in ("/boot.js", "/static/app-abc123.js"):
        answer = web.ask(path, headers={"Accept-Encoding": "gzip"})
        assert answer.header("content-encoding") == "gzip"
        assert answer.header("vary") == "Accept-Encoding"
        assert gzip.decompress(answer.body) == SCRIPT
    from_api = web.ask("/api/long", headers={"Accept-Encoding": "gzip"})
    assert from_api.header("content-encoding") == "gzip"
    assert "content-encoding" not in web.ask("/static/app-abc123.js").headers


@pytest.mark.parametrize(
    ("accepts", "packing"),
    [("gzip, deflate, br, zstd", "br"), ("br;q=1.0", "br"), ("gzip, br;q=0", "gzip")],
)
def test_a_hashed_file_is_sent_as_the_build_packed_it(
    web: Nginx, accepts: str, packing: str
) -> None:
    answer = web.ask("/static/app-abc123.js", headers={"Accept-Encoding": accepts})
    assert answer.status == 200
    assert answer.header("content-encoding") == packing
    assert answer.header("content-type") == "text/javascript; charset=utf-8"
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("vary") == "Accept-Encoding"
    body = answer.body if packing == "br" else gzip.decompress(answer.body)
    assert body == (BROTLI if packing == "br" else SCRIPT)
    font = web.ask("/static/inter-abc123.woff2", headers={"Accept-Encoding": accepts})
    assert font.body == b"wOF2"
    assert "content-encoding" not in font.headers


def test_a_packed_file_is_not_served_under_its_own_address(web: Nginx) -> None:
    assert web.ask("/br/static/app-abc123.js").status == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/healthz", 200),
        ("/static/app-abc123.js", 200),
        ("/static/gone.js", 404),
        ("/.git/config", 404),
        ("/api/health", 200),
        ("/api/status/404", 404),
        ("/api/status/503", 503),
    ],
)
def test_every_answer_carries_the_security_headers_once(web: Nginx, path: str, status: int) -> None:
    answer = web.ask(path)
    assert answer.status == status
    for name, value in SECURITY.items():
        assert answer.header(name) == value
    policy = answer.header("content-security-policy").split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in answer.header("content-security-policy")
    assert "camera=()" in answer.header("permissions-policy")
    assert answer.header("server") == "nginx"
    assert "strict-transport-security" not in answer.headers


def test_a_large_body_is_refused_in_the_envelope_of_the_api(web: Nginx) -> None:
    answer = web.ask("/api/predict", "POST", b"x" * 2_000_000)
    assert answer.status == 413
    assert answer.header("content-type") == "application/json"
    assert answer.json()["code"] == "too_large"
    assert answer.json()["request_id"] == answer.header("x-request-id")
    for name, value in SECURITY.items():
        assert answer.header(name) == value


@pytest.mark.parametrize(
    "path", ["/api/uploads/score", "/api/feedback/uploads", "/api/lists/7/entries/file"]
)
def test_a_file_of_20_mb_passes_and_more_does_not(web: Nginx, path: str) -> None:
    answer = web.ask(path, "POST", b"x" * 20_000_000)
    assert answer.status == 200
    assert answer.json()["length"] == 20_000_000
    assert web.ask(path, "POST", b"x" * 22_100_000).status == 413


@pytest.mark.parametrize("path", ["/api/uploads", "/api/uploads/7/result.csv", "/api/transactions"])
def test_addresses_reach_the_api_as_they_were_asked(web: Nginx, path: str) -> None:
    answer = web.ask(path)
    assert answer.status == 200
    assert answer.json()["path"] == path


def test_the_api_being_away_is_said_in_its_envelope(alone: Nginx) -> None:
    answer = alone.ask("/api/predict", "POST", b"{}")
    assert answer.status == 503
    assert answer.header("retry-after") == "5"
    assert answer.json()["code"] == Unavailable.code
    assert answer.json()["request_id"] == answer.header("x-request-id")
    for name, value in SECURITY.items():
        assert answer.header(name) == value
    assert alone.ask("/").status == 200
    assert alone.ask("/healthz").body == b"ok\n"


def test_an_error_of_the_api_passes_as_it_is(web: Nginx) -> None:
    answer = web.ask("/api/status/503")
    assert answer.json()["path"] == "/api/status/503"
    assert "retry-after" not in answer.headers


CLAIMS = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Real-IP": "6.6.6.6",
    "Fly-Client-IP": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Forwarded": "for=6.6.6.6",
}


def test_what_a_client_claims_about_itself_is_dropped(web: Nginx) -> None:
    answer = web.ask("/api/x", headers=CLAIMS)
    seen = answer.json()["headers"]
    assert seen["x-forwarded-for"] == seen["x-real-ip"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "http"
    assert not {"x-forwarded-host", "forwarded", "fly-client-ip"} & seen.keys()
    assert seen["x-forged-header"] == "Fly-Client-IP"
    assert "strict-transport-security" not in answer.headers


def test_behind_fly_only_its_own_addresses_are_believed(tmp_path: Path, site: Path) -> None:
    with stubs.echo() as api:
        url = f"http://127.0.0.1:{api}"
        with running(tmp_path / "stranger", url, site, edge="fly") as nginx:
            answer = nginx.ask("/api/x", headers=CLAIMS)
            assert answer.json()["headers"]["x-forwarded-for"] == "127.0.0.1"
            assert answer.json()["headers"]["x-forwarded-proto"] == "http"
            assert answer.json()["headers"]["x-forged-header"] == "Fly-Client-IP"
            assert "strict-transport-security" not in answer.headers
        as_fly = {"172.16.0.0/12": "127.0.0.1/32"}
        with running(tmp_path / "fly", url, site, edge="fly", replace=as_fly) as nginx:
            answer = nginx.ask("/api/x", headers=CLAIMS)
            seen = answer.json()["headers"]
            assert seen["x-forwarded-for"] == seen["x-real-ip"] == "203.0.113.9"
            assert seen["x-forwarded-proto"] == "https"
            assert "x-forged-header" not in seen
            assert answer.header("strict-transport-security") == "max-age=31536000"


def test_only_nginx_says_what_was_forged(web: Nginx) -> None:
    seen = web.ask("/api/x", headers={"X-Forged-Header": "Forwarded"}).json()["headers"]
    assert "x-forged-header" not in seen
    seen = web.ask("/api/x", headers={"X-Real-IP": "6.6.6.6"}).json()["headers"]
    assert seen["x-forged-header"] == "X-Forwarded-For"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/x?" + "a" * 9_000, {}),
        ("/api/x", {"X-Long": "a" * 9_000}),
        ("/api/%zz", {}),
    ],
)
def test_what_breaks_the_rules_of_http_is_an_envelope(
    web: Nginx, path: str, headers: dict[str, str]
) -> None:
    answer = web.ask(path, headers=headers)
    assert answer.status == 400
    assert answer.json()["code"] == "malformed_request"


def test_a_flood_of_one_address_ends_at_nginx(tmp_path: Path, site: Path) -> None:
    slower = {"rate=50r/s": "rate=1r/m", "burst=50 delay=10": "burst=3 nodelay"}
    with (
        stubs.echo() as api,
        running(tmp_path, f"http://127.0.0.1:{api}", site, replace=slower) as nginx,
    ):
        answers = [nginx.ask("/api/x") for _ in range(6)]
        assert [answer.status for answer in answers] == [200] * 4 + [429] * 2
        refused = answers[-1]
        assert refused.json()["code"] == "rate_limited"
        assert refused.json()["docs"] == "/docs/errors#rate_limited"
        assert refused.header("retry-after") == "1"
        assert refused.json()["request_id"] == refused.header("x-request-id")
        for name, value in SECURITY.items():
            assert refused.header(name) == value
        # The website itself is not the API, and another address is another client.
        assert nginx.ask("/").status == 200
        assert nginx.ask("/api/x", address="127.0.0.2").status == 200


def test_tries_to_sign_in_are_counted_for_themselves(tmp_path: Path, site: Path) -> None:
    slower = {"rate=10r/m": "rate=1r/m", "burst=5 ": "burst=1 "}
    with (
        stubs.echo() as api,
        running(tmp_path, f"http://127.0.0.1:{api}", site, replace=slower) as nginx,
    ):
        paths = ["login", "forgot", "reset", "refresh", "refresh", "refresh"]
        statuses = [nginx.ask(f"/api/auth/{path}", "POST").status for path in paths]
    assert statuses == [200, 200, 429, 200, 200, 200]


def test_a_request_id_is_kept_when_harmless_and_made_otherwise(web: Nginx) -> None:
    kept = web.ask("/api/x", headers={"X-Request-ID": "order-4711-abc"})
    assert kept.header("x-request-id") == "order-4711-abc"
    assert kept.json()["headers"]["x-request-id"] == "order-4711-abc"
    for bad in ('x" injected', "short", "a" * 65):
        made = web.ask("/api/x", headers={"X-Request-ID": bad})
        assert len(made.header("x-request-id")) == 32
        assert made.json()["headers"]["x-request-id"] == made.header("x-request-id")


@pytest.mark.parametrize(("which", "status"), [("web", 200), ("alone", 503)])
def test_the_log_is_json_and_holds_no_query(
    which: str, status: int, request: pytest.FixtureRequest
) -> None:
    nginx: Nginx = request.getfixturevalue(which)
    nginx.ask("/healthz")
    nginx.ask("/api/transactions?text=ann@example.org", headers={"X-Request-ID": "find-me-1"})
    deadline = time.monotonic() + 5
    while "find-me-1" not in nginx.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    lines = [json.loads(line) for line in nginx.log.read_text().splitlines()]
    line = next(line for line in lines if line["request_id"] == "find-me-1")
    assert line["path"] == "/api/transactions"
    assert line["status"] == status
    assert "ann@" not in nginx.log.read_text()
    assert not any(line["path"] == "/healthz" for line in lines)


def test_an_api_that_moves_is_found_without_a_reload(tmp_path: Path, site: Path) -> None:
    names = stubs.NameServer("127.0.0.1")
    port = free_port()
    try:
        with running(
            tmp_path / "nginx",
            f"http://api.test:{port}",
            site,
            resolvers=f"127.0.0.1:{names.port}",
            replace={"valid=5s": "valid=1s"},
        ) as nginx:
            assert nginx.ask("/api/x").status == 503
            with stubs.echo("127.0.0.1", port):
                assert nginx.ask("/api/x").json()["served_by"] == "127.0.0.1"
            assert nginx.ask("/api/x").status == 503
            names.address = "127.0.0.2"
            with stubs.echo("127.0.0.2", port):
                deadline = time.monotonic() + 10
                while nginx.ask("/api/x").status != 200:
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
                assert nginx.ask("/api/x").json()["served_by"] == "127.0.0.2"
    finally:
        names.close()
