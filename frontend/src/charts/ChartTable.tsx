export interface ChartData {
  head: string[]
  rows: string[][]
}

/** The numbers behind a chart; scrolls by itself where they are many. */
export function ChartTable({ label, data }: { label: string; data: ChartData }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-48 overflow-auto">
      <table className="w-full max-w-160 text-sm tabular-nums">
        <thead className="sticky top-0 bg-surface">
          <tr>
            {data.head.map((text, column) => (
              <th
                key={text}
                scope="col"
                className={`h-8 border-b border-line px-2 text-xs font-normal text-ink-3 ${column ? 'text-right' : 'text-left'}`}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map(([first, ...rest]) => (
            <tr key={first} className="border-b border-line last:border-0">
              <th scope="row" className="h-8 px-2 text-left font-normal">
                {first}
              </th>
              {rest.map((text, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
                <td key={column} className="px-2 text-right">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
