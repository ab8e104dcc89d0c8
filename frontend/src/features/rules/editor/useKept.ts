import { useState } from 'react'
import * as v from 'valibot'
import { useDraft } from '@/lib/drafts'
import type { Details } from './details'
import type { Group } from './tree'
import type { Effect, Written } from './written'

/** A rule as somebody left it, and the sentence that stood in the address then. */
export interface Kept {
  written: Written
  details: Details
  sentence: string | undefined
}

const stored = v.object({
  written: v.variant('by', [
    v.object({ by: v.literal('words'), text: v.string() }),
    v.object({
      by: v.literal('lines'),
      effect: v.custom<Effect>((one) => typeof one === 'string'),
      points: v.string(),
      root: v.custom<Group>((one) => typeof one === 'object' && one !== null && 'items' in one),
    }),
  ]),
  details: v.object({ name: v.string(), priority: v.string(), lastDay: v.string() }),
  sentence: v.optional(v.string()),
})

function read(text: string): Kept | null {
  try {
    const kept = v.parse(stored, JSON.parse(text))
    return { ...kept, sentence: kept.sentence }
  } catch {
    // Nothing is kept, or by an earlier release.
    return null
  }
}

interface Begun {
  kept: Kept
  isKept: boolean
  isTouched: boolean
}

const FRESH = { isKept: false, isTouched: false }

interface Keeping {
  now: Kept
  /** It is what was left earlier, not what the page begins with. */
  isKept: boolean
  /** Something was written, now or earlier: it is worth keeping. */
  isTouched: boolean
  change: (next: Partial<Kept>) => void
  /** Back to what the page begins with. */
  forget: () => void
}

/**
 * What is written survives leaving the page and being signed out. An address with a sentence of its
 * own goes before it: a pasted link shows the same to everybody.
 */
export function useKept(name: string, base: Kept, linked: string | undefined): Keeping {
  const [draft, write, forget] = useDraft(name)
  const [now, setNow] = useState<Begun>(() => {
    const kept = read(draft)
    if (kept && (linked === undefined || linked === kept.sentence))
      return { kept, isKept: true, isTouched: true }
    if (linked === undefined) return { kept: base, ...FRESH }
    const written: Written = { by: 'words', text: linked }
    return { kept: { ...base, written, sentence: linked }, ...FRESH }
  })
  return {
    now: now.kept,
    isKept: now.isKept,
    isTouched: now.isTouched,
    change: (next) => {
      const kept = { ...now.kept, ...next }
      setNow({ kept, isKept: now.isKept, isTouched: true })
      write(JSON.stringify(kept))
    },
    forget: () => {
      forget()
      setNow({ kept: base, ...FRESH })
    },
  }
}
