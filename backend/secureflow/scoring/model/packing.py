"""A bundle as bytes and back: numbers in an npz file and JSON, never anything that runs."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from hashlib import sha256 as _sha256
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from secureflow.errors import BundleDamaged, BundleDrift
from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.bundle import Bundle, Learned
from secureflow.scoring.model.cold import Cold, Forest
from secureflow.scoring.model.curve import Curve
from secureflow.scoring.model.tails import Tails
from secureflow.scoring.trees.trees import Trees

MAX_BUNDLE_BYTES = 20 * 1024 * 1024
"""Larger bundles are not kept in the database."""
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_ARRAYS = 100_000
"""What a bundle may take in memory, and of how many arrays; more is no bundle of ours."""
LAYOUT = 1
"""Of the file; a bundle of another layout was made by another release."""
_ABOUT = "about"


def dump(bundle: Bundle) -> bytes:
    """Return the bundle as bytes, compressed; the same bundle gives the same bytes."""
    arrays: dict[str, NDArray[Any]] = {}
    about = json.dumps({"layout": LAYOUT, "bundle": _plain(bundle, arrays)})
    arrays[_ABOUT] = np.frombuffer(about.encode(), dtype=np.uint8)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal."""
    return _sha256(data).hexdigest()


def version_name(bundle: Bundle, data: bytes) -> str:
    """Return the model's name, such as ``learned-20261121-1a2b3c4d``: kind, day and hash."""
    kind = "forest" if bundle.learned is None else "learned"
    return f"{kind}-{bundle.created_at:%Y%m%d}-{sha256_of(data)[:8]}"


def load(data: bytes, sha256: str) -> Bundle:
    """Return the bundle of bytes whose registered SHA-256 this is.

    Raises BundleDamaged when they have another one, before anything is read, or are no bundle,
    and BundleDrift for a layout of another release.
    """
    actual = sha256_of(data)
    if actual != sha256.lower():
        raise BundleDamaged(
            f"The bundle's SHA-256 is {actual[:12]}…, registered is {sha256[:12]}…; "
            "it was not opened."
        )
    try:
        arrays = _arrays(data)
        whole = json.loads(bytes(arrays.pop(_ABOUT)))
        if whole["layout"] != LAYOUT:
            raise BundleDrift("The bundle was made by another release.")
        bundle = _bundle(_restored(whole["bundle"], arrays))
        _check(bundle)
    except (BadZipFile, EOFError, LookupError, TypeError, ValueError, OSError) as error:
        raise BundleDamaged("The file is not a bundle.") from error
    return bundle


def _arrays(data: bytes) -> dict[str, NDArray[Any]]:
    with ZipFile(BytesIO(data)) as file:
        entries = file.infolist()
        if len(entries) > MAX_ARRAYS or sum(e.file_size for e in entries) > MAX_UNPACKED_BYTES:
            raise BundleDamaged("The file is larger than any bundle.")
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _plain(value: Any, arrays: dict[str, NDArray[Any]]) -> Any:
    """Return the value as JSON holds it; arrays are put aside and named in their place."""
    if isinstance(value, datetime | Usuals):
        return value.isoformat() if isinstance(value, datetime) else value.to_bytes().decode()
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), arrays) for one in fields(value)}
    if isinstance(value, np.ndarray):
        arrays[f"a{len(arrays)}"] = value
        return {"@": f"a{len(arrays) - 1}"}
    if isinstance(value, Mapping):
        # Pairs, because codes of categories are numbers or text and JSON's keys are text only.
        return {"@pairs": [[key, _plain(one, arrays)] for key, one in value.items()]}
    if isinstance(value, tuple | list):
        return [_plain(one, arrays) for one in value]
    return value.item() if isinstance(value, np.generic) else value


def _restored(value: Any, arrays: Mapping[str, NDArray[Any]]) -> Any:
    if isinstance(value, list):
        return [_restored(one, arrays) for one in value]
    if not isinstance(value, dict):
        return value
    if "@" in value:
        return arrays[value["@"]]
    if "@pairs" in value:
        return {key: _restored(one, arrays) for key, one in value["@pairs"]}
    return {key: _restored(one, arrays) for key, one in value.items()}


def _curve(plain: Any) -> Curve:
    return Curve(**plain)


def _bundle(plain: dict[str, Any]) -> Bundle:
    cold, learned, probability = plain["cold"], plain["learned"], plain["probability"]
    forest = cold["forest"]
    return Bundle(
        **plain
        | {
            "feature_names": tuple(plain["feature_names"]),
            "cold": Cold(
                forest=Forest(**forest | {"trees": Trees.of(forest["trees"])}),
                from_length=_curve(cold["from_length"]),
                tails=Tails(**cold["tails"]),
                ranks=_curve(cold["ranks"]),
                ranks_of={code: _curve(one) for code, one in cold["ranks_of"].items()},
            ),
            "learned": None
            if learned is None
            else Learned(
                trees=Trees.of(learned["trees"]),
                log_odds=_curve(learned["log_odds"]),
                share=learned["share"],
            ),
            "scale": _curve(plain["scale"]),
            "probability": None if probability is None else _curve(probability),
            "usuals": Usuals.from_bytes(plain["usuals"].encode()),
            "bins": {name: tuple(pair) for name, pair in plain["bins"].items()},
            "created_at": datetime.fromisoformat(plain["created_at"]),
        }
    )


def _check(bundle: Bundle) -> None:
    """Raise ValueError for positions and widths that do not belong together."""
    inputs = len(bundle.feature_names)
    forest = bundle.cold.forest
    columns = [*forest.columns.tolist(), *bundle.cold.tails.column.tolist()]
    if not all(0 <= column < inputs for column in columns):
        raise ValueError("An input is not among those named.")
    if forest.trees.width != len(forest.columns):
        raise ValueError("The forest reads other inputs.")
    if bundle.learned is not None and bundle.learned.trees.width != inputs + 1:
        raise ValueError("The learned layer reads other inputs.")
