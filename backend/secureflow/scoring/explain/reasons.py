"""From points to reasons: one for each group of inputs, in words."""

from collections.abc import Mapping, Sequence

import numpy as np

from secureflow.domain import Reason, Transaction
from secureflow.scoring.explain import sentences
from secureflow.scoring.explain.known import COMPARED, are_same
from secureflow.scoring.history.features import FEATURES
from secureflow.scoring.model.curve import Floats

LISTED = 6
"""Reasons said one by one; what is left becomes one reason, `others`."""
UNUSUAL = "unusual"
"""The group of the learned layer's last input, the cold start's verdict."""
OTHERS = "others"
AMOUNT = "amount"
Members = dict[str, list[int]]
_GROUP = {feature.name: feature.group for feature in FEATURES}


class Reasons:
    """Groups the inputs of one model, named ``names``, so that ten columns read as one sentence."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        groups = [_GROUP.get(name, name) for name in names]
        self._codes = tuple(dict.fromkeys(groups))
        self._group = np.array([self._codes.index(group) for group in groups])
        self._members: Members = {
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
        found = dict(zip(self._codes, sums.tolist(), strict=True))
        by_name = dict(zip(self._names, inputs.tolist(), strict=True))
        members = self._merged(found, by_name)
        found[UNUSUAL] = of_surprise
        ordered = sorted((one for one in found.items() if one[1]), key=lambda one: -abs(one[1]))
        by_place = points.tolist()
        reasons = []
        for code, of_it in ordered[:LISTED]:
            if code == UNUSUAL:
                name, said = UNUSUAL, sentences.unusual(surprise)
            else:
                name = self._names[_strongest(members[code], by_place, of_it)]
                said = sentences.say(name, tx, by_name)
            reasons.append(Reason(code, name, said.value, of_it, said.text, said.evidence))
        if rest := ordered[LISTED:]:
            together = sum(of_it for _, of_it in rest)
            text = sentences.others(len(rest))
            reasons.append(Reason(OTHERS, OTHERS, len(rest), together, text))
        return tuple(reasons)

    def _merged(self, found: dict[str, float], by_name: Mapping[str, float]) -> Members:
        """Move the points of comparisons that say what one before says into its group.

        Return the places of the inputs of each group. Whoever has no payments of its own is
        compared with what is usual of all, and a customer's only card pays what the customer pays:
        that need not be told twice.
        """
        members = self._members
        told: list[str] = []
        for code in (AMOUNT, *(f"amount_vs_{of}" for of in COMPARED)):
            if code not in found or code not in by_name:
                continue
            same = next((one for one in told if are_same(by_name[one], by_name[code])), None)
            if same is None:
                told.append(code)
                continue
            found[same] += found.pop(code)
            members = members | {same: members[same] + members[code]}
        return members


def _strongest(places: Sequence[int], points: Sequence[float], of_group: float) -> int:
    """Return the place of the group's input that pulls most the way the group does."""
    way = 1.0 if of_group > 0 else -1.0
    return max(places, key=lambda place: way * points[place])
