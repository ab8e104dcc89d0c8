"""`secureflow models` and `secureflow replay`: the operator's hand on champions and challengers."""

import pytest

from tests.cli.conftest import Call, CallJson

TINY = ("--payments", 1_000, "--trees", 5)


@pytest.fixture
def versions(machine: dict[str, str], call_json: CallJson) -> tuple[str, str]:
    """Two base models, the second in force."""
    first, second = (call_json("train", *TINY, "--seed", seed)[1]["version"] for seed in (71, 72))
    return first, second


def champion(call_json: CallJson, *options: object) -> str:
    listed = call_json("models", "list", *options)[1]["models"]
    (found,) = [one["version"] for one in listed if one["is_champion"]]
    return str(found)


def test_a_base_model_is_promoted_and_taken_back(
    versions: tuple[str, str], call: Call, call_json: CallJson
) -> None:
    first, second = versions
    assert champion(call_json) == second
    code, out, _ = call("models", "promote", first, "--reason", "fewer false alarms")
    assert (code, out.strip()) == (0, f"{first} is the base champion now.")
    assert champion(call_json) == first
    assert call_json("models", "rollback", "--reason", "it was a mistake")[1]["version"] == second
    assert champion(call_json) == second


def test_a_merchant_is_shadowed_and_not_promoted_past_the_gate(
    versions: tuple[str, str], call: Call, call_json: CallJson
) -> None:
    first, second = versions
    merchant = ("--merchant", call_json("create-merchant", "Shadows")[1]["merchant"])
    assert champion(call_json, *merchant) == second
    code, out, _ = call("models", "challenge", first, *merchant)
    assert (code, "in the shadow" in out) == (0, True)
    listed = call("models", "list", *merchant)[1]
    assert f"shadow     base {first}" in listed
    code, answer = call_json("models", "promote", first, *merchant, "--reason", "I like it")
    assert (code, answer["error"]["code"]) == (1, "gate_failed")
    assert "have a label" in answer["error"]["message"]
    assert call("models", "withdraw", first, *merchant)[0] == 0
    assert call_json("models", "withdraw", first, *merchant)[1]["error"]["code"] == "not_found"


def test_a_training_is_put_in_the_queue_once(machine: dict[str, str], call_json: CallJson) -> None:
    merchant = call_json("create-merchant", "Learners")[1]["merchant"]
    options = ("--merchant", merchant, "--reason", "first chargebacks")
    code, answer = call_json("models", "train", *options)
    assert (code, answer["merchant"]) == (0, merchant)
    code, again = call_json("models", "train", *options)
    assert (code, again["error"]["code"]) == (1, "conflict")
    assert f"Run {answer['run']} is under way." in again["error"]["message"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("models", "promote", "nothing", "--reason", "x"), "There is no model nothing."),
        (("models", "list", "--merchant", 4711), "There is no merchant 4711."),
        (("replay", 4711), "There is no transaction 4711."),
    ],
)
def test_what_is_not_there_is_said(
    machine: dict[str, str], call: Call, arguments: tuple[object, ...], message: str
) -> None:
    code, _, errors = call(*arguments)
    assert code == 1
    assert f"error: {message}" in errors
