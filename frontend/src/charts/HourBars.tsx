import { type Axis, labelEvery, valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

interface HourBarsProps {
  label: string
  cursor: string
  /** A share 0..1 for each hour of the day, with its 95% range where it rests on few orders. */
  hours: readonly { tick: string; share: number; range: [number, number] | null }[]
  axis: Axis
  describe: (index: number) => TooltipTexts
}

const HEIGHT = 236
const TOP = 12
const BOTTOM = HEIGHT - 22
const RIGHT = 6

/** A share for every hour of the day; a thin line over a bar is the range of an uncertain one. */
export function HourBars({ label, cursor, hours, axis, describe }: HourBarsProps) {
  // The tallest bar fills the chart; a range may be cut off above it, the tooltip has its numbers.
  const max = Math.max(...hours.map((hour) => hour.share)) * 1.5
  const scale = valueScale(max, axis, TOP, BOTTOM)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={scale.left}
      right={RIGHT}
      count={hours.length}
      describe={describe}
    >
      {({ width, x, step, active }) => {
        const thick = step * 0.7
        const every = labelEvery('hour', step, 36)
        return (
          <>
            <Gridlines scale={scale} right={width - RIGHT} />
            {hours.map((hour, index) => (
              <g
                key={hour.tick}
                className={active === null || active === index ? undefined : 'opacity-60'}
              >
                <rect
                  x={x(index) - thick / 2}
                  y={scale.y(hour.share)}
                  width={thick}
                  height={BOTTOM - scale.y(hour.share)}
                  rx={1}
                  className="fill-series-1"
                />
                {hour.range && (
                  <line
                    x1={x(index)}
                    x2={x(index)}
                    y1={scale.y(hour.range[0])}
                    y2={Math.max(scale.y(hour.range[1]), TOP)}
                    strokeWidth="1.5"
                    className="stroke-series-2"
                  />
                )}
                {index % every === 0 && (
                  <text
                    x={x(index)}
                    y={HEIGHT - 5}
                    textAnchor="middle"
                    className="fill-ink-3 text-2xs tabular-nums"
                  >
                    {hour.tick}
                  </text>
                )}
              </g>
            ))}
          </>
        )
      }}
    </Plot>
  )
}
