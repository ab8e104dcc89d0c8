import { nice, ticks as roundValues } from 'd3-array'

export interface Axis {
  /** How a tick is written, with its unit: "$500". */
  format: (value: number) => string
  /** What ticks are round in: 60 for seconds shown as minutes. */
  unit?: number
  /** Whether values between whole numbers exist; orders have none. */
  whole?: boolean
}

export interface Scale {
  y: (value: number) => number
  ticks: { value: number; text: string }[]
  /** Room for the longest tick, in pixels. */
  left: number
}

/** A vertical scale from zero to a round number at or above `max`, with about four gridlines. */
export function valueScale(max: number, axis: Axis, top: number, bottom: number): Scale {
  const unit = axis.unit ?? 1
  const floor = axis.whole ? 4 : 1e-9
  // Not a scale of d3-scale: that brings colours, formats and their interpolation along.
  const [, highest] = nice(0, Math.max(max / unit, floor), 4)
  const ticks = roundValues(0, highest, 4)
    .filter((tick) => !axis.whole || Number.isInteger(tick))
    .map((tick) => ({ value: tick * unit, text: axis.format(tick * unit) }))
  const longest = Math.max(...ticks.map((tick) => tick.text.length))
  const y = (value: number) => bottom - (value / unit / highest) * (bottom - top)
  return { y, ticks, left: Math.ceil(longest * 7.2) + 10 }
}

/** The same from a round number at or below `min`, for a line that need not begin at zero. */
export function spanScale(
  min: number,
  max: number,
  axis: Axis,
  top: number,
  bottom: number,
): Scale {
  const [lowest, highest] = nice(min, max > min ? max : min + 1, 4)
  const ticks = roundValues(lowest, highest, 4).map((value) => ({
    value,
    text: axis.format(value),
  }))
  const longest = Math.max(...ticks.map((tick) => tick.text.length))
  const y = (value: number) => bottom - ((value - lowest) / (highest - lowest)) * (bottom - top)
  return { y, ticks, left: Math.ceil(longest * 7.2) + 10 }
}

/** Steps between labels under a chart that people count in. */
const STEPS = { day: [1, 2, 4, 7, 14, 28], hour: [1, 2, 3, 4, 6, 12], week: [1, 2, 4, 13, 26] }
export type Unit = keyof typeof STEPS

/** Every how many marks a label fits, when marks stand `step` pixels apart. */
export function labelEvery(unit: Unit, step: number, room: number): number {
  return STEPS[unit].find((each) => each * step >= room) ?? 28
}
