import type { ParsedRule, RuleField } from '@/lib/api.gen'
import { sentenceCase } from '@/lib/format'
import { type Condition, conditionOf, type Made, numberOf, treeOf } from './condition'
import { emptyRoot, type Group } from './tree'

export type Effect = ParsedRule['effect']

/** A rule as it is being written: whichever side was changed last is the one that counts. */
export type Written =
  | { by: 'words'; text: string }
  | { by: 'lines'; effect: Effect; points: string; root: Group }

/** What the service is asked to read. */
export type Asked = { sentence: string } | { condition: Condition; effect: Effect; points?: number }

/** What both sides show: their own, or what was read last on the other. */
export interface Shown {
  text: string
  effect: Effect
  points: string
  root: Group
}

export const USUAL_POINTS = '10'

/** What there is to read, or null while nothing is written or a line is not finished. */
export function askedOf(written: Written, made: Made | null): Asked | null {
  if (written.by === 'words') return written.text.trim() ? { sentence: written.text } : null
  const { effect } = written
  if (!made) return null
  if (effect !== 'points') return { condition: made.condition, effect }
  const points = pointsOf(written.points)
  return points === null ? null : { condition: made.condition, effect, points }
}

export const madeOf = (written: Written, fields: readonly RuleField[]): Made | null =>
  written.by === 'lines' ? conditionOf(written.root, fields) : null

/** What was typed as points, −100 to 100 and not 0; null where it is none. */
export function pointsOf(typed: string): number | null {
  const points = numberOf(typed)
  const isSound = Math.abs(points) <= 100 && !/\.\d{3}/.test(typed)
  return isSound && points !== 0 ? points : null
}

const EMPTY = emptyRoot()

/** What is on screen: `last` is what could be read last, null when nothing could be yet. */
export function shownOf(written: Written, last: ParsedRule | null): Shown {
  if (written.by === 'lines') return { ...written, text: last?.sentence ?? '' }
  const { text } = written
  if (!last || !text.trim()) return { text, effect: 'review', points: USUAL_POINTS, root: EMPTY }
  return {
    text,
    effect: last.effect,
    points: last.effect === 'points' ? String(last.points) : USUAL_POINTS,
    root: treeOf(last.condition),
  }
}

/** A name made of what the sentence asks: "Amount is over 500 and …", 80 characters at most. */
export function nameOf(sentence: string): string {
  const asks = sentence.slice(sentence.indexOf(' if ') + 4).trim()
  const name = sentenceCase(asks)
  return name.length > 80 ? `${name.slice(0, 78).trimEnd()}…` : name
}
