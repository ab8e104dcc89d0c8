"""How a model is to be made."""

from dataclasses import asdict, dataclass

from secureflow.errors import InvalidInput

MOST_TREES = 1_000
MOST_ROWS = 5_000_000
LATEST_DAYS = 28.0
"""The lines lie where they lay among the payments of these days."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The shares of payments at or above the lines, and the sizes of both layers.

    ``review_share`` and ``block_share`` are the shares of the latest four weeks' payments that
    score at or above 45 and 92: those of the model before, so that a promotion changes no line.
    ``trees`` is the number of trees of the isolation forest, over ``forests`` seeds;
    ``rounds`` that of the learned layer, 0 for none; it learns from at most ``rows`` payments.
    """

    review_share: float = 0.03
    block_share: float = 0.003
    trees: int = 200
    forests: int = 4
    rounds: int = 200
    rows: int = 60_000

    def check(self) -> None:
        """Raise InvalidInput for what no model can be made by."""
        if not 0.0 < self.block_share < self.review_share < 0.5:
            raise InvalidInput(
                "The shares must be 0 < block_share < review_share < 0.5, "
                f"not {self.block_share} and {self.review_share}.",
                field="block_share" if self.block_share <= 0.0 else "review_share",
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

    def told(self) -> dict[str, float | int]:
        """Return the recipe for the record."""
        return asdict(self)
