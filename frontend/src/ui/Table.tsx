import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { PHONE, useMedia } from '@/lib/media'

export interface Column<Row> {
  key: string
  head: ReactNode
  /** Numbers stand right, so that their digits line up. */
  align?: 'end'
  /** For a head that sorts: put the button into `head`. */
  sort?: 'ascending' | 'descending'
  cell: (row: Row) => ReactNode
}

/** The two lines a row becomes on a phone. */
export interface RowCard {
  lead?: ReactNode
  title: ReactNode
  end?: ReactNode
  detail?: ReactNode
}

interface TableProps<Row> {
  /** What the table shows; names the region for screen readers. */
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string | number
  card: (row: Row) => RowCard
}

/**
 * Rows of 36 px; two-line cards on a phone. To make a row clickable put one `<Link
 * className="stretch">` into a cell and into the card's title.
 */
export function Table<Row>({ label, rows, columns, rowKey, card }: TableProps<Row>) {
  const phone = useMedia(PHONE)
  if (phone) {
    return (
      <ul aria-label={label}>
        {rows.map((row) => (
          <CardRow key={rowKey(row)} {...card(row)} />
        ))}
      </ul>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr>
            <Heads columns={columns} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="relative border-b border-line last:border-0 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft"
            >
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeadsProps {
  columns: readonly Pick<Column<never>, 'key' | 'head' | 'align' | 'sort'>[]
  /** They stay in sight while the rows scroll. */
  stay?: boolean
}

/** The heads of the columns, inside a row. */
export function Heads({ columns, stay = false }: HeadsProps) {
  return columns.map((column) => (
    <th
      key={column.key}
      scope="col"
      aria-sort={column.sort}
      className={clsx(
        'h-9 border-b border-line px-2 text-xs font-normal whitespace-nowrap text-ink-3 first:pl-4 last:pr-4',
        column.align === 'end' ? 'text-right' : 'text-left',
        stay && 'sticky top-0 z-10 bg-surface',
      )}
    >
      {column.head}
    </th>
  ))
}

interface CellsProps<Row> {
  columns: readonly Column<Row>[]
  row: Row
  /** Of one width whatever is in them, each with a line below. */
  fixed?: boolean
}

/** The cells of a row, inside it. */
export function Cells<Row>({ columns, row, fixed = false }: CellsProps<Row>) {
  return columns.map((column) => (
    <td
      key={column.key}
      className={clsx(
        'h-9 px-2 first:pl-4 last:pr-4',
        column.align === 'end' && 'text-right',
        fixed && 'truncate border-b border-line',
      )}
    >
      {column.cell(row)}
    </td>
  ))
}

function CardRow(card: RowCard) {
  return (
    <li className="border-b border-line last:border-0">
      <TwoLines {...card} />
    </li>
  )
}

/** The two lines themselves, inside a list item. */
export function TwoLines({ lead, title, end, detail }: RowCard) {
  return (
    <div className="relative flex min-h-[61px] items-center gap-3 px-4 py-2.5 has-[.stretch:focus-visible]:bg-accent-soft">
      {lead}
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <div className="min-w-0 truncate text-base font-medium">{title}</div>
          {end && <div className="flex-none text-base font-semibold tabular-nums">{end}</div>}
        </div>
        {detail && <div className="truncate text-xs text-ink-3">{detail}</div>}
      </div>
    </div>
  )
}
