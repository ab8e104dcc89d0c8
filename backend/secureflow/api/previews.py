"""POST /api/policies/preview, and how good a rule is: history decided anew, in money."""

from datetime import UTC, datetime, timedelta
from typing import Any

from secureflow.api import preview_shapes as shapes
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.preview_requests import PreviewRequest, RuleQualityQuery
from secureflow.api.schemas.preview_requests import ReadyTried as ReadyBody
from secureflow.api.schemas.previews import Preview
from secureflow.api.schemas.rule_quality import RuleQuality, WrongHit
from secureflow.rules.book import ShieldSettings
from secureflow.services import preview as service
from secureflow.services import rule_quality, wrong_hits
from secureflow.services.tried import ReadyTried, RuleTried, Wanted
from secureflow.services.tried_entries import EntriesTried


@api.input(PreviewRequest, arg_name="body")
@api.output(Preview)
def preview_policy(body: PreviewRequest) -> dict[str, Any]:
    """Say what a change would have done to the merchant's own payments; nothing is changed.

    Two lines, a rule, a list, values to put on one, the shield, a whole policy or a model, alone
    or together, over the newest 100,000 payments unless said otherwise: what of the fraud is
    caught, how many good payments are declined, how many reviews a day that makes, and what it
    saves by the merchant's cost settings, each with its range and with rows to open. `notes` says
    what no history tells.
    """
    who = caller()
    return shapes.preview(service.of(who, _wanted(body)), who.currency)


@api.output(Preview)
def preview_shadow(policy: int) -> dict[str, Any]:
    """Say what a policy would have done in shadow, beside what was really decided meanwhile.

    `held_against` names the policies that were live in that time.
    """
    who = caller()
    return shapes.preview(service.of_shadow(who, policy), who.currency)


@api.input(RuleQualityQuery, location="query", arg_name="query")
@api.output(RuleQuality)
def rule_quality_of(query: RuleQualityQuery, rule_id: int) -> dict[str, Any]:
    """Say how right a rule is: its hits by what became known of them, and what else hit the same.

    Of a live rule these are the hits that were stored; of any other, the payments that it would
    have been a hit of.
    """
    who = caller()
    return shapes.quality(rule_quality.of(who, rule_id, query.days), who.currency)


@api.output(WrongHit)
def say_hit_was_wrong(transaction_id: int, rule_id: int) -> dict[str, Any]:
    """Say that a rule was wrong about a payment it was a hit of; the rule's quality counts it."""
    return _wrong(transaction_id, rule_id, is_wrong=True)


@api.output(WrongHit)
def take_back_wrong_hit(transaction_id: int, rule_id: int) -> dict[str, Any]:
    """Take back that a rule was wrong about a payment."""
    return _wrong(transaction_id, rule_id, is_wrong=False)


def _wrong(transaction_id: int, rule_id: int, *, is_wrong: bool) -> dict[str, Any]:
    count = wrong_hits.say(caller(), transaction_id, rule_id, is_wrong=is_wrong)
    return {
        "transaction_id": transaction_id,
        "rule_id": rule_id,
        "is_wrong": is_wrong,
        "wrong": count,
    }


def _ready(body: ReadyBody) -> ReadyTried:
    choice = body.model_dump(exclude_unset=True, exclude={"key"})
    return ReadyTried(body.key, {name: one for name, one in choice.items() if one is not None})


def _wanted(body: PreviewRequest) -> Wanted:
    return Wanted(
        policy=body.policy,
        lines=None if body.lines is None else (body.lines.review, body.lines.block),
        rule=None if body.rule is None else RuleTried(**body.rule.model_dump()),
        ready=None if body.ready is None else _ready(body.ready),
        list_id=None if body.list is None else body.list.list_id,
        list_effect="none" if body.list is None else body.list.effect,
        entries=None if body.entries is None else EntriesTried(**body.entries.model_dump()),
        shield=None if body.shield is None else ShieldSettings(**body.shield.model_dump()),
        model=body.model,
        since=None if body.days is None else datetime.now(UTC) - timedelta(days=body.days),
        most=body.limit,
    )
