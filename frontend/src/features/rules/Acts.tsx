import type { RuleDetail } from '@/lib/api.gen'
import { rule as t } from '@/messages/en'
import SaveToDraft from '@/ui/SaveToDraft'
import { DeleteRule, LeaveDraft, LeaveShadow, takeOut } from './LeaveDraft'
import { SnoozeDrawer } from './SnoozeDrawer'
import type { ACTS } from './search'

interface ActsProps {
  rule: RuleDetail
  act: (typeof ACTS)[number]
  onClose: () => void
}

/** What is done with a rule over or beside its page; an address that cannot be done shows nothing. */
export default function Acts({ rule, act, onClose }: ActsProps) {
  if (rule.deleted_at !== null) return null
  if (act === 'snooze') return <SnoozeDrawer rule={rule} onClose={onClose} />
  if (act === 'delete') return <DeleteRule rule={rule} onClose={onClose} />
  if (rule.state === 'draft') return <LeaveDraft rule={rule} onClose={onClose} />
  if (rule.state === 'shadow') return <LeaveShadow rule={rule} onClose={onClose} />
  if (rule.state !== 'live') return null
  return (
    <SaveToDraft
      title={t.removeTitle(rule.name)}
      save={(version) => takeOut(rule.id, version)}
      onClose={onClose}
    />
  )
}
