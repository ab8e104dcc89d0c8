"""Bundles as bytes: the same figures come back, and nothing in a file can run or mislead."""

import io
import json
import pickle
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from secureflow.errors import BundleDamaged, BundleDrift
from secureflow.scoring.model import packing
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.verdicts import judge
from tests.scoring.model.made import codes, cold, examples, learned

FIGURES = ("length", "anomaly", "oddness", "surprise", "margin", "score", "probability")


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def reload(data: bytes) -> Bundle:
    return packing.load(data, packing.sha256_of(data))


@pytest.mark.parametrize("made", [cold, learned])
def test_a_loaded_bundle_says_the_same_to_the_last_digit(made: Callable[[], Bundle]) -> None:
    bundle, found = made(), examples(rows=500, seed=9)
    data = packing.dump(bundle)
    again = reload(data)
    before, after = (judge(one, found.inputs, codes(found)) for one in (bundle, again))
    for name in FIGURES:
        assert np.array_equal(getattr(before, name), getattr(after, name), equal_nan=True)
    assert packing.dump(again) == data
    assert again.metrics == bundle.metrics
    assert again.cold.ranks_of.keys() == bundle.cold.ranks_of.keys()


def test_its_name_has_its_kind_its_day_and_its_hash() -> None:
    data = packing.dump(cold())
    assert packing.version_name(cold(), data) == f"forest-20261121-{packing.sha256_of(data)[:8]}"
    assert packing.version_name(learned(), packing.dump(learned())).startswith("learned-20261121-")


def test_other_bytes_than_the_registered_ones_are_not_opened() -> None:
    data = packing.dump(cold())
    with pytest.raises(BundleDamaged, match="not opened"):
        packing.load(data + b" ", packing.sha256_of(data))


def test_a_pickle_never_runs(tmp_path: Path) -> None:
    plain = pickle.dumps(Trap(tmp_path / "ran"))
    hidden = io.BytesIO()
    np.savez(hidden, about=np.array([Trap(tmp_path / "ran")], dtype=object))
    for data in (plain, hidden.getvalue()):
        with pytest.raises(BundleDamaged):
            reload(data)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"\x93NUMPY" * 9])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(BundleDamaged):
        reload(data)


def test_a_file_that_unpacks_to_more_than_any_bundle_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packing, "MAX_UNPACKED_BYTES", 10_000)
    with pytest.raises(BundleDamaged, match="larger than any bundle"):
        reload(packing.dump(cold()))


def test_trees_that_lead_out_of_their_arrays_are_refused() -> None:
    forest = cold().cold.forest
    trees = replace(forest.trees, left=forest.trees.left + 10_000)
    damaged = replace(cold(), cold=replace(cold().cold, forest=replace(forest, trees=trees)))
    with pytest.raises(BundleDamaged):
        reload(packing.dump(damaged))


def test_inputs_that_are_not_there_are_refused() -> None:
    forest = cold().cold.forest
    beside = replace(forest, columns=forest.columns + 500)
    damaged = replace(cold(), cold=replace(cold().cold, forest=beside))
    with pytest.raises(BundleDamaged):
        reload(packing.dump(damaged))


def test_another_layout_says_that_another_release_made_it() -> None:
    data = io.BytesIO(packing.dump(cold()))
    with np.load(data) as file:
        arrays = {name: file[name] for name in file.files}
    about = json.loads(bytes(arrays["about"])) | {"layout": 99}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    moved = io.BytesIO()
    np.savez_compressed(moved, **arrays)
    with pytest.raises(BundleDrift, match="another release"):
        reload(moved.getvalue())


def test_a_bundle_holds_plain_arrays_only() -> None:
    with zipfile.ZipFile(io.BytesIO(packing.dump(learned()))) as file:
        assert all(name.endswith(".npy") for name in file.namelist())
