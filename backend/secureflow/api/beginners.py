"""Whoever tries the first payment sees in the dashboard why it was refused."""

from flask import g, request
from sqlalchemy.exc import SQLAlchemyError

from secureflow.api import limits
from secureflow.db.accounts import Caller
from secureflow.errors import InvalidInput, MalformedBody, SecureFlowError, UnsupportedContent
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services import first

ROUTE = "predict"
MISTAKES = (InvalidInput, MalformedBody, UnsupportedContent)


def tell(error: SecureFlowError) -> None:
    """Tell those who watch of a refused payment in the test mode, as long as none has come.

    Each mistake once a minute; where that fails the refusal is answered all the same.
    """
    who = g.get("caller")
    is_mistake = request.endpoint == ROUTE and isinstance(error, MISTAKES)
    if not (is_mistake and isinstance(who, Caller) and who.is_test):
        return
    try:
        mistake = f"{who.merchant_id}/{error.code}/{error.field}"
        if first.is_awaited(who.merchant_id, True) and limits.once_a_minute(ROUTE, mistake):
            said = {"code": error.code, "message": error.message, "field": error.field}
            first.refused(who.merchant_id, True, said | {"fix": error.advice})
    except SQLAlchemyError as away:
        db.session.rollback()
        log.warning("events_away", extra={"error": type(away).__name__})
