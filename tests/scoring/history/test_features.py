from secureflow.scoring.history.features import (
    FEATURES,
    FOREST_NAMES,
    LABEL_COLUMNS,
    NAMES,
    RISK_COLUMNS,
)


def test_names_are_distinct_and_label_columns_last() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [FEATURES[i].kind for i in LABEL_COLUMNS] == ["label"] * 5 * RISK_COLUMNS
    assert {feature.kind for feature in FEATURES[: LABEL_COLUMNS[0]]} == {"payment", "history"}


def test_the_forest_gets_few_relative_inputs() -> None:
    relative = {feature.name for feature in FEATURES if feature.relative}
    assert set(FOREST_NAMES) - {"device_cards_24h"} <= relative
    assert len(FOREST_NAMES) <= 12
