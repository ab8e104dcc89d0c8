import { useState } from 'react'
import { count } from '@/lib/format'
import { common as t } from '@/messages/en'
import { Button } from './Button'

/** The first few of some rows, and all once somebody asked; `more` is the button that asks, nothing where there are few. */
export function useShowAll<T>(rows: readonly T[], first: number) {
  const [all, setAll] = useState(false)
  const more = rows.length > first && (
    // Its words stand under those of the rows.
    <span className="-ml-3">
      <Button size="s" look="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? t.showFewer : t.showAll(count(rows.length))}
      </Button>
    </span>
  )
  return { shown: all ? rows : rows.slice(0, first), more }
}
