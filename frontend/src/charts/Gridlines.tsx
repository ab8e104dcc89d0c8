import type { Scale } from './axis'

/** Horizontal lines with their values, and the ground the bars stand on. */
export function Gridlines({ scale, right }: { scale: Scale; right: number }) {
  return (
    <g>
      {scale.ticks.map((tick) => (
        <g key={tick.value}>
          <line
            x1={scale.left}
            x2={right}
            y1={scale.y(tick.value)}
            y2={scale.y(tick.value)}
            className={tick.value === 0 ? 'stroke-line-strong' : 'stroke-grid'}
          />
          <text
            x={scale.left - 8}
            y={scale.y(tick.value)}
            dy="0.35em"
            textAnchor="end"
            className="fill-ink-3 text-2xs tabular-nums"
          >
            {tick.text}
          </text>
        </g>
      ))}
    </g>
  )
}
