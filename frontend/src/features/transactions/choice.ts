import { useState } from 'react'

/** Columns of the list, in their order. */
export const COLUMNS = [
  'score',
  'decision',
  'order',
  'customer',
  'category',
  'type',
  'card',
  'country',
  'reason',
  'label',
  'when',
  'amount',
] as const
export type ColumnKey = (typeof COLUMNS)[number]

/** A row is opened by its order's name, so this one stays. */
export const FIXED: ColumnKey = 'order'

const USUAL: readonly ColumnKey[] = COLUMNS.filter(
  (key) => !['type', 'card', 'country'].includes(key),
)
const KEPT = 'sf-columns'

function kept(): readonly ColumnKey[] {
  const names = localStorage.getItem(KEPT)?.split(' ')
  return names ? COLUMNS.filter((key) => key === FIXED || names.includes(key)) : USUAL
}

/** Which columns are shown, and the way to choose others; kept in this browser. */
export function useColumnChoice(): [readonly ColumnKey[], (chosen: readonly ColumnKey[]) => void] {
  const [chosen, setChosen] = useState(kept)
  const choose = (next: readonly ColumnKey[]) => {
    localStorage.setItem(KEPT, COLUMNS.filter((key) => next.includes(key)).join(' '))
    setChosen(kept())
  }
  return [chosen, choose]
}
