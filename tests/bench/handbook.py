"""The published figures of the Fraud Detection Handbook, from the product's own windows.

Le Borgne, Siblini, Lebichot, Bontempi, "Reproducible Machine Learning for Credit Card Fraud
Detection" (2022), chapter 3 (features, protocol) and the isolation forest on them. What counts
payments and labels in windows here is what counts them in the product; the model is scikit-learn's
own, so that a wrong window shows.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.scoring.evaluation.metrics import ranking
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.windows import DAY, HOUR, rolling

WINDOW_DAYS = (1, 7, 30)
DELAY_DAYS = WEEK = 7
TRAIN_FROM = np.datetime64("2018-07-11", "s").astype(np.int64) / DAY
FIRST, LAST = datetime(2018, 5, 20), datetime(2018, 8, 1)  # noqa: DTZ001 -- as in the file
"""What the longest window of the first training day reaches back to, and the end of the test."""
CARDS_A_DAY = 100
NIGHT_UNTIL = 6
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Published:
    """ROC-AUC, average precision and the precision of the 100 cards a day."""

    roc_auc: float
    average_precision: float
    card_precision: float


PUBLISHED = Published(0.808, 0.164, 0.190)


def reproduce(path: Path) -> Published:
    """Return what the book's isolation forest reaches on the book's inputs, made by our windows."""
    table = pq.read_table(path, filters=[("ts", ">=", FIRST), ("ts", "<", LAST)])
    seconds = table["ts"].to_numpy().astype("datetime64[s]").astype(np.float64)
    customer, terminal = (
        table[name].to_numpy().astype(np.int64) for name in ("customer_id", "terminal_id")
    )
    amount, fraud = table["amount"].to_numpy(), table["is_fraud"].to_numpy().astype(np.float64)
    day = np.floor(seconds / DAY)
    inputs = _inputs(seconds, customer, terminal, amount, fraud)
    train = (day >= TRAIN_FROM) & (day < TRAIN_FROM + WEEK)
    test = _tested(day, customer, fraud > 0.0)
    scaler = StandardScaler().fit(inputs[train])
    forest = IsolationForest(n_estimators=10, random_state=42).fit(scaler.transform(inputs[train]))
    score = -forest.score_samples(scaler.transform(inputs[test]))
    steps = ranking(fraud[test] > 0.0, score).steps()
    cards = _card_precision(day[test], customer[test], fraud[test] > 0.0, score)
    return Published(steps.roc_auc(), steps.average_precision(), cards)


def _inputs(
    seconds: Floats,
    customer: NDArray[np.int64],
    terminal: NDArray[np.int64],
    amount: Floats,
    fraud: Floats,
) -> Floats:
    """Return the book's 15 columns: of the payment, of its customer, of its terminal."""
    days = np.floor(seconds / DAY)
    weekday, hour = (days + 3.0) % 7.0, np.floor((seconds - days * DAY) / HOUR)
    columns = [amount, (weekday >= SATURDAY) * 1.0, (hour <= NIGHT_UNTIL) * 1.0]
    for length in WINDOW_DAYS:
        count, total = rolling(customer, seconds, amount, length * DAY)
        columns += [count, total / count]
    for length in WINDOW_DAYS:
        count, frauds = rolling(terminal, seconds, fraud, length * DAY, DELAY_DAYS * DAY)
        columns += [count, np.divide(frauds, count, out=np.zeros_like(count), where=count > 0.0)]
    return np.column_stack(columns)


def _tested(
    day: Floats, customer: NDArray[np.int64], is_fraud: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which payments the test holds: a week, a week after training, unspoilt customers.

    A customer leaves with a fraud in the training week, or one that is old enough on the test day
    to have become known.
    """
    known = set(customer[is_fraud & (day >= TRAIN_FROM) & (day < TRAIN_FROM + WEEK)].tolist())
    tested = np.zeros(day.size, dtype=np.bool_)
    for number in range(WEEK):
        today = TRAIN_FROM + WEEK + DELAY_DAYS + number
        known |= set(customer[is_fraud & (day == today - DELAY_DAYS - 1)].tolist())
        tested |= (day == today) & ~np.isin(customer, list(known))
    return tested


def _card_precision(
    day: Floats, customer: NDArray[np.int64], is_fraud: NDArray[np.bool_], score: Floats
) -> float:
    """Return the mean share of frauds among the day's 100 highest customers, found ones removed."""
    found: set[int] = set()
    shares = []
    for one in np.unique(day):
        rows = np.flatnonzero(day == one)
        rows = rows[~np.isin(customer[rows], list(found))]
        who, where = np.unique(customer[rows], return_inverse=True)
        best, has_fraud = np.full(who.size, -np.inf), np.zeros(who.size, dtype=np.bool_)
        np.maximum.at(best, where, score[rows])
        np.logical_or.at(has_fraud, where, is_fraud[rows])
        top = np.argsort(-best, kind="stable")[:CARDS_A_DAY]
        shares.append(np.count_nonzero(has_fraud[top]) / CARDS_A_DAY)
        found |= set(who[top][has_fraud[top]].tolist())
    return float(np.mean(shares))
