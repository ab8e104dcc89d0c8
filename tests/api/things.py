"""How to make one of everything that an address names, and what calls with it need."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from apiflask import APIFlask

from secureflow.db import accounts
from secureflow.services import keys as service
from secureflow.services.keys import Wanted
from tests.conftest import Tenant, as_owner, bearer
from tests.services import waiting

BURST = "00112233445566778899aabbccddeeff"
SENTENCE = "Review if amount is over 500"


def owner_of(tenant: Tenant) -> int:
    owner = accounts.user_by_email(tenant.email)
    assert owner is not None
    return owner.id


Made = Callable[[APIFlask, Tenant], int | str]


def transaction(app: APIFlask, tenant: Tenant) -> int:
    answer = app.test_client().post("/api/predict", json={"amount": 1}, headers=tenant.headers)
    return int(answer.get_json()["transaction_id"])


def upload(app: APIFlask, tenant: Tenant) -> int:
    form = {"file": (BytesIO(b"amount\n5\n"), "a.csv")}
    answer = app.test_client().post("/api/uploads/score", data=form, headers=tenant.headers)
    return int(answer.get_json()["id"])


def feedback_file(app: APIFlask, tenant: Tenant) -> int:
    form = {"file": (BytesIO(b"external_id\n1\n"), "a.csv")}
    answer = app.test_client().post("/api/feedback/uploads", data=form, headers=tenant.headers)
    return int(answer.get_json()["id"])


def session(app: APIFlask, tenant: Tenant) -> int:
    headers = bearer(owner_of(tenant))
    answer = app.test_client().get("/api/me", headers=headers)
    return int(answer.get_json()["session_id"])


def key(app: APIFlask, tenant: Tenant) -> int:
    return service.create(tenant.merchant_id, Wanted("another", ["read"])).row.id


def member(app: APIFlask, tenant: Tenant) -> int:
    return owner_of(tenant)


def invitation(app: APIFlask, tenant: Tenant) -> int:
    body = {"email": "sam@northwind.example", "role": "viewer"}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/invitations", json=body, headers=headers)
    return int(answer.get_json()["id"])


def customer(app: APIFlask, tenant: Tenant) -> int:
    """A customer whose reference is a number."""
    body = {"amount": 1, "customer": "4711"}
    app.test_client().post("/api/predict", json=body, headers=tenant.headers)
    return 4711


def chart_note(app: APIFlask, tenant: Tenant) -> int:
    body = {"at": "2026-11-20T08:00:00Z", "text": "Autumn sale"}
    answer = app.test_client().post("/api/chart-notes", json=body, headers=tenant.headers)
    return int(answer.get_json()["id"])


def run(app: APIFlask, tenant: Tenant) -> int:
    body = {"reason": "to see who may look"}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/models/train", json=body, headers=headers)
    return int(answer.get_json()["id"])


def version(app: APIFlask, tenant: Tenant) -> str:
    """A model of the merchant's own, which only its row says anything of."""
    name = f"learned-of-merchant-{tenant.merchant_id}"
    as_owner(
        "INSERT INTO model_versions (merchant_id, version, sha256, size, trained_on, metrics, "
        "is_active) VALUES (:merchant_id, :name, '', 0, 'a test', '{}', false)",
        merchant_id=tenant.merchant_id,
        name=name,
    )
    return name


def review(app: APIFlask, tenant: Tenant) -> int:
    return waiting.reviews(tenant.merchant_id, 1)[0]


def batch(app: APIFlask, tenant: Tenant) -> int:
    body = {"review_ids": [review(app, tenant)], "resolution": "decline"}
    answer = app.test_client().post("/api/reviews/resolutions", json=body, headers=tenant.headers)
    return int(answer.get_json()["batch_id"])


def view(app: APIFlask, tenant: Tenant) -> int:
    body = {"name": "Dear", "search": "min=1000", "is_shared": True}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/review-views", json=body, headers=headers)
    return int(answer.get_json()["id"])


def policy(app: APIFlask, tenant: Tenant) -> int:
    """A draft; every merchant has a policy 1."""
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/policies", json={"reason": "try"}, headers=headers)
    return int(answer.get_json()["version"])


