import { useMemo, useState } from 'react'
import { extended, toggled } from './marks'
import type { Review } from './types'

const NONE: ReadonlySet<number> = new Set()

/** Which orders of the list are marked, to be decided together. */
export function useMarks(rows: readonly Review[]) {
  const [ids, setIds] = useState(NONE)
  const [begun, setBegun] = useState(false)
  // What has left the list is not decided by accident.
  const marked = useMemo(() => (ids.size ? rows.filter(({ id }) => ids.has(id)) : []), [rows, ids])
  return {
    ids,
    marked,
    /** Whether orders are being marked: their boxes are in sight. */
    isOn: begun || marked.length > 0,
    /** Shows the boxes before any is ticked: for hands without a keyboard. */
    begin: () => setBegun(true),
    toggle: (id: number) => setIds((before) => toggled(before, id)),
    extend: (more: readonly number[]) => setIds((before) => extended(before, more)),
    all: () =>
      setIds((before) =>
        extended(
          before,
          rows.map(({ id }) => id),
        ),
      ),
    clear: () => {
      setIds(NONE)
      setBegun(false)
    },
  }
}
