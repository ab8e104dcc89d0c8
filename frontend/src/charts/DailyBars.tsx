import { Link } from '@tanstack/react-router'
import { curveMonotoneX, line } from 'd3-shape'
import { Fragment } from 'react'
import { type Axis, labelEvery, type Unit, valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Pins } from './Pins'
import { Plot } from './Plot'
import { grouped, type Pin, placed } from './pinned'
import type { TooltipTexts } from './Tooltip'
import { useWidth } from './useWidth'

export interface Bar {
  key: string
  /** Under the bar, where there is room: "9 Nov". */
  tick: string
  /** Null: there was nothing to measure. */
  value: number | null
  before: number | null
}

interface DailyBarsProps {
  label: string
  cursor: string
  /** What one bar stands for. */
  unit: Unit
  bars: readonly Bar[]
  axis: Axis
  /** What happened on some of the days. */
  pins?: readonly Pin[]
  describe: (index: number) => TooltipTexts
  onOpen: (index: number) => void
}

const HEIGHT = 192
const TOP = 12
/** Room for what is pinned above the bars. */
const PIN_ROOM = 22
const PIN_Y = 11
const FOOT = 24
const RIGHT = 14
const LABEL_ROOM = 64

/**
 * One bar a day, or an hour, from zero; the period before is a dashed line. What is pinned to a day
 * stands above it, or, where there is no room, as a number with the texts listed underneath.
 */
export function DailyBars(props: DailyBarsProps) {
  const { label, cursor, unit, bars, axis, pins = [], describe, onOpen } = props
  const [ref, wide] = useWidth()
  const top = pins.length ? TOP + PIN_ROOM : TOP
  const height = HEIGHT + top - TOP
  const bottom = height - FOOT
  const max = Math.max(0, ...bars.flatMap((bar) => [bar.value ?? 0, bar.before ?? 0]))
  const scale = valueScale(max, axis, top, bottom)
  const apart = (wide - scale.left - RIGHT) / Math.max(bars.length, 1)
  const notes = placed(
    grouped(pins),
    (index) => scale.left + apart * (index + 0.5),
    scale.left,
    wide,
  )
  return (
    <div ref={ref}>
      <Plot
        label={label}
        cursor={cursor}
        height={height}
        left={scale.left}
        right={RIGHT}
        count={bars.length}
        describe={describe}
        onOpen={onOpen}
      >
        {({ width, x, step, active }) => {
          const thick = Math.min(step * 0.7, 72)
          const every = labelEvery(unit, step, LABEL_ROOM)
          const before = line<Bar>()
            .x((_, index) => x(index))
            .y((bar) => scale.y(bar.before ?? 0))
            .defined((bar) => bar.before !== null)
            .curve(curveMonotoneX)
          return (
            <>
              {active !== null && (
                <rect
                  x={x(active) - step / 2}
                  y={top}
                  width={step}
                  height={bottom - top}
                  className="fill-sunken"
                />
              )}
              <Gridlines scale={scale} right={width - RIGHT} />
              {bars.map((bar, index) => (
                <g key={bar.key}>
                  {bar.value ? (
                    <rect
                      x={x(index) - thick / 2}
                      y={scale.y(bar.value)}
                      width={thick}
                      height={bottom - scale.y(bar.value)}
                      rx={Math.min(2, thick / 4)}
                      className="fill-series-1"
                    />
                  ) : null}
                  {index % every === 0 && (
                    <text
                      x={x(index)}
                      y={height - 6}
                      textAnchor="middle"
                      className="fill-ink-3 text-2xs tabular-nums"
                    >
                      {bar.tick}
                    </text>
                  )}
                </g>
              ))}
              <path
                d={before(bars as Bar[]) ?? undefined}
                fill="none"
                strokeWidth="1.5"
                strokeDasharray="4 3"
                className="stroke-series-2"
              />
              <Pins
                placed={notes}
                y={PIN_Y}
                bottom={(index) => scale.y(bars[index]?.value ?? 0)}
                ground={bottom}
              />
            </>
          )
        }}
      </Plot>
      {notes.labels.length > 0 && (
        <ol
          className={
            notes.fit
              ? 'sr-only'
              : 'mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs text-ink-2'
          }
        >
          {notes.labels.map((note) => (
            <li key={note.index} className="flex items-baseline gap-2">
              <span
                aria-hidden="true"
                className="inline-flex size-4.5 flex-none items-center justify-center rounded-full bg-ink text-2xs font-semibold text-bg"
              >
                {note.number}
              </span>
              <span className="sr-only">{bars[note.index]?.tick}: </span>
              {/* What is only read out must not take the focus. */}
              {notes.fit ? note.text : <Told pins={note.pins} />}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Told({ pins }: { pins: readonly Pin[] }) {
  return (
    <span className="min-w-0">
      {pins.map(({ text, to }, place) => (
        <Fragment key={`${to} ${text}`}>
          {place > 0 && ' · '}
          {to ? (
            <Link
              to={to}
              className="target underline decoration-line-strong underline-offset-4 hover:text-ink"
            >
              {text}
            </Link>
          ) : (
            text
          )}
        </Fragment>
      ))}
    </span>
  )
}
