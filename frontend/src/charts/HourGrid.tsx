import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { Tooltip, type TooltipTexts } from './Tooltip'
import { useWidth } from './useWidth'

interface HourGridProps {
  label: string
  cursor: string
  /** The names of the seven days, as short as they can be. */
  days: readonly string[]
  /** How dark the cell of a day and an hour is, 0..1; null where nothing came. */
  shade: (day: number, hour: number) => number | null
  describe: (day: number, hour: number) => TooltipTexts
  onOpen: (day: number, hour: number) => void
}

const HOURS = 24
const LEFT = 34
const ROW = 24
const GAP = 2
const FOOT = 20
/** The palest that is still told from an empty cell. */
const PALEST = 0.12

/** A share for every hour of every weekday, as shades of one colour. Arrow keys go both ways. */
export function HourGrid({ label, cursor, days, shade, describe, onOpen }: HourGridProps) {
  const [ref, width] = useWidth()
  const [active, setActive] = useState<number | null>(null)
  const step = (width - LEFT) / HOURS
  const height = days.length * ROW + FOOT
  const cells = days.length * HOURS
  const at = (event: PointerEvent): number | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const hour = Math.floor((event.clientX - box.left - LEFT) / step)
    const day = Math.floor((event.clientY - box.top) / ROW)
    const inside = hour >= 0 && hour < HOURS && day >= 0 && day < days.length
    return inside ? day * HOURS + hour : null
  }
  const place = (cell: number) => [Math.floor(cell / HOURS), cell % HOURS] as const
  const resting = active ?? 0
  const texts = describe(...place(resting))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onOpen(...place(resting))
    const by = { ArrowUp: -HOURS, ArrowDown: HOURS }[event.key]
    if (by === undefined) return
    // A range would take both for one step.
    event.preventDefault()
    if (resting + by >= 0 && resting + by < cells) setActive(resting + by)
  }
  return (
    <div
      ref={ref}
      className="relative cursor-pointer touch-pan-y rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
      onPointerMove={(event) => setActive(at(event))}
      onPointerLeave={(event) => event.pointerType !== 'touch' && setActive(null)}
      onPointerUp={(event) => {
        const cell = at(event)
        if (cell !== null && event.pointerType !== 'touch') onOpen(...place(cell))
      }}
    >
      <svg role="img" aria-label={label} width={width} height={height} className="block">
        {days.map((day, row) => (
          <text key={day} x={0} y={row * ROW + ROW / 2} dy="0.35em" className="fill-ink-3 text-2xs">
            {day}
          </text>
        ))}
        {Array.from({ length: cells }, (_, cell) => {
          const [day, hour] = place(cell)
          const dark = shade(day, hour)
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never change their order
              key={cell}
              x={LEFT + hour * step}
              y={day * ROW}
              width={Math.max(step - GAP, 1)}
              height={ROW - GAP}
              rx={2}
              fillOpacity={dark === null ? 1 : PALEST + (1 - PALEST) * dark}
              strokeWidth={active === cell ? 1.5 : 0}
              className={`stroke-ink ${dark ? 'fill-series-1' : 'fill-sunken'}`}
            />
          )
        })}
        {[0, 6, 12, 18].map((hour) => (
          <text
            key={hour}
            x={LEFT + hour * step}
            y={height - 5}
            className="fill-ink-3 text-2xs tabular-nums"
          >
            {String(hour).padStart(2, '0')}
          </text>
        ))}
      </svg>
      <input
        type="range"
        aria-label={cursor}
        aria-valuetext={`${texts.title}: ${texts.rows.map((row) => `${row.name} ${row.value}`).join(', ')}`}
        min={0}
        max={cells - 1}
        value={resting}
        onChange={(event) => setActive(Number(event.target.value))}
        onFocus={() => setActive((before) => before ?? 0)}
        onBlur={() => setActive(null)}
        onKeyDown={onKeyDown}
        className="pointer-events-none absolute inset-0 m-0 size-full opacity-0"
      />
      {active !== null && (
        <Tooltip x={LEFT + (place(active)[1] + 0.5) * step} width={width} texts={texts} />
      )}
    </div>
  )
}
