"""Every pattern a client's value must match has words for what the value must look like."""

import inspect
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from secureflow.api.schemas.predict import PredictHeaders
from secureflow.intake.fields import Request
from secureflow.intake.wording import FORMS
from tests.house.code import PACKAGE

OWN_CHECK = {"amount", "quantity", "chargeback_fee", "margin", "review_cost"}
"""Patterns that only describe; what is refused is said by the checks of a number."""


def _requests() -> set[type[BaseModel]]:
    files = [*(PACKAGE / "api" / "schemas").glob("*.py"), PACKAGE / "intake" / "payment.py"]
    modules = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in files]
    found = [
        cls for name in modules for _, cls in inspect.getmembers(import_module(name), _is_request)
    ]
    return {*found, PredictHeaders}


def _is_request(thing: Any) -> bool:
    return inspect.isclass(thing) and issubclass(thing, Request)


def test_every_pattern_has_words() -> None:
    with_pattern = {
        name
        for model in _requests()
        for name, schema in model.model_json_schema()["properties"].items()
        if "'pattern'" in str(schema)
    }
    assert with_pattern - OWN_CHECK == FORMS.keys()
