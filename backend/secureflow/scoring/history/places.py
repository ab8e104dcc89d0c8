"""How far countries are from each other at least."""

import re
from functools import cache
from importlib.resources import files

import numpy as np

from secureflow.scoring.history.columns import Floats

EARTH_KM = 6_371.0
_POSITION = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
"""ISO 6709: degrees, minutes and perhaps seconds, of latitude and longitude."""


@cache
def country_numbers() -> dict[str, int]:
    """Return the number of each country of ISO 3166-1, by its code, as in ``distances``."""
    return {code: number for number, code in enumerate(sorted(_points()))}


@cache
def distances() -> Floats:
    """Return the least km between countries, shape (c, c), 0 for a country and itself.

    A country is represented by the principal places of its time zones, from the public-domain
    ``zone.tab`` of the tz database; two countries are as far apart as the two nearest of these.
    """
    points = [np.array(points) for _, points in sorted(_points().items())]
    where = np.repeat(np.arange(len(points)), [len(own) for own in points])
    latitude, longitude = np.radians(np.concatenate(points)).T
    half = np.sin((latitude[:, None] - latitude) / 2.0) ** 2
    half += (
        np.cos(latitude[:, None])
        * np.cos(latitude)
        * np.sin((longitude[:, None] - longitude) / 2.0) ** 2
    )
    between = 2.0 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    starts = np.flatnonzero(np.diff(where, prepend=-1))
    nearest = np.minimum.reduceat(np.minimum.reduceat(between, starts, axis=0), starts, axis=1)
    np.fill_diagonal(nearest, 0.0)
    return np.ascontiguousarray(nearest)


@cache
def _points() -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, position, *_ = line.split("\t")
            if parts := _POSITION.fullmatch(position):
                own = (_degrees(*parts.groups()[:4]), _degrees(*parts.groups()[4:]))
                found.setdefault(country, []).append(own)
    return found


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60.0 + int(seconds or 0) / 3_600.0
    return -size if sign == "-" else size
