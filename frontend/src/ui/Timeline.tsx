import type { ReactNode } from 'react'
import { When } from './When'

export interface TimelineEvent {
  key: string | number
  at: string
  title: ReactNode
  detail?: ReactNode
}

/** What has happened, in the order given; at which time, because minutes matter here. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className="flex flex-col">
      {events.map((event) => (
        <li key={event.key} className="group relative flex gap-3 pb-4 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-2 bottom-0 left-[4.5px] w-px bg-line group-last:hidden"
          />
          <span
            aria-hidden="true"
            className="relative mt-1.5 size-2.5 flex-none rounded-full border-2 border-accent bg-surface"
          />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="text-base font-medium">{event.title}</span>
              <span className="text-xs text-ink-3">
                <When at={event.at} as="short" />
              </span>
            </div>
            {event.detail && <div className="text-sm text-ink-2">{event.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
