import { curveMonotoneX, line } from 'd3-shape'
import { type Axis, labelEvery, type Unit, valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

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
  describe: (index: number) => TooltipTexts
  onOpen: (index: number) => void
}

const HEIGHT = 192
const TOP = 12
const BOTTOM = HEIGHT - 24
const RIGHT = 14
const LABEL_ROOM = 64

/** One bar a day, or an hour, from zero; the period before is a dashed line. */
export function DailyBars(props: DailyBarsProps) {
  const { label, cursor, unit, bars, axis, describe, onOpen } = props
  const max = Math.max(0, ...bars.flatMap((bar) => [bar.value ?? 0, bar.before ?? 0]))
  const scale = valueScale(max, axis, TOP, BOTTOM)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
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
                y={TOP}
                width={step}
                height={BOTTOM - TOP}
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
                    height={BOTTOM - scale.y(bar.value)}
                    rx={Math.min(2, thick / 4)}
                    className="fill-series-1"
                  />
                ) : null}
                {index % every === 0 && (
                  <text
                    x={x(index)}
                    y={HEIGHT - 6}
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
          </>
        )
      }}
    </Plot>
  )
}
