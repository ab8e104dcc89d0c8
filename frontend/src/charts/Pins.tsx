import type { Placed } from './pinned'

interface PinsProps {
  placed: Placed
  /** Where the texts stand. */
  y: number
  /** Where a line from a mark ends: at the top of its bar, or at the ground. */
  bottom: (index: number) => number
  ground: number
}

/** Notes over the bars: a dot with its text, or a number where there is no room for texts. */
export function Pins({ placed: { labels, fit }, y, bottom, ground }: PinsProps) {
  return labels.map((label) => (
    <g key={label.index}>
      <line
        x1={label.x}
        x2={label.x}
        y1={y + 6}
        y2={label.begins ? ground : Math.max(bottom(label.index) - 3, y + 6)}
        strokeDasharray={label.begins ? '2 3' : undefined}
        className="stroke-line-strong"
      />
      {fit ? (
        <>
          <circle cx={label.x} cy={y} r="3" className="fill-ink" />
          <text
            x={label.x + (label.anchor === 'start' ? 7 : -7)}
            y={y}
            dy="0.35em"
            textAnchor={label.anchor}
            className="fill-ink text-2xs font-medium"
          >
            {label.text}
          </text>
        </>
      ) : (
        <>
          <circle cx={label.x} cy={y} r="8.5" className="fill-ink" />
          <text
            x={label.x}
            y={y}
            dy="0.35em"
            textAnchor="middle"
            className="fill-bg text-2xs font-semibold"
          >
            {label.number}
          </text>
        </>
      )}
    </g>
  ))
}
