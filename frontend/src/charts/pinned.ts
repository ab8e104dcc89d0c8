import type { LinkProps } from '@tanstack/react-router'

/** Something that happened on a day of a chart. */
export interface Pin {
  /** The mark it belongs to. */
  index: number
  text: string
  /** Whether something began then, which holds from there on; otherwise it happened that day. */
  begins: boolean
  /** The page that knows more of it. */
  to?: LinkProps['to']
}

export interface Label {
  index: number
  text: string
  /** What the text is made of. */
  pins: readonly Pin[]
  begins: boolean
  /** Its number where texts would not fit and are listed under the chart. */
  number: number
}

export interface Placed {
  labels: (Label & { x: number; anchor: 'start' | 'end' })[]
  /** Whether the texts stand at their marks. */
  fit: boolean
}

/** About what a letter of 11 px takes, in pixels. */
const LETTER = 6.1
const DOT = 8

/** The pins of a day said as one. */
export function grouped(pins: readonly Pin[]): Label[] {
  const days = [...new Set(pins.map((pin) => pin.index))].sort((a, b) => a - b)
  return days.map((index, place) => {
    const same = pins.filter((pin) => pin.index === index)
    return {
      index,
      number: place + 1,
      text: same.map((pin) => pin.text).join(' · '),
      pins: same,
      begins: same.every((pin) => pin.begins),
    }
  })
}

/**
 * Where the texts of pins stand: right of their mark, left of it at the end of the chart. They fit
 * when none touches another or leaves the chart; numbers stand in their place where they do not.
 */
export function placed(
  labels: readonly Label[],
  x: (index: number) => number,
  left: number,
  width: number,
): Placed {
  let taken = left
  let fit = true
  const places = labels.map((label) => {
    const at = x(label.index)
    const long = DOT + label.text.length * LETTER
    const anchor = at + long <= width ? ('start' as const) : ('end' as const)
    const [from, to] = anchor === 'start' ? [at - DOT, at + long] : [at - long, at + DOT]
    if (from < taken) fit = false
    taken = to
    return { ...label, x: at, anchor }
  })
  return { labels: places, fit }
}
