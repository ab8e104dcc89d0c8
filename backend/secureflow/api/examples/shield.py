"""Examples: the card-testing shield."""

from secureflow.api.examples.example import Example

BURST = {
    "key": "9f2b6c1d0e8a4753bb10c2d4e6f80912",
    "kind": "ip",
    "value": "203.0.113.7",
    "text": "Card testing from 203.0.113.7: 1,664 stopped",
    "since": "2026-11-21T09:30:00Z",
    "until": "2026-11-21T11:29:00Z",
    "stopped": 1664,
    "let_through": 7,
}
EXAMPLES = {
    "get_shield": Example(
        response={
            "mode": "live",
            "effect": "block",
            "bursts": [BURST],
            "days": [
                {"day": "2026-11-20", "caught": 0, "stopped": 0},
                {"day": "2026-11-21", "caught": 1664, "stopped": 1664},
            ],
            "watches": [
                {"kind": "ip", "newcomers": 7},
                {"kind": "device", "newcomers": 7},
                {"kind": "customer", "newcomers": 7},
                {"kind": "card_bin", "newcomers": 25},
                {"kind": "email", "newcomers": 25},
            ],
            "window_seconds": 600,
            "lasts_seconds": 3600,
        }
    ),
    "release_burst": Example(response=BURST | {"until": "2026-11-21T09:42:00Z"}),
}
