"""Which model judges which customer: the champion, and challengers with a share of customers."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from secureflow.scoring.scorer import Scorer

ArmName = Literal["champion", "challenger"]


@dataclass(frozen=True, slots=True)
class Arm:
    """A model that judges payments, and the share of customers it does so for."""

    name: ArmName
    version: str
    share: float
    scorer: Scorer


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
        """Return the arm of a payment: always the same for a customer while shares stay.

        A payment without a customer draws by ``otherwise``, what is its own alone. Challengers
        have their parts of the range in the order in which they came, so that a new one moves
        nobody between those before it. Withdrawing one or changing its share moves the parts of
        those after it, and with them some of their customers.
        """
        if not self.challengers:
            return self.champion
        place = place_of(self.merchant_id, otherwise if customer is None else f"c:{customer}")
        for challenger in self.challengers:
            if place < challenger.share:
                return challenger
            place -= challenger.share
        return self.champion

    def versions(self) -> set[str]:
        """Return the versions of all arms."""
        return {arm.version for arm in (self.champion, *self.challengers)}


def place_of(merchant_id: int | None, drawn_by: str) -> float:
    """Return a place in [0, 1) that every process and every release gives to the same text.

    Merchants differ, so that a customer of two has no fate in common. The hash has no key: who
    is in which arm is no secret.
    """
    digest = blake2b(f"{merchant_id}:{drawn_by}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / (1 << 53)
