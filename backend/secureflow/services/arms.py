"""Which model judges which customer: the champion, and challengers with a share of customers."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from secureflow.scoring.scorer import Scorer

ArmName = Literal["champion", "challenger"]
Part = tuple[int, int]
"""Places from the first up to, and without, the second."""
PLACES = 1_000_000
"""How many places customers fall on, so that a share is kept to a millionth."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A model that judges payments, and the places whose customers it does so for."""

    name: ArmName
    version: str
    scorer: Scorer
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Arms:
    """A merchant's models: whoever falls to no challenger is the champion's, the default arm.

    ``follows_base``: the champion is the platform's model, whichever that is.
    """

    merchant_id: int | None
    champion: Arm
    follows_base: bool
    challengers: tuple[Arm, ...] = ()

    def of(self, customer: str | None, otherwise: str) -> Arm:
        """Return the arm of a payment: always the same for a customer while its share stays.

        A payment without a customer draws by ``otherwise``, what is its own alone.
        """
        if not self.challengers:
            return self.champion
        place = place_of(self.merchant_id, otherwise if customer is None else f"c:{customer}")
        for challenger in self.challengers:
            if any(first <= place < end for first, end in challenger.parts):
                return challenger
        return self.champion

    def versions(self) -> set[str]:
        """Return the versions of all arms."""
        return {arm.version for arm in (self.champion, *self.challengers)}


def place_of(merchant_id: int | None, drawn_by: str) -> int:
    """Return a place below ``PLACES`` that every process and every release gives to the same text.

    Merchants differ, so that a customer of two has no fate in common. The hash has no key: who
    is in which arm is no secret.
    """
    digest = blake2b(f"{merchant_id}:{drawn_by}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") * PLACES >> 64


def allot(held: Iterable[Part], taken: Iterable[Part], share: float) -> tuple[Part, ...]:
    """Return the parts of an arm with a new share, moving as few customers as that takes.

    What it holds stays its own as far as the share goes; more comes from what nobody has, ``taken``
    being what other challengers hold. Nobody moves from one challenger to another.
    """
    wanted = round(share * PLACES)
    kept: list[Part] = []
    for first, end in sorted(held):
        size = min(end - first, wanted)
        wanted -= size
        kept += [(first, first + size)] if size else []
    used = sorted([*taken, *kept])
    for (_, first), (end, _) in zip([(0, 0), *used], [*used, (PLACES, PLACES)], strict=True):
        size = min(end - first, wanted)
        if size > 0:
            wanted -= size
            kept.append((first, first + size))
    return tuple(_joined(sorted(kept)))


def _joined(parts: list[Part]) -> list[Part]:
    """Return ascending parts with neighbours made one."""
    joined: list[Part] = []
    for first, end in parts:
        begin = joined.pop()[0] if joined and joined[-1][1] == first else first
        joined.append((begin, end))
    return joined
