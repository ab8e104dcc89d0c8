"""Which payments that no person has to decide are shown to one: close calls, and some by chance.

Whoever looks only at what was held never learns what was missed, nor what was blocked for nothing.
The inclusion probability is stored with the payment, so that what was learned from the few can be
weighed by the many.
"""

from dataclasses import dataclass
from hashlib import blake2b

from secureflow.domain import Decision, Selected, Watch

DRAWS = 2**64


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a payment is shown, None where it is not, and how probable it was that it would be."""

    selected: Selected | None
    inclusion: float


HELD = Choice(None, 1.0)
"""A person deals with it anyway."""
CLOSE_CALL = Choice("close_call", 1.0)


def choose(
    score: float, decision: Decision, watch: Watch, draw: float, *, by_lines: bool = True
) -> Choice:
    """Return whether a judged payment is shown; ``draw`` is uniform in 0..1, of ``draw_of``.

    Not ``by_lines`` is what a rule or a list decided: however high it scored, that was no close
    call, but it may be drawn by chance as any other.
    """
    if decision == "review":
        return HELD
    line = watch.close_call_line
    is_close = watch.close_call_share > 0.0 and line is not None and score >= line
    if by_lines and decision == "approve" and is_close:
        return CLOSE_CALL
    return Choice("sample" if draw < watch.sample_share else None, watch.sample_share)


def draw_of(key: bytes, *parts: str) -> float:
    """Return a number in 0..1 that is the same for the same parts, and that nobody can foresee.

    The first eight bytes of BLAKE2b under ``key``, of 64 bytes at most.
    """
    digest = blake2b("\n".join(parts).encode(), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "big") / DRAWS
