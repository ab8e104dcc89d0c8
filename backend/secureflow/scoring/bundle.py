"""A trained model as bytes, and the checks that stand before they become a model again.

The bytes are a joblib file of a plain dictionary: ``about`` (JSON text: when, with which versions
and which feature schema) and ``model`` (the compressed joblib bytes of the Bundle). ``about`` can
be read without running anything the file might contain, so drift is named before scikit-learn's
objects, which other versions of it cannot read, are touched.
"""

import json
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, NoReturn

import joblib
import numpy as np
import sklearn
import treelite
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.errors import BundleDamaged, BundleDrift
from secureflow.scoring.features import FORMULAS, NAMES
from secureflow.scoring.scale import ScoreScale
from secureflow.scoring.usuals import Shares, Usuals

MAX_BUNDLE_BYTES = 20 * 1024 * 1024
"""Larger bundles are not kept in the database."""

RETRAIN = "Run `secureflow train` to make a bundle with what is installed, then `secureflow check`."


INSTALLED: Mapping[str, str] = {
    "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    "scikit-learn": sklearn.__version__,
    "numpy": np.__version__,
    "joblib": joblib.__version__,
    "treelite": treelite.__version__,
}
"""What a pickled forest depends on; all of it must be the same where it is loaded."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A trained model with everything needed to score with it and to know where it comes from.

    ``expected_length`` is the forest's mean path length on its own payments, the base of every
    explanation. ``metrics`` are JSON-safe and say only what can be known without labels.
    """

    scaler: StandardScaler
    forest: IsolationForest
    usuals: Usuals
    scale: ScoreScale
    expected_length: float
    metrics: Mapping[str, Any]
    trained_on: str
    created_at: datetime
    feature_names: tuple[str, ...] = NAMES
    schema_hash: str = field(default_factory=lambda: SCHEMA_HASH)
    versions: Mapping[str, str] = field(default_factory=lambda: dict(INSTALLED))


_LAYOUT = [[part.name for part in fields(kind)] for kind in (Bundle, Usuals, Shares, ScoreScale)]
SCHEMA_HASH: str = sha256(json.dumps([FORMULAS, _LAYOUT]).encode()).hexdigest()
"""Of the inputs, their formulas and the fields a bundle is made of."""


def dump(bundle: Bundle) -> bytes:
    """Return the bundle as bytes, compressed."""
    about = {
        "created_at": bundle.created_at.isoformat(),
        "trained_on": bundle.trained_on,
        "features": bundle.feature_names,
        "schema_hash": bundle.schema_hash,
        "versions": dict(bundle.versions),
    }
    model, whole = BytesIO(), BytesIO()
    joblib.dump(bundle, model, compress=("zlib", 6))
    joblib.dump({"about": json.dumps(about), "model": model.getvalue()}, whole)
    return whole.getvalue()


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal."""
    return sha256(data).hexdigest()


def version_name(data: bytes) -> str:
    """Return the model's name, such as ``forest-20261121-1a2b3c4d``: its day and its hash."""
    about, _ = _outer(data)
    return f"forest-{datetime.fromisoformat(about['created_at']):%Y%m%d}-{sha256_of(data)[:8]}"


def load(data: bytes, sha256: str) -> Bundle:
    """Return the bundle of bytes whose registered SHA-256 this is.

    Raises BundleDamaged when they have another one, before anything is unpickled, and BundleDrift
    when the bundle was made with other library versions or another feature schema.
    """
    actual = sha256_of(data)
    if actual != sha256.lower():
        raise BundleDamaged(
            f"The bundle's SHA-256 is {actual[:12]}…, registered is {sha256[:12]}…; "
            "it was not opened."
        )
    about, model = _outer(data)
    _refuse_drift(about)
    try:
        bundle = joblib.load(BytesIO(model))
    except _UNREADABLE as error:
        raise BundleDrift("The bundle was made by another release.", fix=RETRAIN) from error
    if not isinstance(bundle, Bundle):
        raise BundleDamaged("The file holds something else than a bundle.")
    return bundle


_UNREADABLE = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What unpickling raises on bytes that are no pickle, or one that names code."""


class _PlainOnly(pickle.Unpickler):
    """Reads text, numbers, bytes and dictionaries; a pickle that names any code is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} has no place here")


def _outer(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        whole = _PlainOnly(BytesIO(data)).load()
        about = json.loads(whole["about"])
        return about, bytes(whole["model"])
    except _UNREADABLE as error:
        raise BundleDamaged("The file is not a bundle.") from error


def _refuse_drift(about: Mapping[str, Any]) -> None:
    made_with = about.get("versions", {})
    drifted = [
        f"{name} {made_with.get(name, 'unknown')} (here {version})"
        for name, version in INSTALLED.items()
        if made_with.get(name) != version
    ]
    if drifted:
        raise BundleDrift(f"The bundle was made with {', '.join(drifted)}.", fix=RETRAIN)
    if about.get("schema_hash") != SCHEMA_HASH:
        raise BundleDrift(
            f"The bundle has the feature schema {str(about.get('schema_hash'))[:12]}, "
            f"this release has {SCHEMA_HASH[:12]}.",
            fix=RETRAIN,
        )
