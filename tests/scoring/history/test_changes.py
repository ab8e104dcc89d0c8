import numpy as np
import pytest

from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.changes import with_account_age, with_amount
from secureflow.scoring.history.columns import Columns
from secureflow.scoring.history.ledger import Ledger
from tests.scoring.history.payments import DAY, columns, many


@pytest.fixture(scope="module")
def told() -> tuple[Ledger, UsualsBuilder, Columns]:
    """A history, and one more payment."""
    found = many(500)
    ledger, builder = Ledger(), UsualsBuilder()
    builder.add(found)
    ledger.inputs(found, builder.snapshot())
    return ledger, builder, found


def test_another_amount_gives_the_inputs_it_would_have(
    told: tuple[Ledger, UsualsBuilder, Columns],
) -> None:
    ledger, builder, found = told
    usuals = builder.snapshot()
    others = np.array([0.0, 0.5, 180.0, 9e5])
    for i in range(400, 420):
        one = found.rows(i, i + 1)
        row = ledger.history(one, usuals, counted=False).inputs[0]
        changed = with_amount(row, one.amount[0], others)
        assert changed.shape == (4, row.size)
        np.testing.assert_array_equal(with_amount(row, one.amount[0], 180.0), changed[2])
        for other, expected in zip(others, changed, strict=True):
            one.amount[0] = other
            fresh = ledger.history(one, usuals, counted=False).inputs[0]
            np.testing.assert_allclose(expected, fresh, rtol=1e-9, atol=1e-9)


def test_an_older_account_gives_the_inputs_it_would_have(
    told: tuple[Ledger, UsualsBuilder, Columns],
) -> None:
    ledger, builder, found = told
    one, usuals = found.rows(10, 11), builder.snapshot()
    row = ledger.history(one, usuals, counted=False).inputs[0]
    one.customer_created_at[0] = one.occurred_at[0] - 3 * DAY
    fresh = ledger.history(one, usuals, counted=False).inputs[0]
    np.testing.assert_allclose(with_account_age(row, 3.0), fresh, rtol=1e-9)
    assert with_account_age(row, np.array([1.0, 2.0])).shape == (2, row.size)


def test_without_history_there_is_no_spread_to_tell() -> None:
    found = columns([1e9])
    row = Ledger().history(found, UsualsBuilder().snapshot()).inputs[0]
    changed = with_amount(row, 20.0, 40.0)
    assert np.array_equal(np.isnan(changed), np.isnan(row))
