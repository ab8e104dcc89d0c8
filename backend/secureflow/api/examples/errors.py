"""An example of every error, by its code: what the envelope says besides code, docs and id."""

from typing import Any

ERRORS: dict[str, dict[str, Any]] = {
    "already_resolved": {
        "message": "Dana Lee has declined this order.",
        "fix": "Go on with the next one, or open this one again from its page.",
        "by": {"id": 1, "name": "Dana Lee"},
        "resolution": "decline",
        "at": "2026-11-21T09:30:00Z",
    },
    "conflict": {
        "message": "external_id: was used before with another body",
        "fix": "Send a new one for a new payment, or the same body for a repeat.",
        "field": "external_id",
    },
    "forbidden": {
        "message": "This key may not do this: the scope 'score' is missing.",
        "fix": "Ask an admin of the account for a key that has it.",
    },
    "gate_failed": {
        "message": "learned-20261114-4c1f09ab may not be promoted: 80 of them have a label, 9 are "
        "fraud; at least 100 and 10 are needed.",
        "fix": "Wait for more labels, or challenge with another model.",
    },
    "idempotency_conflict": {
        "message": "Idempotency-Key: was used before for another request",
        "fix": "Send a new key for a new request, or the same request for a repeat.",
        "field": "Idempotency-Key",
    },
    "internal_error": {
        "message": "Something went wrong on our side.",
        "fix": "Quote the request id when you ask for help.",
    },
    "invalid_input": {"message": "hour: must be at most 23", "field": "hour"},
    "locked": {
        "message": "Too many tries: signing in waits a while.",
        "fix": "Wait as many seconds as Retry-After says.",
    },
    "malformed_body": {
        "message": "The body is not JSON.",
        "fix": "Send one JSON object in UTF-8.",
    },
    "malformed_request": {"message": "The request cannot be read."},
    "method_not_allowed": {
        "message": "This address has no such method.",
        "fix": "The header Allow names the methods of this address.",
    },
    "model_unavailable": {
        "message": "There is no active model.",
        "fix": "Run `secureflow train` on the server, then `secureflow check`.",
    },
    "not_found": {"message": "There is no transaction 17.", "field": "transaction_id"},
    "not_ready": {
        "message": "The database cannot be reached.",
        "fix": "Try again in a moment.",
    },
    "outdated": {
        "message": "Policy 8 of Sam Park went live since this one was made from policy 6: fewer "
        "false alarms.",
        "fix": "Look at what went live, then send `based_on` with its number to have the draft "
        "follow it.",
        "field": "based_on",
        "live": 8,
        "based_on": 6,
        "by": {"id": 2, "name": "Sam Park"},
        "at": "2026-11-21T09:30:00Z",
    },
    "rate_limited": {
        "message": "Too many requests: the limit is 6000 per 1 minute.",
        "fix": "Wait as many seconds as Retry-After says, and send fewer.",
    },
    "second_factor_required": {
        "message": "This account is protected by a second factor.",
    },
    "second_factor_wrong": {"message": "The code is wrong, too old, or was used before."},
    "too_late": {
        "message": "This was decided more than 10 seconds ago.",
        "fix": "Open the review again: that is recorded as an event of its own.",
    },
    "test_error": {
        "message": "This is the error that was asked for.",
        "fix": "Send another customer; only the test mode answers so.",
    },
    "too_large": {"message": "The body exceeds the limit: 1 MB, or 20 MB for an upload."},
    "too_many_streams": {
        "message": "Too many streams of events are open.",
        "fix": "Ask /api/events/recent every few seconds instead, and try again later.",
    },
    "unauthenticated": {
        "message": "Nobody is signed in.",
        "fix": "Send an API key in X-API-Key, or sign in and send the access token as a bearer "
        "token.",
    },
    "unavailable": {
        "message": "The service does not answer at the moment.",
        "fix": "Try again in a few seconds.",
    },
    "unsupported_media_type": {
        "message": "The body is of another kind than this address reads.",
        "fix": "Send it with Content-Type: application/json.",
    },
}
