"""The cold start: how unlike the usual a payment is, said without a single label.

A scaler and an isolation forest look at few relative inputs together; next to them stands, for
each of some inputs alone, how rare a value as high as this is. Their weighted sum, the oddness, is
ranked among the payments of the same merchant category.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.model.tails import Tails
from secureflow.scoring.trees.trees import Trees


@dataclass(frozen=True, slots=True)
class Forest:
    """A scaler and an isolation forest as arrays, equal to scikit-learn's.

    ``columns`` are the positions of its inputs in the vector of all inputs; ``fill`` stands in for
    the unknown ones before ``(x - mean) / scale``; the trees' figure is the mean path length.
    ``decision_function`` is ``-2 ** (-length / normal) - offset``.
    """

    columns: NDArray[np.intp]
    fill: Floats
    mean: Floats
    scale: Floats
    trees: Trees
    normal: float
    offset: float

    def scaled(self, inputs: Floats) -> Floats:
        """Return the trees' inputs of payments, (n, columns)."""
        given = inputs[:, self.columns]
        filled = np.where(np.isnan(given), self.fill, given)
        scaled: Floats = (filled - self.mean) / self.scale
        return scaled

    def anomaly(self, length: Floats) -> Floats:
        """Return ``decision_function`` of mean path lengths; lower is more unusual."""
        anomaly: Floats = -(2.0 ** (-length / self.normal)) - self.offset
        return anomaly


@dataclass(frozen=True, slots=True)
class Cold:
    """The cold start. ``oddness = from_length(length) + sum of tails``; higher is riskier.

    ``surprise`` ranks the oddness: nats, the negative logarithm of the share of payments at least
    as odd, among those of the category where it has enough, else among all.
    """

    forest: Forest
    from_length: Curve
    tails: Tails
    ranks: Curve
    ranks_of: Mapping[Code, Curve]

    def oddness(self, inputs: Floats, length: Floats) -> Floats:
        """Return the oddness of payments, length n, given the forest's mean path lengths."""
        total: Floats = self.from_length(length) + self.tails.added(inputs).sum(axis=1)
        return total

    def surprise_curve(self, category: Code | None) -> Curve:
        """Return the map of oddness to surprise for payments of a category."""
        return self.ranks if category is None else self.ranks_of.get(category, self.ranks)

    def surprise(self, oddness: Floats, categories: Sequence[Code | None] | None) -> Floats:
        """Return the surprise, length n; ``categories`` None is none sent at all."""
        surprise = self.ranks(oddness)
        for code, rows in rows_by_category(categories or (), self.ranks_of).items():
            surprise[rows] = self.ranks_of[code](oddness[rows])
        return surprise


def rows_by_category(
    categories: Sequence[Code | None], of_interest: Container[Code]
) -> dict[Code, list[int]]:
    """Return the positions of each category that is of interest."""
    found: dict[Code, list[int]] = {}
    for row, code in enumerate(categories):
        if code is not None and code in of_interest:
            found.setdefault(code, []).append(row)
    return found
