"""Examples: what happens at a merchant."""

from secureflow.api.examples.example import Example

EVENT = {
    "id": "310-1795253400",
    "type": "review.claimed",
    "data": {"review_id": 7, "transaction_id": 17, "by": {"id": 1, "name": "Dana Lee"}},
    "at": "2026-11-21T09:30:00Z",
}
EXAMPLES = {
    "stream_events": Example(
        response=(
            "id: 91244-0-1795253390\nevent: hello\n"
            'data: {"id":"91244-0-1795253390","type":"hello","data":{"id":"91244-0-1795253390",'
            '"is_complete":true},"at":"2026-11-21T09:29:50+00:00"}\n\n'
            "id: 310-1795253400\nevent: review.claimed\n"
            'data: {"id":"310-1795253400","type":"review.claimed","data":{"review_id":7,'
            '"transaction_id":17,"by":{"id":1,"name":"Dana Lee"}},'
            '"at":"2026-11-21T09:30:00+00:00"}\n\n'
        )
    ),
    "list_events": Example(
        response={"items": [EVENT], "next": "310-1795253401", "is_complete": True}
    ),
}
