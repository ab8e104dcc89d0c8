import { createContext, use } from 'react'
import type { EntityList, RuleField } from '@/lib/api.gen'
import type { Group, Line } from './tree'

/** What every line and group of the editor needs. */
export interface Lines {
  root: Group
  fields: readonly RuleField[]
  /** The lists of the merchant; undefined while they are loading, or could not be. */
  lists: readonly EntityList[] | undefined
  /** What the service says against a part, by its id. */
  wrong: { id: string; text: string } | null
  change: (root: Group) => void
  /** Puts the focus on a part as soon as it is on screen. */
  focus: (id: string | null) => void
}

export const LinesContext = createContext<Lines | null>(null)

export function useLines(): Lines {
  const lines = use(LinesContext)
  if (!lines) throw new Error('useLines is for parts of the rule editor')
  return lines
}

/** What a part that edits one line is given. */
export interface LinePart {
  line: Line
  onChange: (line: Line) => void
}
