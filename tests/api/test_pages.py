"""Pages, sorts and ?fields= of every list, in one way."""

import base64
import json
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.api.routes import ROUTES
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.api.sparse import choosable
from tests.conftest import Api, make_tenant


@pytest.fixture
def uploads(api: Api) -> list[int]:
    """Five uploads, the oldest first."""
    from io import BytesIO

    return [
        api.client.post(
            "/api/uploads/score",
            data={"file": (BytesIO(b"amount\n5\n"), f"{i}.csv")},
            headers=api.headers,
        ).get_json()["id"]
        for i in range(5)
    ]


def forged(sort: str, value: Any, key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, value, key]).encode()).decode()


def test_every_list_with_pages_takes_the_same_query() -> None:
    for route in ROUTES:
        spec = getattr(route.handler, "_spec", {})
        schema = spec.get("response", {}).get("schema")
        if isinstance(schema, type) and issubclass(schema, PageAnswer):
            assert any(issubclass(query, PageQuery) for query, _ in spec["args"]), route.path
            assert choosable(route.handler) is not None


@pytest.mark.parametrize("sort", ["-created_at", "created_at"])
def test_uploads_come_in_pages(api: Api, uploads: list[int], sort: str) -> None:
    seen: list[int] = []
    cursor = ""
    while True:
        page = api.get(f"/uploads?limit=2&sort={sort}{cursor}").get_json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == (uploads if sort == "created_at" else uploads[::-1])


def test_a_page_stays_right_while_rows_come_in(api: Api, uploads: list[int]) -> None:
    from io import BytesIO

    first = api.get("/uploads?limit=3").get_json()
    form = {"file": (BytesIO(b"amount\n7\n"), "late.csv")}
    api.client.post("/api/uploads/score", data=form, headers=api.headers)
    rest = api.get(f"/uploads?limit=3&cursor={first['next_cursor']}").get_json()
    assert [i["id"] for i in first["items"] + rest["items"]] == uploads[::-1]


@pytest.mark.parametrize(
    "cursor",
    [
        forged("-amount", "1e999999", 1),
        forged("-amount", "NaN", 1),
        forged("-amount", 5, 1),
        forged("-amount", None, 1),
        forged("-amount", "5", "x"),
        forged("-amount", "5", [1]),
        forged("-score", "5", 1),
        base64.urlsafe_b64encode(b"{}").decode(),
        base64.urlsafe_b64encode(b"[1,2]").decode(),
        base64.urlsafe_b64encode(b"\xff").decode(),
        "%C3%A9",
        "====",
    ],
)
def test_an_invented_cursor_is_refused(api: Api, cursor: str) -> None:
    response = api.get(f"/transactions?sort=-amount&cursor={cursor}")
    assert (response.status_code, response.get_json()["field"]) == (422, "cursor")


@pytest.mark.parametrize("value", ["2026-11-21T09:00:00", "yesterday", "1\x00"])
def test_a_time_in_a_cursor_has_a_zone(api: Api, value: str) -> None:
    response = api.get(f"/transactions?cursor={forged('-occurred_at', value, 1)}")
    assert (response.status_code, response.get_json()["field"]) == (422, "cursor")


def test_a_cursor_of_another_merchant_shows_nothing_of_theirs(
    app: APIFlask, api: Api, uploads: list[int]
) -> None:
    cursor = api.get("/uploads?limit=2").get_json()["next_cursor"]
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.get(f"/uploads?cursor={cursor}").get_json() == {"items": [], "next_cursor": None}


def test_fields_narrow_a_list_and_one_thing(api: Api, uploads: list[int]) -> None:
    page = api.get("/uploads?fields=id,filename&limit=2").get_json()
    assert page["items"] == [
        {"id": uploads[-1], "filename": "4.csv"},
        {"id": uploads[-2], "filename": "3.csv"},
    ]
    assert page["next_cursor"]
    one = api.get(f"/uploads/{uploads[0]}?fields=scored").get_json()
    assert one == {"scored": 1}
    assert api.get("/me?fields=kind").get_json() == {"kind": "key"}


@pytest.mark.parametrize("path", ["/uploads?fields=id,colour", "/me?fields=colour", "/me?fields="])
def test_an_unknown_field_is_named(api: Api, path: str) -> None:
    response = api.get(path)
    assert (response.status_code, response.get_json()["field"]) == (422, "fields")
    assert "Choose from" in response.get_json()["fix"]


@pytest.mark.parametrize("path", ["/me", "/uploads"])
def test_fields_are_at_most_a_thousand_characters(api: Api, path: str) -> None:
    name = "kind" if path == "/me" else "rows"
    longest = ",".join([name] * 200)
    assert len(longest) == 999
    assert api.get(f"{path}?fields={longest}").status_code == 200
    response = api.get(f"{path}?fields={longest},{name}")
    assert (response.status_code, response.get_json()["field"]) == (422, "fields")


def test_fields_say_nothing_to_strangers(app: APIFlask) -> None:
    assert app.test_client().get("/api/me?fields=colour").status_code == 401
