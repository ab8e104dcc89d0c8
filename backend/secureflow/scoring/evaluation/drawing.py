"""Curves as SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 560, 340
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 12, 44
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a curve, both values 0..1, with the interval of the second where it has one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


def lines(marks: Sequence[Mark], *, across: str, up: str, is_diagonal: bool = False) -> str:
    """Return a curve through the marks, on axes from 0 to 1; a diagonal shows what is ideal."""
    path = " ".join(f"{_x(mark.x):.1f},{_y(mark.y):.1f}" for mark in marks)
    parts = [*_axes(across, up)]
    if is_diagonal:
        parts.append(_line(_x(0), _y(0), _x(1), _y(1), "var(--faint)"))
    parts.append(f'<polyline points="{path}" fill="none" stroke="var(--mark)" stroke-width="2"/>')
    for mark in marks:
        if mark.low is not None and mark.high is not None:
            parts.append(_line(_x(mark.x), _y(mark.low), _x(mark.x), _y(mark.high), "var(--mark)"))
            parts.append(
                f'<circle cx="{_x(mark.x):.1f}" cy="{_y(mark.y):.1f}" r="3" fill="var(--mark)"/>'
            )
    return _svg(parts, f"{up} by {across}")


def bars(named: Sequence[tuple[str, float]]) -> str:
    """Return a bar of 0..1 for each name, with its value above it."""
    step = (WIDTH - LEFT - RIGHT) / len(named)
    parts = [*_axes("", "")[: len(TICKS) * 2]]
    every = -(-len(named) // 12)
    for number, (name, value) in enumerate(named):
        left = LEFT + number * step
        parts.append(
            f'<rect x="{left + step * 0.1:.1f}" y="{_y(value):.1f}" width="{step * 0.8:.1f}" '
            f'height="{_y(0) - _y(value):.1f}" fill="var(--mark)"/>'
        )
        if number % every == 0:
            middle = left + step / 2
            parts.append(_text(middle, _y(0) + 18, name, "middle"))
            parts.append(_text(middle, _y(value) - 4, f"{value:.2f}", "middle"))
    return _svg(parts, "average precision by week")


def _axes(across: str, up: str) -> list[str]:
    parts = []
    for tick in TICKS:
        parts.append(_line(_x(0), _y(tick), _x(1), _y(tick), "var(--line)"))
        parts.append(_text(LEFT - 8, _y(tick) + 4, f"{tick:g}", "end"))
    parts += [_text(_x(tick), _y(0) + 18, f"{tick:g}", "middle") for tick in TICKS]
    parts.append(_text(_x(0.5), HEIGHT - 6, across, "middle"))
    parts.append(
        f'<text transform="translate(14 {_y(0.5):.0f}) rotate(-90)" text-anchor="middle">'
        f"{escape(up)}</text>"
    )
    return parts


def _svg(parts: Sequence[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _x(value: float) -> float:
    return LEFT + value * (WIDTH - LEFT - RIGHT)


def _y(value: float) -> float:
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM)
