import type { AuditEvent } from '@/lib/api.gen'
import { audit as t } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { Drawer } from '@/ui/Drawer'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { actionText, actorText } from './AuditTable'
import { Diff } from './Diff'

interface EventDrawerProps {
  event: AuditEvent | null
  onClose: () => void
}

/** One event with what it changed. */
export default function EventDrawer({ event, onClose }: EventDrawerProps) {
  if (!event) {
    return (
      <Drawer title={t.unknown} onClose={onClose}>
        <EmptyState kind="no-match" title={t.unknown} text={t.unknownText} />
      </Drawer>
    )
  }
  const { before, after, customer, request_id } = event
  return (
    <Drawer title={actionText(event.action)} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            [t.when, <When key="at" at={event.at} as="exact" />],
            [t.who, actorText(event)],
            [t.thing, event.thing],
            [t.action, event.action],
            [t.address, event.address],
            [t.request, request_id && <CopyId key="request" id={request_id} />],
            [t.number, event.position],
          ]}
        />
        {before || after ? (
          <Diff before={before} after={after} />
        ) : (
          <p className="text-sm text-ink-3">{t.noValues}</p>
        )}
        {customer && <Diff title={t.customer} before={null} after={customer} />}
      </div>
    </Drawer>
  )
}
