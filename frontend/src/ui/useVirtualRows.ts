import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

export interface VirtualOptions {
  /** Rows there are to draw; more may follow. */
  count: number
  /** The height of a row in pixels, before it is on screen and measured. */
  height: (index: number) => number
  rowKey: (index: number) => string | number
  /** The element that holds the rows. */
  list: RefObject<HTMLElement | null>
  /** What scrolls: an element of the component, or the page as a whole. */
  scroller: RefObject<HTMLElement | null> | 'page'
  /** Height of a head that stays on top of the rows, in pixels. */
  head?: number
  /** A row that stays in the document wherever one scrolls, besides the one that has the focus. */
  keep?: number | undefined
  /** The last rows are near: time to ask for more. */
  onNearEnd?: (() => void) | undefined
}

/** Rows drawn beyond the edge of what is in sight, on either side. */
const BEYOND = 12
/** So many rows from the end more are asked for. */
const NEAR = 40

const PAGE = 'main'

/** Which rows are to be drawn and where, for lists far longer than the window. */
export function useVirtualRows(options: VirtualOptions) {
  const { count, height, rowKey, list, scroller, head = 0, keep, onNearEnd } = options
  const [margin, setMargin] = useState(0)
  const element = () => (scroller === 'page' ? document.getElementById(PAGE) : scroller.current)

  // Where the rows begin in what scrolls: what stands above them may grow or shrink.
  useLayoutEffect(() => {
    const scrolled = scroller === 'page' ? document.getElementById(PAGE) : scroller.current
    if (!list.current || !scrolled) return
    const top = list.current.getBoundingClientRect().top - scrolled.getBoundingClientRect().top
    setMargin(Math.round(top + scrolled.scrollTop))
  })

  // With the row that has the focus the focus itself would leave the document.
  const [focused, setFocused] = useState<number>()
  useEffect(() => {
    const rows = list.current
    const follow = ({ target }: FocusEvent) => {
      const row = (target as Element).closest<HTMLElement>('[data-index]')
      setFocused(row ? Number(row.dataset.index) : undefined)
    }
    rows?.addEventListener('focusin', follow)
    return () => rows?.removeEventListener('focusin', follow)
  }, [list])

  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: element,
    estimateSize: height,
    getItemKey: rowKey,
    scrollMargin: margin,
    scrollPaddingStart: head,
    overscan: BEYOND,
    rangeExtractor: (range) => {
      const rows = new Set(defaultRangeExtractor(range))
      for (const row of [keep, focused]) if (row !== undefined && row < count) rows.add(row)
      return [...rows].sort((a, b) => a - b)
    },
    // React may draw the rows of a fast scroll when it has the time; nothing is measured twice.
    useFlushSync: false,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0

  const latest = useRef(onNearEnd)
  useEffect(() => {
    latest.current = onNearEnd
  })
  const isNear = count > 0 && last >= count - NEAR
  // Asked anew with every row that comes into sight near the end, and when rows have arrived.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `last` and `count` say when to ask again
  useEffect(() => {
    if (isNear) latest.current?.()
  }, [isNear, last, count])

  return { virtual, rows, margin, height: virtual.getTotalSize() }
}
