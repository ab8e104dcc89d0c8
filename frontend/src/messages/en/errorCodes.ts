export interface ErrorText {
  /** The HTTP status it comes with. */
  status: number
  means: string
  fix: string
}

/** Every code of the API: what it means and what helps. */
export const errorCodes = {
  invalid_input: {
    status: 422,
    means: 'A value cannot be used. `field` names it and `message` says why.',
    fix: 'Change that value and send the request again. The [reference](/docs/reference) has the limits of every field.',
  },
  malformed_body: {
    status: 400,
    means: 'The body is not readable: not JSON, not UTF-8, or nested too deep.',
    fix: 'Send one JSON object in UTF-8. A missing quote or a comma too many is the usual reason.',
  },
  malformed_request: {
    status: 400,
    means: 'The request itself cannot be read, before anybody looked at its body.',
    fix: 'Use an HTTP library, and check what stands between you and the service.',
  },
  unauthenticated: {
    status: 401,
    means: 'Nobody valid is calling: no key, a wrong or revoked one, or a session that ended.',
    fix: 'Send a key in `X-API-Key`. Check that it is whole: a key ends in six characters that guard against typing errors.',
  },
  second_factor_required: {
    status: 401,
    means: 'The password is right; the account asks for a code as well.',
    fix: 'Send the same again with `code`: the one the app shows now, or a recovery code.',
  },
  second_factor_wrong: {
    status: 401,
    means: 'The password is right and the code is not.',
    fix: 'Wait for the next code of the app and check the clock of the phone, or send a recovery code.',
  },
  forbidden: {
    status: 403,
    means: 'The caller is known but may not do this.',
    fix: 'Give the key the scope the message names, or ask an owner or admin for the role.',
  },
  not_found: {
    status: 404,
    means: 'There is nothing at this address, or nothing of this id in your shop.',
    fix: 'Check the id, and whether it belongs to live or to test data.',
  },
  method_not_allowed: {
    status: 405,
    means: 'The address exists, but not with this method.',
    fix: 'See the [reference](/docs/reference) for the methods of each address.',
  },
  conflict: {
    status: 409,
    means: 'The same `external_id` was used before for another payment.',
    fix: 'Use an id of its own for every payment; send the first body again to get the first answer.',
  },
  already_resolved: {
    status: 409,
    means: 'Somebody has decided this review already. `message` says who, what and when.',
    fix: 'Go on with the next one, or open this one again from its page.',
  },
  too_late: {
    status: 409,
    means: 'The time to take this decision back is over: it has left the system.',
    fix: 'Open the review again, which is recorded as an event of its own.',
  },
  outdated: {
    status: 409,
    means:
      'Somebody was first: another policy went live since this draft was made (`live`), or the costs were changed since you looked (`theirs`). `by` and `at` say who and when.',
    fix: 'Look at what is there now, then have the draft follow it by `based_on`, or send yours with `was` as it is now. Nothing of yours is lost.',
  },
  idempotency_conflict: {
    status: 409,
    means: 'The same `Idempotency-Key` was used before with another body or another route.',
    fix: 'Use a key of its own for every request; keep it only over the [retries](/docs/retries) of that one.',
  },
  gate_failed: {
    status: 409,
    means: 'A challenger may not be promoted yet: a check did not pass. `message` names it.',
    fix: 'Wait for more labels or orders, then look at the checks on the page of the model.',
  },
  too_large: {
    status: 413,
    means: 'The body or the file is larger than its address takes.',
    fix: 'Send fewer payments at once, or split the file. The sizes are under [Limits](/docs/limits#sizes).',
  },
  unsupported_media_type: {
    status: 415,
    means: 'The body is of another type than this address reads.',
    fix: 'Send JSON with `Content-Type: application/json`, a file as `multipart/form-data`.',
  },
  locked: {
    status: 429,
    means: 'Too many wrong passwords or codes for this account or from this address.',
    fix: 'Wait the seconds in `Retry-After`, or ask for a new password. Nothing else helps earlier.',
  },
  rate_limited: {
    status: 429,
    means: 'Too many requests for now.',
    fix: 'Wait the seconds in `Retry-After`. For many payments use a [batch](/docs/batch).',
  },
  too_many_streams: {
    status: 503,
    means: 'More streams of events are open than this service holds, or than one person may have.',
    fix: 'Ask `GET /api/events/recent` every few seconds: it has the same facts. Try the stream again after a minute.',
  },
  model_unavailable: {
    status: 503,
    means: 'There is no usable model, and nothing is put in its place.',
    fix: 'Whoever runs the service trains one with `secureflow train`; `secureflow check` says what is wrong.',
  },
  not_ready: {
    status: 503,
    means: 'Something the service needs is away, such as its database.',
    fix: 'Send it again after the seconds in `Retry-After`. If it stays, see `GET /api/health/ready`.',
  },
  unavailable: {
    status: 503,
    means: 'The service does not answer at the moment: it restarts or is away.',
    fix: 'Send it again after the seconds in `Retry-After`, with the same `Idempotency-Key`.',
  },
  test_error: {
    status: 503,
    means: 'The customer `test_error` asked for it, in [test mode](/docs/test-mode).',
    fix: 'Nothing is wrong. Send another customer.',
  },
  internal_error: {
    status: 500,
    means: 'Something went wrong on our side, and it is on record there.',
    fix: 'Send it again. If it stays, quote the `request_id` when you ask for help.',
  },
} satisfies Record<string, ErrorText>
