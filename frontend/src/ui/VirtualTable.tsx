import { clsx } from 'clsx'
import { Fragment, useRef } from 'react'
import { PHONE, useMedia } from '@/lib/media'
import { Cells, type Column, Heads, type RowCard, TwoLines } from './Table'
import { useVirtualRows } from './useVirtualRows'
import { VirtualRows } from './VirtualRows'

/** A column of a table whose rows come and go: its width cannot follow what is in it. */
export interface FixedColumn<Row> extends Column<Row> {
  /** In rem; columns share what the window has beyond the sum. */
  width: number
}

interface VirtualTableProps<Row> {
  label: string
  rows: readonly Row[]
  /** Whether more rows follow that are not here yet. */
  hasMore: boolean
  onNearEnd: () => void
  columns: readonly FixedColumn<Row>[]
  rowKey: (row: Row) => string | number
  card: (row: Row) => RowCard
  /** Under this name the place one scrolled to is kept when one comes back to the page. */
  name: string
}

const ROW = 36
const CARD = 61

/**
 * Rows without end: a table with a head that stays, which scrolls inside the room it is given; on a
 * phone cards that scroll with the page. As in `Table`, a `<Link className="stretch">` makes a row
 * clickable.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, hasMore, onNearEnd, rowKey, card } = props
  const phone = useMedia(PHONE)
  const keyOf = (index: number) => rowKey(rows[index] as Row)
  const last = (index: number) => !hasMore && index === rows.length - 1
  if (phone) {
    return (
      <VirtualRows
        label={label}
        count={rows.length}
        total={hasMore ? -1 : rows.length}
        height={() => CARD + 1}
        rowKey={keyOf}
        scrolls="page"
        onNearEnd={onNearEnd}
      >
        {(index) => (
          // The panel's own edge ends the last one.
          <div className={clsx('border-b', last(index) ? 'border-transparent' : 'border-line')}>
            <TwoLines {...card(rows[index] as Row)} />
          </div>
        )}
      </VirtualRows>
    )
  }
  return <Scroller {...props} keyOf={keyOf} />
}

interface ScrollerProps<Row> extends VirtualTableProps<Row> {
  keyOf: (index: number) => string | number
}

function Scroller<Row>(props: ScrollerProps<Row>) {
  const { rows, hasMore, onNearEnd, columns, keyOf } = props
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<HTMLTableSectionElement>(null)
  const {
    virtual,
    rows: drawn,
    margin,
    height,
  } = useVirtualRows({
    count: rows.length,
    height: () => ROW,
    rowKey: keyOf,
    list,
    scroller,
    head: ROW,
    onNearEnd,
  })
  // Empty rows keep the place of those that are not drawn.
  const room = (pixels: number) =>
    pixels > 0 && (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row has nothing to focus
      <tr aria-hidden="true">
        <td colSpan={columns.length} style={{ height: pixels }} className="p-0" />
      </tr>
    )
  let end = margin
  return (
    <section
      ref={scroller}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-scroll-restoration-id={props.name}
      className="min-h-0 flex-1 scroll-pt-9 overflow-auto rounded-lg focus-visible:-outline-offset-2"
    >
      <table
        // One more than the rows, for the head; −1 as long as nobody knows how many there are.
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm tabular-nums"
        style={{ minWidth: `${columns.reduce((sum, column) => sum + column.width, 0)}rem` }}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: `${column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <Heads columns={columns} stay />
          </tr>
        </thead>
        <tbody ref={list}>
          {drawn.map((place) => {
            const row = rows[place.index] as Row
            const before = place.start - end
            end = place.end
            return (
              <Fragment key={place.key}>
                {room(before)}
                <tr
                  ref={virtual.measureElement}
                  data-index={place.index}
                  aria-rowindex={place.index + 2}
                  className="relative last:*:border-transparent hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft"
                >
                  <Cells columns={columns} row={row} fixed />
                </tr>
              </Fragment>
            )
          })}
          {room(margin + height - end)}
        </tbody>
      </table>
    </section>
  )
}
