import { clsx } from 'clsx'
import { common } from '@/messages/en'

interface DeltaProps {
  /** Above zero when it rose. */
  change: number
  /** How far, without a sign: "12%", "0.2 pt", "9 s". */
  text: string
  /** Which direction is good; colour and word follow it, the arrow follows the change. */
  good: 'up' | 'down' | 'neither'
}

/** The change against the period before. */
export function Delta({ change, text, good }: DeltaProps) {
  if (change === 0) return <span className="text-xs text-ink-3">{common.unchanged}</span>
  const better = good !== 'neither' && change > 0 === (good === 'up')
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 text-xs font-medium tabular-nums',
        good === 'neither' ? 'text-ink-2' : better ? 'text-accent' : 'text-high-text',
      )}
    >
      <svg aria-hidden="true" width="8" height="8" viewBox="0 0 8 8" className="fill-current">
        <path d={change > 0 ? 'M4 .8 7.6 7H.4z' : 'M4 7.2.4 1h7.2z'} />
      </svg>
      {text}
      {good !== 'neither' && (
        <span className="sr-only">, {better ? common.better : common.worse}</span>
      )}
    </span>
  )
}
