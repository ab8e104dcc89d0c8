import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { useVirtualRows, type VirtualOptions } from './useVirtualRows'

export interface VirtualHandle {
  /** Scrolls just far enough that the row is in sight, and draws it. */
  show: (index: number) => void
}

interface VirtualRowsProps
  extends Pick<VirtualOptions, 'count' | 'height' | 'rowKey' | 'keep' | 'onNearEnd'> {
  /** What is listed. */
  label: string
  /** All rows there are, where not all of them are here yet. */
  total?: number
  /** The place of a row among all, read out; null for a row that only heads a group. */
  place?: (index: number) => number | null
  /** Whether the list scrolls by itself, in the room it is given, or with the page. */
  scrolls: 'self' | 'page'
  handle?: Ref<VirtualHandle>
  children: (index: number) => ReactNode
}

/**
 * A list of any length of which only what is in sight is in the document. Screen readers hear each
 * row's place among all. Rows may differ in height: each is measured once it is drawn.
 */
export function VirtualRows(props: VirtualRowsProps) {
  const { label, count, total = count, place, scrolls, handle, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const { virtual, rows, margin, height } = useVirtualRows({
    ...props,
    list,
    scroller: scrolls === 'page' ? 'page' : scroller,
  })
  useImperativeHandle(
    handle,
    () => ({ show: (index) => virtual.scrollToIndex(index, { align: 'auto' }) }),
    [virtual],
  )
  return (
    <div
      ref={scroller}
      className={scrolls === 'self' ? 'min-h-0 flex-1 overflow-y-auto' : undefined}
    >
      <ul ref={list} aria-label={label} className="relative" style={{ height }}>
        {rows.map((row) => {
          const position = place ? place(row.index) : row.index + 1
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              {...(position !== null && { 'aria-posinset': position, 'aria-setsize': total })}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start - margin}px)` }}
            >
              {children(row.index)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
