import { clsx } from 'clsx'
import { useNow } from '@/lib/clock'
import { ago, when } from '@/lib/format'
import { useMe } from '@/lib/me'

interface WhenProps {
  at: string
  /** `ago` is relative; the others are the time in the merchant's zone. */
  as?: 'ago' | 'short' | 'day' | 'time' | 'exact'
  /** Reachable by keyboard, to show the exact time: once on a page, not in every row. */
  focusable?: boolean
}

/** A time; the exact one with its zone appears on hovering, and on focus where it can be focused. */
export function When({ at, as = 'ago', focusable = false }: WhenProps) {
  const zone = useMe().merchant.time_zone
  const now = useNow()
  const exact = when(at, zone, 'exact')
  const text = as === 'ago' ? ago(at, now) : when(at, zone, as)
  if (!focusable) {
    return (
      <time
        dateTime={at}
        title={exact}
        className={clsx('tabular-nums', as === 'short' && 'whitespace-nowrap')}
      >
        {text}
      </time>
    )
  }
  return (
    <time
      dateTime={at}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the only way to the exact time without a mouse
      tabIndex={0}
      className="group relative rounded-sm tabular-nums"
    >
      {text}
      <span className="pointer-events-none absolute top-full left-0 z-20 mt-1 hidden rounded-sm bg-ink px-2 py-1 text-xs whitespace-nowrap text-bg group-hover:block group-focus-visible:block">
        {exact}
      </span>
    </time>
  )
}
