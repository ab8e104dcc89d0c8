"""What surrounds every request: its id, its log line, its content type and its limits."""

import re
import time
from uuid import uuid4

from flask import Flask, Response, g, request

from secureflow.api.door import FRAUD_DETECTOR, FRAUD_DETECTOR_JSON
from secureflow.api.identity import nobody
from secureflow.config import BODY_LIMIT, UPLOAD_LIMIT
from secureflow.db import tenancy
from secureflow.errors import TooLarge, UnsupportedContent
from secureflow.infra.logs import log

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
STATEMENT_SECONDS = 30
"""How long the database may work on one statement of a request."""
UPLOADS = re.compile(r"/api/(uploads/|feedback/uploads|lists/\d+/entries/file$)")
"""Where files are sent to; what is sent anywhere else is JSON."""
UPLOAD_SLACK = 64_000
"""What multipart headers may add to a file of the largest size."""


def register(app: Flask) -> None:
    """Surround every request of this app."""
    app.before_request(_begin)
    app.after_request(_end)


def check_bodies(app: Flask) -> None:
    """Refuse bodies of the wrong kind or size, after the requests were counted."""
    app.before_request(_check_body)


def _begin() -> None:
    g.started = time.perf_counter()
    sent = request.headers.get("X-Request-ID", "")
    g.request_id = sent if REQUEST_ID.fullmatch(sent) else uuid4().hex
    tenancy.hurry(STATEMENT_SECONDS)
    tenancy.act_as(nobody())


def _check_body() -> None:
    is_upload = UPLOADS.match(request.path) is not None
    limit = UPLOAD_LIMIT + UPLOAD_SLACK if is_upload else BODY_LIMIT
    # A body whose size is not told ahead is counted while it is read.
    request.max_content_length = limit
    if not request.content_length:
        return
    if request.content_length > limit:
        raise TooLarge("The body exceeds the limit: 1 MB, or 20 MB for an upload.")
    wanted = "multipart/form-data" if is_upload else "application/json"
    if request.path == FRAUD_DETECTOR:
        wanted = FRAUD_DETECTOR_JSON
    if request.mimetype != wanted:
        raise UnsupportedContent(
            "The body is of another kind than this address reads.",
            fix=f"Send it with Content-Type: {wanted}.",
        )


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    caller = g.get("caller")
    log.info(
        "request",
        extra={
            "request_id": g.get("request_id"),
            "merchant": caller.merchant_id if caller else None,
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 2),
        },
    )
    return response
