"""The team: roles given and taken, people removed, and one owner always left."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import accounts, password_resets
from tests.api.browser import Browser, signed_in, stored, with_second_factor
from tests.api.people import Person, member
from tests.conftest import Tenant, make_tenant


@pytest.fixture
def owner(app: APIFlask, tenant: Tenant) -> Person:
    """The merchant's owner, signed in."""
    return Person.of(app, tenant)


def roles(person: Person) -> dict[int, str]:
    return {one["id"]: one["role"] for one in person.get("/team").get_json()["items"]}


def test_the_team_is_listed_to_everybody_in_it(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    make_tenant("Contoso")
    viewer = member(app, tenant, "viewer")
    first, second = viewer.get("/team").get_json()["items"]
    assert first["last_active_at"] is not None
    assert {name: first[name] for name in ("id", "name", "email", "role", "second_factor")} == {
        "id": owner.id,
        "name": "Dana Lee",
        "email": tenant.email,
        "role": "owner",
        "second_factor": False,
    }
    assert (second["id"], second["role"]) == (viewer.id, "viewer")


def test_a_role_is_changed_and_holds_at_once(app: APIFlask, tenant: Tenant, owner: Person) -> None:
    viewer = member(app, tenant, "viewer")
    assert viewer.get("/invitations").status_code == 403
    changed = owner.patch(f"/team/{viewer.id}", {"role": "admin"})
    assert (changed.status_code, changed.get_json()["role"]) == (200, "admin")
    assert viewer.get("/invitations").status_code == 200
    assert owner.patch(f"/team/{viewer.id}", {"role": "viewer"}).status_code == 200
    assert viewer.get("/invitations").status_code == 403


def test_a_removed_persons_sessions_end_and_what_they_did_keeps_their_name(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    reviewer = member(app, tenant, "reviewer", "Rhea")
    payment = reviewer.post("/predict", {"amount": 5}).get_json()["transaction_id"]
    said = reviewer.post(
        "/feedback", {"transaction_id": payment, "label": "fraud", "source": "reviewer"}
    )
    assert said.status_code == 201
    assert owner.delete(f"/team/{reviewer.id}").status_code == 204
    assert reviewer.get("/team").status_code == 401
    assert roles(owner).keys() == {owner.id}
    told = owner.get(f"/transactions/{payment}").get_json()["feedback"]
    assert [one["created_by"] for one in told] == ["Rhea"]
    assert owner.delete(f"/team/{reviewer.id}").status_code == 404


def test_the_last_owner_stays(app: APIFlask, tenant: Tenant, owner: Person) -> None:
    member(app, tenant, "admin")
    for answer in (
        owner.patch(f"/team/{owner.id}", {"role": "admin"}),
        owner.delete(f"/team/{owner.id}"),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
        assert answer.get_json()["fix"] == "Make another person an owner first."
    assert owner.patch(f"/team/{owner.id}", {"role": "owner"}).status_code == 200
    assert roles(owner)[owner.id] == "owner"


def test_an_owner_may_step_down_once_there_is_another(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    other = member(app, tenant, "viewer")
    assert owner.patch(f"/team/{other.id}", {"role": "owner"}).status_code == 200
    assert owner.patch(f"/team/{owner.id}", {"role": "reviewer"}).status_code == 200
    assert roles(other) == {owner.id: "reviewer", other.id: "owner"}


def test_owners_who_demote_each_other_at_once_leave_one(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    other = member(app, tenant, "owner", "Other")
    for _ in range(5):
        start = Barrier(2)

        def demote(who: Person, whom: Person, start: Barrier = start) -> int:
            start.wait()
            return int(who.patch(f"/team/{whom.id}", {"role": "admin"}).status_code)

        with ThreadPoolExecutor(2) as pool:
            pairs = ((owner, other), (other, owner))
            answers = sorted(pool.map(lambda pair: demote(*pair), pairs))
        assert answers in ([200, 403], [200, 409]), "403 where the first was done already"
        left = [person for person, role in roles(owner).items() if role == "owner"]
        assert len(left) == 1
        tenancy.bind(tenant.merchant_id)
        db.session.execute(db.text("UPDATE users SET role = 'owner'"))
        db.session.commit()


def test_only_owners_deal_with_owners_and_nobody_raises_themselves(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    admin = member(app, tenant, "admin")
    viewer = member(app, tenant, "viewer")
    refused = (
        admin.patch(f"/team/{owner.id}", {"role": "viewer"}),
        admin.delete(f"/team/{owner.id}"),
        admin.patch(f"/team/{admin.id}", {"role": "owner"}),
        admin.patch(f"/team/{viewer.id}", {"role": "owner"}),
        viewer.patch(f"/team/{viewer.id}", {"role": "reviewer"}),
    )
    assert [answer.status_code for answer in refused] == [403] * 5
    assert admin.patch(f"/team/{viewer.id}", {"role": "admin"}).status_code == 200
    assert admin.delete(f"/team/{viewer.id}").status_code == 204


def test_no_key_deals_with_people(app: APIFlask, tenant: Tenant, owner: Person) -> None:
    viewer = member(app, tenant, "viewer")
    for path in (f"/api/team/{viewer.id}", f"/api/team/{viewer.id}/second-factor"):
        refused = app.test_client().delete(path, headers=tenant.headers)
        assert refused.status_code == 403


def test_an_owner_turns_off_the_second_factor_of_who_lost_it(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    sam = Tenant(tenant.merchant_id, "sam@northwind.example", tenant.password, "")
    user = accounts.create_user(tenant.merchant_id, sam.email, "Sam Ortiz", "admin", sam.password)
    browser = signed_in(app, sam)
    with_second_factor(browser, sam)
    password_resets.link(sam.email)
    assert owner.delete(f"/team/{user.id}/second-factor").status_code == 204
    assert browser.get("/me").status_code == 401, "whoever has the phone has a session, too"
    assert Browser(app).sign_in(sam).status_code == 200
    assert stored("SELECT * FROM password_resets") == []
    [row] = stored("SELECT actor_name FROM audit_events WHERE action = 'second_factor.removed'")
    assert row.actor_name == "Dana Lee"
    mails = stored(
        "SELECT args->>'template' AS template FROM procrastinate_jobs "
        "WHERE task_name = 'send_mail' ORDER BY id"
    )
    assert [mail.template for mail in mails] == ["second_factor_changed"] * 2
    again = owner.delete(f"/team/{user.id}/second-factor")
    assert (again.status_code, again.get_json()["message"]) == (
        404,
        "Sam Ortiz has no second factor.",
    )


def test_nobody_removes_their_own_second_factor_or_one_as_an_admin(
    app: APIFlask, tenant: Tenant, owner: Person
) -> None:
    browser = signed_in(app, tenant)
    with_second_factor(browser, tenant)
    path = f"/team/{owner.id}/second-factor"
    own = browser.call("DELETE", path)
    assert (own.status_code, own.get_json()["code"]) == (403, "forbidden")
    assert "in your profile" in own.get_json()["fix"]
    assert member(app, tenant, "admin").delete(path).status_code == 403
    assert browser.get("/me").get_json()["second_factor"] is True
    assert member(app, tenant, "owner").delete(path).status_code == 204


def test_an_unknown_role_is_refused(app: APIFlask, tenant: Tenant, owner: Person) -> None:
    viewer = member(app, tenant, "viewer")
    refused = owner.patch(f"/team/{viewer.id}", {"role": "operator"})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "role")
