"""What steering costs: rules and lists on every payment, and the preview of a change."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from tests.bench import page, policy_cost, previews, rules
from tests.bench.policy_cost import ENTRIES, LISTS, ROUNDS, RULES, Cost
from tests.bench.previews import AIMED_AT, Figure
from tests.bench.queries import say
from tests.bench.rules import Figures
from tests.bench.sections import spread, verdict

COST_AIM = 0.9


def main() -> None:
    """Measure and write the section: a quarter of an hour, most of it to store a million."""
    load = os.getloadavg()[0]
    say("What rules take")
    evaluated = list(rules.figures())
    say("What rules and lists cost a request")
    costs = list(policy_cost.measure())
    say("Previews, up to a million payments")
    looked = list(previews.figures())
    page.section(section(load, costs, evaluated, looked))


def section(
    load: float, costs: Sequence[Cost], evaluated: Iterable[Figures], looked: Sequence[Figure]
) -> str:
    """Return the section."""
    return f"""## Policies

Written by `make bench-policies` on {datetime.now(UTC):%Y-%m-%d}, at a load average of {load:.1f}
before it (0 is idle).

One service, two merchants by turns: one without a rule, one with {RULES} live rules and {LISTS}
lists of {ENTRIES:,} entries. Milliseconds of `/api/predict`, medians of {ROUNDS} rounds; a ratio is
what is left of the rate.

| | without | with | ratio (range) | aim | |
|---|--:|--:|--:|--:|---|
{_costs(costs)}

Rules alone, {rules.RULES} of them, the best of {rules.ROUNDS} rounds:

| rules | µs each, a payment | µs without any | ms each, {rules.PAYMENTS:,} payments | µs to read |
|---|--:|--:|--:|--:|
{_evaluated(evaluated)}

A preview of a change, through everything but the socket: milliseconds of the clock, and in brackets
of the processor, in the process and in PostgreSQL. At {AIMED_AT:,} payments the aim is
{previews.AIMS["two lines"]:g} for the lines alone and {previews.AIM:,.0f} for anything else.

{_previews(looked)}"""


def _costs(costs: Sequence[Cost]) -> str:
    return "\n".join(
        f"| {one.what} | {one.without:.2f} | {one.many:.2f} | {spread(one.ratio)} | {COST_AIM:g} "
        f"| {verdict(one.ratio, COST_AIM)} |"
        for one in costs
    )


def _evaluated(found: Iterable[Figures]) -> str:
    return "\n".join(
        f"| {one.kind} | {one.alone / rules.RULES:.2f} | {one.empty:.1f} | {one.wide:.1f} "
        f"| {one.read:.0f} |"
        for one in found
    )


def _previews(found: Sequence[Figure]) -> str:
    sizes = sorted({one.rows for one in found})
    heads = " | ".join(f"{rows:,}" for rows in sizes)
    lines = [f"| | {heads} | |", f"|---|{'--:|' * len(sizes)}---|"]
    for name in dict.fromkeys(one.name for one in found):
        of_name = [one for one in found if one.name == name]
        cells = " | ".join(f"{one.clock:,.0f} ({one.work:,.0f})" for one in of_name)
        is_late = any(one.is_late for one in of_name)
        lines.append(f"| {name} | {cells} | {'missed' if is_late else 'reached'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
