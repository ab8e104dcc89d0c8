import type { Policy, Rule } from '@/lib/api.gen'
import { plain, sentenceCase } from '@/lib/format'
import { policies as t } from '@/messages/en'

type Told = Pick<Policy, 'review_line' | 'block_line' | 'rules' | 'shield'>

/** A rule that is in both and says something else. */
interface ChangedRule {
  before: Rule
  after: Rule
  /** What differs besides its sentence, in words. */
  else: string[]
}

/** What a policy does otherwise than another one. Ready rules are rules, too. */
export interface Difference {
  lines: { before: Told; after: Told } | null
  added: Rule[]
  removed: Rule[]
  changed: ChangedRule[]
  shield: { before: Policy['shield']; after: Policy['shield'] } | null
  isNone: boolean
}

export function differenceOf(before: Told, after: Told): Difference {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]))
  const is = new Map(after.rules.map((rule) => [rule.id, rule]))
  const linesMoved =
    before.review_line !== after.review_line || before.block_line !== after.block_line
  const shieldMoved =
    before.shield.mode !== after.shield.mode || before.shield.effect !== after.shield.effect
  const found = {
    lines: linesMoved ? { before, after } : null,
    added: after.rules.filter(({ id }) => !was.has(id)),
    removed: before.rules.filter(({ id }) => !is.has(id)),
    changed: after.rules.flatMap((rule) => {
      const old = was.get(rule.id)
      const other = old ? otherwise(old, rule) : []
      return old && (other.length || old.sentence !== rule.sentence)
        ? [{ before: old, after: rule, else: other }]
        : []
    }),
    shield: shieldMoved ? { before: before.shield, after: after.shield } : null,
  }
  const { lines, added, removed, changed, shield } = found
  const isNone = !lines && !shield && !added.length && !removed.length && !changed.length
  return { ...found, isNone }
}

/** What of a rule differs besides its sentence: its name, its turn and how long it holds. */
function otherwise(before: Rule, after: Rule): string[] {
  const said: string[] = []
  if (before.name !== after.name) said.push(t.renamed(before.name))
  if (before.priority !== after.priority) {
    said.push(t.turn(plain(before.priority), plain(after.priority)))
  }
  if (before.expires_at !== after.expires_at) said.push(t.expiryMoved)
  return said
}

/** The same in one line: "Lines to 50 and 92, 1 rule added". */
export function differenceLine(difference: Difference): string {
  const { lines, added, removed, changed, shield, isNone } = difference
  if (isNone) return t.same
  const text = [
    lines && t.linesTo(plain(lines.after.review_line), plain(lines.after.block_line)),
    added.length && t.added(added.length),
    changed.length && t.changed(changed.length),
    removed.length && t.removed(removed.length),
    shield && t.shieldIs[shield.after.mode],
  ]
    .filter(Boolean)
    .join(', ')
  return sentenceCase(text)
}
