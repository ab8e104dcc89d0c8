import { percent } from '@/lib/format'
import { valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

/** Orders with about the same chance: what was said of them, and how many really were fraud. */
export interface ReliabilityPoint {
  said: number
  was: number
  /** Where the true share lies with 95% confidence. */
  low: number
  high: number
}

interface ReliabilityProps {
  label: string
  cursor: string
  /** By rising `said`. */
  points: readonly ReliabilityPoint[]
  describe: (index: number) => TooltipTexts
}

const HEIGHT = 240
const TOP = 12
const BOTTOM = HEIGHT - 24
const RIGHT = 18
const AXIS = { format: (share: number) => percent(share, 0) }
const TICKS = [0, 0.25, 0.5, 0.75, 1]

/** The chance that was said against what came true; on the dashed line both are the same. */
export function Reliability({ label, cursor, points, describe }: ReliabilityProps) {
  const scale = valueScale(1, AXIS, TOP, BOTTOM)
  const across = (share: number, width: number) => scale.left + share * (width - scale.left - RIGHT)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={scale.left}
      right={RIGHT}
      count={points.length}
      position={(index, width) => across(points[index]?.said ?? 0, width)}
      describe={describe}
    >
      {({ width, x, active }) => (
        <>
          <Gridlines scale={scale} right={width - RIGHT} />
          <line
            x1={across(0, width)}
            y1={scale.y(0)}
            x2={across(1, width)}
            y2={scale.y(1)}
            strokeWidth="1.5"
            strokeDasharray="4 3"
            className="stroke-series-2"
          />
          {points.map((point, index) => (
            <g
              key={point.said}
              className={active === null || active === index ? undefined : 'opacity-60'}
            >
              <line
                x1={x(index)}
                x2={x(index)}
                y1={scale.y(point.low)}
                y2={scale.y(point.high)}
                strokeWidth="2"
                className="stroke-series-1 opacity-50"
              />
              <circle
                cx={x(index)}
                cy={scale.y(point.was)}
                r={active === index ? 6 : 4}
                strokeWidth="1.5"
                className="fill-series-1 stroke-surface"
              />
            </g>
          ))}
          {TICKS.map((share) => (
            <text
              key={share}
              x={across(share, width)}
              y={HEIGHT - 6}
              textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
              className="fill-ink-3 text-2xs tabular-nums"
            >
              {AXIS.format(share)}
            </text>
          ))}
        </>
      )}
    </Plot>
  )
}
