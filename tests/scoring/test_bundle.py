"""Bytes become a model again only when they are the right ones, made with what is installed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import joblib
import pytest

from secureflow.domain import Transaction
from secureflow.errors import BundleDamaged, BundleDrift
from secureflow.scoring import bundle as bundles
from secureflow.scoring.bundle import INSTALLED, Bundle
from secureflow.scoring.scorer import Scorer


@pytest.fixture(scope="module")
def data(bundle: Bundle) -> bytes:
    return bundles.dump(bundle)


class Trap:
    """Unpickling this creates a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def test_a_bundle_scores_the_same_after_its_journey(
    data: bytes, scorer: Scorer, learned_from: list[Transaction]
) -> None:
    again = Scorer(bundles.load(data, bundles.sha256_of(data)), "forest-test")
    assert again.score(learned_from[0]) == scorer.score(learned_from[0])


def test_a_fresh_bundle_is_far_below_the_limit(data: bytes) -> None:
    assert len(data) < bundles.MAX_BUNDLE_BYTES / 4


def test_the_name_says_day_and_hash(data: bytes) -> None:
    assert bundles.version_name(data) == f"forest-20261121-{bundles.sha256_of(data)[:8]}"


def test_the_same_model_is_the_same_bytes(bundle: Bundle, data: bytes) -> None:
    assert bundles.dump(bundle) == data


def test_bytes_with_another_hash_are_not_unpickled(tmp_path: Path, data: bytes) -> None:
    joblib.dump(Trap(tmp_path / "ran"), tmp_path / "trap")
    trap = (tmp_path / "trap").read_bytes()
    with pytest.raises(BundleDamaged, match="not opened"):
        bundles.load(trap, bundles.sha256_of(data))
    assert not (tmp_path / "ran").exists()


def test_naming_a_file_runs_nothing_in_it(tmp_path: Path) -> None:
    joblib.dump({"about": Trap(tmp_path / "ran"), "model": b""}, tmp_path / "trap")
    with pytest.raises(BundleDamaged, match="not a bundle"):
        bundles.version_name((tmp_path / "trap").read_bytes())
    assert not (tmp_path / "ran").exists()


def test_one_changed_bit_is_damage(data: bytes) -> None:
    changed = bytes([*data[:1000], data[1000] ^ 1, *data[1001:]])
    with pytest.raises(BundleDamaged):
        bundles.load(changed, bundles.sha256_of(data))


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x80\x05}.", b"\x80\x05K\x01."])
def test_files_that_are_no_bundle_are_damage(junk: bytes) -> None:
    with pytest.raises(BundleDamaged):
        bundles.load(junk, bundles.sha256_of(junk))


@pytest.mark.parametrize("library", ["python", "scikit-learn", "numpy", "joblib", "treelite"])
def test_another_version_of_a_library_is_refused_by_name(bundle: Bundle, library: str) -> None:
    old = bundles.dump(replace(bundle, versions={**INSTALLED, library: "0.1"}))
    with pytest.raises(BundleDrift, match=f"{library} 0.1") as refused:
        bundles.load(old, bundles.sha256_of(old))
    assert refused.value.advice is not None
    assert "secureflow train" in refused.value.advice


def test_a_model_of_another_release_is_refused(data: bytes) -> None:
    about = joblib.load(BytesIO(data))["about"]
    whole = BytesIO()
    joblib.dump({"about": about, "model": b"moved"}, whole)
    with pytest.raises(BundleDrift, match="another release"):
        bundles.load(whole.getvalue(), bundles.sha256_of(whole.getvalue()))


def test_another_feature_schema_is_refused(bundle: Bundle) -> None:
    old = bundles.dump(replace(bundle, schema_hash="0" * 64))
    with pytest.raises(BundleDrift, match="feature schema"):
        bundles.load(old, bundles.sha256_of(old))
