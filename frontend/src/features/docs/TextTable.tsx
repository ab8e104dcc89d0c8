import type { ReactNode } from 'react'
import { Prose } from './Prose'

interface TextTableProps {
  head: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}

/** A table of texts, which wrap; it scrolls only where a word of the API is too long. */
export function TextTable({ head, rows }: TextTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, a section is a landmark
    <div
      role="group"
      aria-label={head.join(', ').replace(/`/g, '')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {head.map((text) => (
              <th
                key={text}
                scope="col"
                className="border-b border-line px-3 py-2 text-left text-xs font-normal text-ink-3"
              >
                <Prose text={text} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text never change places
            <tr key={place} className="border-b border-line last:border-0">
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do its columns
                <td key={column} className="px-3 py-2 align-top">
                  {typeof cell === 'string' ? <Prose text={cell} /> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
