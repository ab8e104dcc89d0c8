"""GET /api/events: what happens at a merchant, told while it happens or asked for now and then."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, request

from secureflow.api import tokens
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.events import EventsHeaders, EventsQuery, RecentEvents
from secureflow.db import events as table
from secureflow.extensions import db
from secureflow.services import events as service
from secureflow.services.events import Missed, cursor_of
from secureflow.services.streams import Stream, Streams, message

MEDIA_TYPE = "text/event-stream"
SOCKET = "gunicorn.socket"
"""Where gunicorn says on which connection a request came."""
HEADERS = {"X-Accel-Buffering": "no"}
"""Has nginx, ours or another's, pass each event on at once."""


@api.input(EventsQuery, location="query", arg_name="query")
@api.input(EventsHeaders, location="headers", arg_name="headers")
@api.output(
    {},
    content_type=MEDIA_TYPE,
    description="Server-sent events: `hello` first, then one message an event, whose data is the "
    "event as JSON. A comment every 15 seconds shows that the stream lives.",
)
def stream_events(query: EventsQuery, headers: EventsHeaders) -> Response:
    """Watch what happens: new reviews, claims, resolutions, the progress of jobs.

    The stream ends when the access token does; open it again with a new one and `Last-Event-ID`,
    and nothing is skipped. Where no further stream is served, ask `/api/events/recent` instead.
    """
    after, streams = headers.last_event_id or query.after, current_streams()
    stream = Stream(caller(), tokens.expires_at(), request.environ.get(SOCKET))
    streams.open(stream, table.last(db.session(), *stream.mode))
    try:
        missed = service.since(*stream.mode, after)
    except BaseException:
        streams.leave(stream)
        raise
    stream.place = missed.place
    response = Response(_told(stream, missed, after), mimetype=MEDIA_TYPE, headers=HEADERS)
    response.call_on_close(lambda: streams.leave(stream))
    return response


@api.input(EventsQuery, location="query", arg_name="query")
@api.output(RecentEvents)
def list_events(query: EventsQuery) -> dict[str, Any]:
    """Return what happened since, for who cannot keep a stream open; ask every few seconds.

    Events are kept for a day, and at most 500 of them are listed.
    """
    who = caller()
    missed = service.since(who.merchant_id, who.is_test, query.after)
    return {
        "items": missed.events,
        "next": cursor_of(missed.place),
        "is_complete": missed.is_complete,
    }


def current_streams() -> Streams:
    """Return the streams of this process."""
    found: Streams = current_app.extensions["secureflow_streams"]
    return found


def _told(stream: Stream, missed: Missed, after: str | None) -> Iterator[bytes]:
    # Who breaks off after the greeting comes back with its id: what was missed comes after it.
    start = after if after is not None and missed.events else cursor_of(missed.place)
    greeting = {"id": start, "is_complete": missed.is_complete}
    now = datetime.now(UTC)
    yield message({"id": start, "type": "hello", "data": greeting, "at": now})
    for event in missed.events:
        stream.sent += 1
        yield message(event)
    yield from stream.messages()
