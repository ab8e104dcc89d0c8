"""Section of docs/benchmarks.md: what a request of (b) is made of, and what stands in its way."""

from collections.abc import Mapping

from tests.bench.processor import Taken


def limits(
    found: Mapping[str, float], taken: Mapping[str, Taken], scoring: Mapping[str, float]
) -> str:
    named = ("checks", "begin", "inputs", "score", "store")
    steps = {
        "checks and the request's hash": found["checks"],
        "beginning: the key compared, states of its entities read and locked": found["begin"],
        "its inputs, and itself counted": found["inputs"],
        "score with reasons": found["score"],
        "storing and committing": found["store"],
        "the rest: Flask, APIFlask, rate limit, JSON, the test client itself": found["whole"]
        - sum(found[name] for name in named),
        "**whole request**": found["whole"],
    }
    rows = "\n".join(f"| {name} | {took:,.0f} |" for name, took in steps.items())
    largest = max(list(steps)[:-1], key=steps.__getitem__)
    processor = "\n".join(
        f"| ({name}) | {one.worker:,.0f} | {one.database:,.0f} | {one.together:.1f} |"
        for name, one in sorted(taken.items())
    )
    floor, ours = (taken[name].worker + taken[name].database for name in ("a", "b"))
    return f"""## What limits it

A request of (b) in one process without a network, medians of 300, the steps by turns:

| step | µs |
|---|--:|
{rows}

The largest part is {steps[largest] / found["whole"]:.0%}: {largest}.

With 8 connections both cores are busy, so what counts is the processor's time for a request; those
of a key that wait at the same time are judged, stored and committed together.

| | workers µs | PostgreSQL µs | payments in a commit |
|---|--:|--:|--:|
{processor}

(b) takes {ours / floor:.1f} times what (a) takes. Half of the floor's rate leaves {floor:,.0f} µs
for everything that the floor does not do: {ours - floor:,.0f} are needed.

In every request (c) takes {scoring["sklearn"]:,.0f} µs for scikit-learn's single row
and {scoring["explainer"]:,.0f} µs to build an explainer."""
