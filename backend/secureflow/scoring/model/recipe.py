"""How a model is to be made."""

from dataclasses import asdict, dataclass

from secureflow.errors import InvalidInput
from secureflow.scoring.model.scale import BLOCK_LINE, REVIEW_LINE

MOST_TREES = 1_000
MOST_ROWS = 5_000_000
LATEST_DAYS = 28.0
"""The lines lie where they lay among the payments of these days."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The shares of payments at or above the lines, and the sizes of both layers.

    ``review_share`` and ``block_share`` are the shares of the latest four weeks' payments that
    score at or above ``review_line`` and ``block_line``: those of the model before, so that a
    promotion changes how many are looked at as little as it changes the lines.
    ``trees`` is the number of trees of the isolation forest, over ``forests`` seeds;
    ``rounds`` that of the learned layer, 0 for none; it learns from at most ``rows`` payments.
    """

    review_share: float = 0.03
    block_share: float = 0.003
    trees: int = 200
    forests: int = 4
    rounds: int = 150
    rows: int = 40_000
    review_line: float = REVIEW_LINE
    block_line: float = BLOCK_LINE

    def check(self) -> None:
        """Raise InvalidInput for what no model can be made by."""
        if not 0.0 <= self.block_share <= self.review_share <= 1.0:
            raise InvalidInput(
                "The shares must be 0 <= block_share <= review_share <= 1, "
                f"not {self.block_share} and {self.review_share}.",
                field="block_share" if self.block_share < 0.0 else "review_share",
            )
        if not 1 <= self.forests <= self.trees <= MOST_TREES:
            raise InvalidInput(
                f"A forest has 1 to {MOST_TREES:,} trees, not {self.trees}.", field="trees"
            )
        if not 0 <= self.rounds <= MOST_TREES:
            raise InvalidInput(
                f"The learned layer has 0 to {MOST_TREES:,} rounds, not {self.rounds}.",
                field="rounds",
            )
        if not 1_000 <= self.rows <= MOST_ROWS:
            raise InvalidInput(
                f"A model learns from 1,000 to {MOST_ROWS:,} payments, not {self.rows}.",
                field="rows",
            )

    @property
    def lines(self) -> tuple[float, float]:
        """Return both lines, the lower first."""
        return self.review_line, self.block_line

    def told(self) -> dict[str, float | int]:
        """Return the recipe for the record."""
        return asdict(self)
