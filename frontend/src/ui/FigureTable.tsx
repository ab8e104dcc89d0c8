import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface Row {
  name: string
  /** Beside the name, smaller: what all figures of the row rest on. */
  note?: string | undefined
  /** A figure for each column after the first. */
  values: readonly ReactNode[]
  /** The one to look at. */
  marked?: boolean
}

interface FigureTableProps {
  /** For who hears it; where the text above says it already, none. */
  caption?: string
  /** The first names the rows. */
  head: readonly [string, ...string[]]
  rows: readonly Row[]
  /** Lines between the rows; without, they stand close. */
  lined?: boolean
}

/** A few figures side by side, a row each: now and usual, theirs and yours, two models. */
export function FigureTable({ caption, head, rows, lined = false }: FigureTableProps) {
  const height = lined ? 'h-8' : 'h-6'
  return (
    <table className="w-full max-w-160 text-sm tabular-nums">
      {caption && <caption className="sr-only">{caption}</caption>}
      <thead>
        <tr className={clsx('text-xs text-ink-3', lined && 'border-b border-line')}>
          {head.map((text, column) => (
            <th
              key={text}
              scope="col"
              className={clsx('font-normal', height, column ? 'pl-2 text-right' : 'text-left')}
            >
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, note, values, marked }) => (
          <tr
            key={name}
            className={clsx(
              lined && 'border-b border-line last:border-0',
              marked && 'font-semibold',
            )}
          >
            <th
              scope="row"
              className={clsx('text-left font-normal', height, lined && 'text-ink-2')}
            >
              {name}
              {note && ' '}
              {note && <span className="text-2xs whitespace-nowrap text-ink-3">{note}</span>}
            </th>
            {values.map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
              <td key={column} className="pl-2 text-right">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