def rule(app: APIFlask, tenant: Tenant) -> int:
    body = {"policy": policy(app, tenant), "name": "Dear", "sentence": SENTENCE}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/rules", json=body, headers=headers)
    return int(answer.get_json()["id"])


def entity_list(app: APIFlask, tenant: Tenant) -> int:
    body = {"name": "Stolen", "kind": "card", "effect": "block"}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/lists", json=body, headers=headers)
    return int(answer.get_json()["id"])


def burst(app: APIFlask, tenant: Tenant) -> str:
    return going_on(tenant)


def going_on(tenant: Tenant) -> str:
    """Return the name of a burst of newcomers that is not over."""
    as_owner(
        "INSERT INTO bursts (merchant_id, is_test, key, kind, value, times, usual, usual_at, "
        "since, until, updated_at) VALUES (:merchant_id, false, decode(:key, 'hex'), "
        "'ip', '203.0.113.7', '{}', 0, 0, now(), now() + interval '1 hour', now())",
        merchant_id=tenant.merchant_id,
        key=BURST,
    )
    return BURST


THINGS: dict[str, Made] = {
    "batch_id": batch,
    "note_id": chart_note,
    "burst": burst,
    "customer": customer,
    "file_id": feedback_file,
    "invitation_id": invitation,
    "key_id": key,
    "list_id": entity_list,
    "member_id": member,
    "policy": policy,
    "review_id": review,
    "rule_id": rule,
    "run_id": run,
    "session_id": session,
    "transaction_id": transaction,
    "upload_id": upload,
    "version": version,
    "view_id": view,
}
"""How to make the thing that a path names, for a merchant who is then asked for it."""

REVIEW = "/reviews/<int:review_id>"
POLICY, RULE, LIST = "/policies/<int:policy>", "/rules/<int:rule_id>", "/lists/<int:list_id>"
BODIES: dict[str, Any] = {
    f"POST {REVIEW}/snooze": {"until": "2099-01-01T00:00:00Z"},
    f"POST {REVIEW}/ask": {"user_id": 1},
    f"POST {REVIEW}/notes": {"text": "not mine"},
    f"POST {REVIEW}/resolution": {"resolution": "decline"},
    f"PATCH {REVIEW}/resolution": {"reason": "other"},
    f"POST {REVIEW}/reopen": {"reason": "it is not mine"},
    f"PATCH {POLICY}": {"review_line": 50},
    f"POST {POLICY}/live": {"reason": "it is not mine"},
    f"POST {POLICY}/rollback": {"reason": "it is not mine"},
    f"PUT {RULE}": {"policy": 1, "name": "mine", "sentence": SENTENCE},
    f"POST {RULE}/snoozes": {"kind": "customer", "value": "c-1", "until": "2099-01-01"},
    f"PATCH {LIST}": {"effect": "none"},
    f"POST {LIST}/entries": {"entries": [{"value": "tok_1"}]},
    "PATCH /review-views/<int:view_id>": {"name": "mine"},
    "POST /customers/<path:customer>/notes": {"text": "Called on Monday."},
    "PATCH /team/<int:member_id>": {"role": "viewer"},
    "POST /keys/<int:key_id>/rotate": {},
    "POST /customers/<path:customer>/erase": {"password": "correct horse battery"},
    "PUT /models/challengers/<version>": {"share": 0},
    "POST /models/<version>/promote": {"reason": "it is not mine"},
}
"""What a call needs to be well formed, by method and path."""
FORMS: dict[str, Callable[[], Any]] = {
    f"POST {LIST}/entries/file": lambda: {"file": (BytesIO(b"value\n1\n"), "a.csv")},
}
"""The same of those that take a file."""
IN_BOTH_MODES = {"policy", "rule_id", "list_id"}
"""What decides of live and test payments alike."""


def sent(name: str) -> dict[str, Any]:
    """Return how a call is sent, by method and path."""
    return {"data": FORMS[name]()} if name in FORMS else {"json": BODIES.get(name)}
