import type { SecurityEvent } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { security as t } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { Drawer } from '@/ui/Drawer'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { kindText, Severity } from './EventTable'

interface EventDrawerProps {
  event: SecurityEvent | null
  onClose: () => void
}

/** One event, what it means and what to do about it. */
export default function EventDrawer({ event, onClose }: EventDrawerProps) {
  if (!event) {
    return (
      <Drawer title={t.unknown} onClose={onClose}>
        <EmptyState kind="no-match" title={t.unknown} text={t.unknownText} />
      </Drawer>
    )
  }
  const advice = t.advice[event.kind]
  return (
    <Drawer title={kindText(event.kind)} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {advice && <p className="text-base text-ink-2">{advice}</p>}
        <Facts
          facts={[
            [t.severity, <Severity key="severity" of={event.severity} />],
            [t.first, <When key="at" at={event.at} as="exact" />],
            [t.last, event.count > 1 && <When key="last" at={event.last_at} as="exact" />],
            [t.times, count(event.count)],
            [t.address, event.address ?? t.manyAddresses],
            ...Object.entries(event.details).map(
              ([name, value]) =>
                [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
            ),
            [t.request, event.request_id && <CopyId key="request" id={event.request_id} />],
          ]}
        />
      </div>
    </Drawer>
  )
}
