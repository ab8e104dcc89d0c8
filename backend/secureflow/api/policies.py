"""/api/policies: drafts that are edited, and the way of one into shadow, live, and back."""

from dataclasses import asdict
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.rule_shapes import names_of, shown_policy
from secureflow.api.schemas.policies import (
    Policy,
    PolicyAct,
    PolicyChange,
    PolicyDetail,
    PolicyPage,
    PolicyQuery,
    PolicyRequest,
    PolicySeen,
)
from secureflow.db import policies as table
from secureflow.db.policies import PolicyRow
from secureflow.services import drafts, policy_periods, publishing
from secureflow.services.policies import found_policy


@api.input(PolicyQuery, location="query", arg_name="query")
@api.output(PolicyPage)
def list_policies(query: PolicyQuery) -> dict[str, Any]:
    """List policies, a page at a time, the newest first; one of them is live."""
    merchant_id = caller().merchant_id
    page = table.page(merchant_id, query.limit, query.cursor)
    names = names_of(merchant_id)
    return {
        "items": [shown_policy(row.PolicyRow, names) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.output(PolicyDetail)
def get_policy(policy: int) -> dict[str, Any]:
    """Return one policy, whatever became of it, and when it was at work."""
    row = found_policy(caller().merchant_id, policy)
    return _shown(row) | {"periods": [asdict(one) for one in policy_periods.of(row)]}


@api.input(PolicyRequest, arg_name="body")
@api.output(Policy, status_code=201)
def draft_policy(body: PolicyRequest) -> dict[str, Any]:
    """Begin a draft: a copy of the live policy, or of any other, that decides nothing yet."""
    return _shown(drafts.make(caller(), body.reason, body.copy_of))


@api.input(PolicyChange, arg_name="body")
@api.output(Policy)
def change_policy(policy: int, body: PolicyChange) -> dict[str, Any]:
    """Change the lines, the shield or ready rules of a draft; what is left out stays.

    After another policy went live in between, `based_on` with its number says that it was looked
    at: the draft then follows it, with all that the draft says.
    """
    wanted = body.model_dump(exclude_none=True)
    return _shown(drafts.change(caller(), policy, wanted))


@api.output({}, status_code=204)
def delete_policy(policy: int) -> str:
    """Delete a draft. What was ever at work stays, because decisions are explained by it."""
    drafts.remove(caller(), policy)
    return ""


@api.input(PolicySeen, location="query", arg_name="query")
@api.output(Policy)
def shadow_policy(policy: int, query: PolicySeen) -> dict[str, Any]:
    """Have a draft say of each payment what it would do, beside the live one; it is then fixed.

    One policy runs in shadow; another that did ends. End it by `rollback`. `outdated` where it is
    not what was `seen` any more.
    """
    return _shown(publishing.shadow(caller(), policy, query.seen))


@api.input(PolicySeen, location="query", arg_name="query")
@api.input(PolicyAct, arg_name="body")
@api.output(Policy)
def publish_policy(policy: int, query: PolicySeen, body: PolicyAct) -> dict[str, Any]:
    """Let a draft or the shadow decide, from the next payment on.

    `outdated` where another policy went live since the draft was made: nothing is lost, and
    `live` says which one to look at. And where the draft is not what was `seen` any more: `by`
    says who changed it.
    """
    return _shown(publishing.go_live(caller(), policy, body.reason, query.seen))


@api.input(PolicyAct, arg_name="body")
@api.output(Policy)
def roll_back_policy(policy: int, body: PolicyAct) -> dict[str, Any]:
    """Take the live policy back, so that the one before decides again; or end a shadow."""
    return _shown(publishing.roll_back(caller(), policy, body.reason))


def _shown(row: PolicyRow) -> dict[str, Any]:
    return shown_policy(row, names_of(row.merchant_id))
