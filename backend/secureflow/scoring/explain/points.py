"""Points for every input that add up to the score, through every layer of the deciding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from secureflow.domain import Code
from secureflow.scoring.explain.secants import secants
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.cold import rows_by_category
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.verdicts import Verdicts
from secureflow.scoring.trees.shapley import Shapley, expected_figure

Categories = Sequence[Code | None]


@dataclass(frozen=True, slots=True)
class Points:
    """What n scores are made of: ``base + of_inputs of a row + of_surprise = its score``.

    ``base``, length n, is as ``Explainer.base`` says; ``of_inputs`` is (n, K); ``of_surprise``,
    length n, is what the learned layer makes of the cold start's verdict, 0 without one.
    """

    base: Floats
    of_inputs: Floats
    of_surprise: Floats


class Explainer:
    """TreeSHAP of the deciding model, carried to the scale of the score; thread-safe.

    Trees are additive in their own figure only: the forest's in path length, the learned layer's
    in log-odds. Each monotone map on the way to the score stretches what came before it by its
    secant, ``shares * (f(v) - f(v0)) / (v - v0)``, the slope where v meets v0. So signs and
    proportions within a layer are TreeSHAP's own, and the sum is exact. The tables of the trees
    are made at the first payment to explain.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._tables: tuple[Shapley, Shapley | None] | None = None
        self._building = Lock()
        cold = bundle.cold
        self._length = expected_figure(cold.forest.trees)
        known = float(cold.from_length(np.array(self._length)))
        self._oddness = known + float(cold.tails.unknown.sum())
        self._from_trees = (
            None if bundle.learned is None else np.array([expected_figure(bundle.learned.trees)])
        )
        self._surprise = {
            category: float(cold.surprise_curve(category)(np.array(self._oddness)))
            for category in (None, *cold.ranks_of)
        }

    def base(self, categories: Categories) -> Floats:
        """Return the score where every layer has its expected figure, length n.

        It differs only by merchant category.
        """
        return self._bundle.scale(self._margin(self._surprises(categories)))

    def points(self, inputs: Floats, categories: Categories, verdicts: Verdicts) -> Points:
        """Return the points of payments with these inputs, (n, K), and what was said of them."""
        bundle = self._bundle
        of_forest, of_learned = self._built()
        surprise = self._surprises(categories)
        shares = self._cold(of_forest, inputs, categories, verdicts)
        of_surprise = np.zeros(len(inputs))
        if bundle.learned is not None and of_learned is not None:
            weight = bundle.learned.share
            of_trees = of_learned.shares(np.column_stack((inputs, verdicts.surprise)))
            told = secants(bundle.learned.log_odds, surprise, verdicts.surprise)
            shares = (1.0 - weight) * told * shares + weight * of_trees[:, :-1]
            of_surprise = weight * of_trees[:, -1]
        margin = self._margin(surprise)
        stretch = secants(bundle.scale, margin, verdicts.margin)
        shares = shares * stretch
        of_surprise = of_surprise * stretch[:, 0]
        base = bundle.scale(margin)
        # What rounding has left goes to the largest, so that the sum is the score.
        left = verdicts.score - base - of_surprise - shares.sum(axis=1)
        shares[np.arange(len(shares)), np.abs(shares).argmax(axis=1)] += left
        return Points(base, shares, of_surprise)

    def _built(self) -> tuple[Shapley, Shapley | None]:
        if self._tables is None:
            with self._building:
                if self._tables is None:
                    learned = self._bundle.learned
                    self._tables = (
                        Shapley(self._bundle.cold.forest.trees),
                        None if learned is None else Shapley(learned.trees),
                    )
        return self._tables

    def _surprises(self, categories: Categories) -> Floats:
        usual = self._surprise[None]
        return np.array([self._surprise.get(category, usual) for category in categories])

    def _margin(self, surprise: Floats) -> Floats:
        return self._bundle.margin(surprise, self._from_trees)

    def _cold(
        self, of_forest: Shapley, inputs: Floats, categories: Categories, verdicts: Verdicts
    ) -> Floats:
        """Return shares (n, K) of the surprise, counted from that of the expected oddness."""
        cold = self._bundle.cold
        shares = np.zeros(inputs.shape)
        of_length = of_forest.shares(cold.forest.scaled(inputs))
        length = np.full(len(inputs), self._length)
        shares[:, cold.forest.columns] = of_length * secants(
            cold.from_length, length, verdicts.length
        )
        shares[:, cold.tails.column] += cold.tails.added(inputs) - cold.tails.unknown
        oddness = np.full(len(inputs), self._oddness)
        steep = secants(cold.ranks, oddness, verdicts.oddness)
        for category, rows in rows_by_category(categories, cold.ranks_of).items():
            steep[rows] = secants(cold.ranks_of[category], oddness[rows], verdicts.oddness[rows])
        return shares * steep
