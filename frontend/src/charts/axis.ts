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
  return spanScale(0, Math.max(max, axis.whole ? 4 * (axis.unit ?? 1) : 1e-9), axis, top, bottom)
}

/** The same from a round number at or below `min`, for a line that need not begin at zero. */
export function spanScale(
  min: number,
  max: number,
  axis: Axis,
  top: number,
  bottom: number,
): Scale {
  const unit = axis.unit ?? 1
  const { lowest, highest, ticks } = told(min / unit, Math.max(max / unit, min / unit), axis)
  const longest = Math.max(0, ...ticks.map((tick) => tick.text.length))
  const y = (value: number) =>
    bottom - ((value / unit - lowest) / (highest - lowest)) * (bottom - top)
  return { y, ticks, left: Math.ceil(longest * 7.2) + 10 }
}

/** How often a span is made twice as wide: enough for any money, and an end for what is no number. */
const WIDENINGS = 64

/**
 * Round values around a span, no two with the same text: fewer of them where "$24K" would stand
 * twice, and a wider span where even two would say the same.
 */
function told(min: number, max: number, axis: Axis) {
  const unit = axis.unit ?? 1
  let ends = [min, max > min ? max : min + 1] as const
  for (let widened = 0; widened < WIDENINGS; widened += 1) {
    // Not a scale of d3-scale: that brings colours, formats and their interpolation along.
    const [lowest, highest] = nice(...ends, 4)
    for (const most of [4, 3, 2]) {
      const ticks = roundValues(lowest, highest, most)
        .filter((tick) => !axis.whole || Number.isInteger(tick))
        .map((tick) => ({ value: tick * unit, text: axis.format(tick * unit) }))
      if (ticks.length > 1 && new Set(ticks.map(read)).size === ticks.length) {
        return { lowest, highest, ticks }
      }
    }
    const half = (highest - lowest) / 2
    ends = lowest === 0 ? [0, highest * 2] : [lowest - half, highest + half]
  }
  return { lowest: min, highest: max, ticks: [] }
}

/** What a reader takes a tick for: nothing is nothing, whatever its sign. */
const read = ({ text }: { text: string }) => (/[1-9]/.test(text) ? text : '0')

/** Steps between labels under a chart that people count in. */
const STEPS = { day: [1, 2, 4, 7, 14, 28], hour: [1, 2, 3, 4, 6, 12], week: [1, 2, 4, 13, 26] }
export type Unit = keyof typeof STEPS

/** Every how many marks a label fits, when marks stand `step` pixels apart. */
export function labelEvery(unit: Unit, step: number, room: number): number {
  return STEPS[unit].find((each) => each * step >= room) ?? 28
}
