import type { ReactElement } from 'react'
import type { Level } from './levels'

const SHAPES: Record<Level, ReactElement> = {
  low: <circle cx="6" cy="6" r="4" fill="none" strokeWidth="2" className="stroke-low" />,
  elevated: <path d="M6 .8 11.2 6 6 11.2.8 6z" className="fill-elevated" />,
  high: <path d="M6 1 11.6 11H.4z" className="fill-high" />,
  critical: <path d="M3.7.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L.6 8.3V3.7z" className="fill-critical" />,
}

/** The shape of a level, so that colour is never alone. Its word stands beside it. */
export function LevelGlyph({ level, size = 12 }: { level: Level; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 12 12" className="flex-none">
      {SHAPES[level]}
    </svg>
  )
}
