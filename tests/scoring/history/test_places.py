import pytest

from secureflow.intake.currencies import CURRENCIES
from secureflow.scoring.history.places import country_numbers, distances
from secureflow.scoring.history.units import ROUGH_UNITS


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("DE", "DE", 0, 0),
        ("DE", "FR", 400, 1_000),
        ("GB", "AU", 13_000, 16_000),
        ("US", "CA", 0, 300),
    ],
)
def test_countries_are_about_as_far_apart_as_they_are(
    one: str, other: str, least: float, most: float
) -> None:
    number = country_numbers()
    assert least <= distances()[number[one], number[other]] <= most
    assert distances()[number[one], number[other]] == distances()[number[other], number[one]]


def test_every_country_with_a_time_zone_has_a_place() -> None:
    assert len(country_numbers()) > 240
    assert distances().shape == (len(country_numbers()),) * 2


def test_units_are_of_currencies() -> None:
    assert set(ROUGH_UNITS) - {"BGN"} <= CURRENCIES
