"""From points to reasons: one for each group of inputs, in words."""

from collections.abc import Sequence

import numpy as np

from secureflow.domain import Reason, Transaction
from secureflow.scoring.explain import sentences
from secureflow.scoring.history.features import FEATURES
from secureflow.scoring.model.curve import Floats

LISTED = 6
"""Reasons said one by one; what is left becomes one reason, `others`."""
UNUSUAL = "unusual"
"""The group of the learned layer's last input, the cold start's verdict."""
OTHERS = "others"
_GROUP = {feature.name: feature.group for feature in FEATURES}


class Reasons:
    """Groups the inputs of one model, named ``names``, so that ten columns read as one sentence."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        groups = [_GROUP.get(name, name) for name in names]
        self._codes = tuple(dict.fromkeys(groups))
        self._group = np.array([self._codes.index(group) for group in groups])
        self._members = {
            code: [place for place, group in enumerate(groups) if group == code]
            for code in self._codes
        }

    def told(
        self, tx: Transaction, inputs: Floats, points: Floats, surprise: float, of_surprise: float
    ) -> tuple[Reason, ...]:
        """Return the reasons of one payment, largest first; past six, `others`.

        ``inputs`` and ``points`` have length K; ``surprise`` is the cold start's verdict and
        ``of_surprise`` its points. The sentence is that of the group's input with most points.
        """
        sums = np.bincount(self._group, weights=points, minlength=len(self._codes))
        found = [(code, of_it) for code, of_it in zip(self._codes, sums.tolist(), strict=True)]
        found.append((UNUSUAL, of_surprise))
        ordered = sorted((one for one in found if one[1]), key=lambda one: -abs(one[1]))
        by_name = dict(zip(self._names, inputs.tolist(), strict=True))
        by_place = points.tolist()
        reasons = []
        for code, of_it in ordered[:LISTED]:
            if code == UNUSUAL:
                name, said = UNUSUAL, sentences.unusual(surprise)
            else:
                name = self._names[self._strongest(code, by_place, of_it)]
                said = sentences.say(name, tx, by_name)
            reasons.append(Reason(code, name, said.value, of_it, said.text, said.evidence))
        if rest := ordered[LISTED:]:
            together = sum(of_it for _, of_it in rest)
            text = sentences.others(len(rest))
            reasons.append(Reason(OTHERS, OTHERS, len(rest), together, text))
        return tuple(reasons)

    def _strongest(self, code: str, points: Sequence[float], of_group: float) -> int:
        """Return the place of the group's input that pulls most the way the group does."""
        way = 1.0 if of_group > 0 else -1.0
        return max(self._members[code], key=lambda place: way * points[place])
