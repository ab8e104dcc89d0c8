"""What decides can be read, or nothing is decided; and it is found out before a payment is."""

from secureflow.services import policies
from tests.conftest import Api, Tenant, as_owner, make_tenant

BROKEN = """
    UPDATE policies SET document =
        jsonb_set(document, '{rules}', '[{"form": 99, "id": 7, "name": "of another release"}]')
    WHERE merchant_id = :merchant
"""


def test_a_rule_of_another_release_stops_its_merchant_alone(api: Api, tenant: Tenant) -> None:
    other = make_tenant("Contoso")
    assert policies.checked() == (2, [])
    as_owner(BROKEN, merchant=tenant.merchant_id)
    merchants, problems = policies.checked()
    assert merchants == 2
    assert [one.partition(":")[0] for one in problems] == [
        f"merchant {tenant.merchant_id}, policy 1, rule 7"
    ]
    refused = api.post("/predict", {"amount": 5})
    assert (refused.status_code, refused.get_json()["code"]) == (503, "not_ready")
    assert Api(api.client, other.headers).post("/predict", {"amount": 5}).status_code == 200


def test_a_merchant_whom_nothing_decides_for_is_found(tenant: Tenant) -> None:
    as_owner("UPDATE policies SET state = 'replaced'")
    assert policies.checked() == (
        1,
        [f"merchant {tenant.merchant_id} has no live policy"],
    )
