"""The evaluation as a page of its own: figures in words, curves as drawings, no script."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from secureflow.scoring.evaluation.drawing import Mark, bars, lines

STYLE = """
:root { color-scheme: light dark; --line: #8886; --mark: #1d6fdc; --faint: #8889; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; } td, th { padding: .25rem .75rem .25rem 0; text-align: left; }
td:nth-child(n+2), th:nth-child(n+2) { text-align: right; font-variant-numeric: tabular-nums; }
tr { border-bottom: 1px solid var(--line); }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: currentColor; }
.note { color: GrayText; }
"""
NAMES = {
    "average_precision": "Average precision",
    "precision_at_budget": "Precision at the review budget",
    "recall_at_budget": "Recall at the review budget",
    "recall_at_1pct_fpr": "Recall at 1 % false alarms",
    "expected_calibration_error": "Calibration error of the 5 % highest",
    "brier": "Brier score",
    "brier_base": "Brier score of the base rate",
    "roc_auc": "ROC-AUC (for comparison only)",
    "money_saved": "Money saved by the reviews",
    "money_saved_share": "Share of the possible loss saved",
}
KNOWN = {
    "none": "No label was ever known.",
    "reviews": "A reviewer answered on the {reviews_per_day} highest scores of each day.",
    "reviews+reports": "A reviewer answered on the {reviews_per_day} highest scores of each day, "
    "and {reported_share:.0%} of the frauds were reported {report_delay_days:g} days later.",
    "all": "Every label became known 7 days after its payment.",
}


def page(values: dict[str, Any], title: str) -> str:
    """Return the HTML of what ``answer`` gave, complete in itself."""
    intervals = {"average_precision": values["average_precision"]} | values["intervals"]
    rows = "".join(_row(NAMES[name], intervals[name]) for name in NAMES)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(_sentence(values))}</p>",
        f'<p class="note">{escape(_note(values))}</p>',
        "<table><thead><tr><th>Figure</th><th>Mean</th><th>95 % interval</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>",
        *(f"<p>{escape(NAMES[name])}: {escape(why)}.</p>" for name, why in _missing(values)),
        *_curves(values),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        + "\n".join(parts)
        + "</body></html>\n"
    )


def _sentence(values: dict[str, Any]) -> str:
    known = KNOWN[values["labels"]].format(**values)
    ranges = values["ranges"]
    when = f"from {ranges['test_from']} to {ranges['test_until']}" if ranges else "at its end"
    return (
        f"{values['rows']:,} payments of the file {when} with a known label, {values['frauds']:,} "
        f"of them fraud. {known} {values['labels_used']:,} labels were known in the end."
    )


def _note(values: dict[str, Any]) -> str:
    return (
        f"Protocol {values['protocol']}, mean of {values['seeds']} seeds; intervals from draws of "
        f"{values['intervals_over']}. Scores are those given at the time of each payment."
    )


def _missing(values: dict[str, Any]) -> Sequence[tuple[str, str]]:
    return [(name, why) for name, why in values["null_because"].items() if name in NAMES]


def _row(name: str, one: dict[str, float | None]) -> str:
    mean, low, high = (_number(one[part]) for part in ("mean", "low", "high"))
    between = "" if one["low"] is None else f"{low} to {high}"
    return f"<tr><th>{escape(name)}</th><td>{mean}</td><td>{between}</td></tr>"


def _number(value: float | None) -> str:
    if value is None:
        return "unknown"
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3f}"


def _curves(values: dict[str, Any]) -> list[str]:
    found = []
    if values["precision_recall"]:
        marks = [Mark(recall, precision) for recall, precision in values["precision_recall"]]
        found += [
            "<h2>Precision and recall</h2>",
            lines(marks, across="share of the frauds found", up="share of alarms that are right"),
        ]
    if values["reliability"]:
        marks = [
            Mark(one["mean_probability"], one["fraud_share"], one["low"], one["high"])
            for one in values["reliability"]
        ]
        found += [
            "<h2>What probabilities mean, among the 5 % highest</h2>",
            lines(marks, across="probability said", up="share that was fraud", is_diagonal=True),
        ]
    weeks = [one for one in values["weeks"] if one["average_precision"] is not None]
    if len(weeks) > 1:
        named = [(_day(one["first_day"]), one["average_precision"]) for one in weeks]
        found += ["<h2>Average precision by week</h2>", bars(named)]
    return found


def _day(text: str) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).strftime("%-d %b")
