export interface TooltipTexts {
  title: string
  rows: { name: string; value: string }[]
}

const HALF = 88

/** The figures of one mark, above it and inside the chart. Says nothing the table does not. */
export function Tooltip({ x, width, texts }: { x: number; width: number; texts: TooltipTexts }) {
  const centre = Math.min(Math.max(x, HALF), width - HALF)
  return (
    <div
      aria-hidden="true"
      style={{ left: centre }}
      className="pointer-events-none absolute bottom-full z-10 mb-1 w-44 -translate-x-1/2 rounded-md bg-ink px-3 py-2 text-xs text-bg shadow-2"
    >
      <p className="font-semibold">{texts.title}</p>
      {texts.rows.map((row) => (
        <p key={row.name} className="flex justify-between gap-3 tabular-nums">
          <span className="min-w-0 truncate">{row.name}</span>
          <span className="whitespace-nowrap">{row.value}</span>
        </p>
      ))}
    </div>
  )
}
