import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/lib/api'
import type { RuleDetail, Snooze } from '@/lib/api.gen'
import { useOfflineSince } from '@/lib/online'
import { refreshPolicies } from '@/lib/policies'
import { common, lists, rule as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { List, ListRow } from '@/ui/List'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'

interface SnoozesCardProps {
  rule: RuleDetail
  may: boolean
  onSnooze: () => void
}

/** For whom a rule is silent and until when, with the ways to make it so and to end it. */
export function SnoozesCard({ rule, may, onSnooze }: SnoozesCardProps) {
  const wake = useWake(rule.id)
  const isOffline = useOfflineSince() !== null
  return (
    <Card
      title={t.snoozes}
      note={t.snoozesNote}
      action={
        may && (
          <Button size="s" onClick={onSnooze}>
            {t.snooze}
          </Button>
        )
      }
      flush
    >
      {rule.snoozed.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-2">
          {t.snoozesNone} {!may && !rule.deleted_at && t.snoozesWho}
        </p>
      ) : (
        <List label={t.snoozes}>
          {rule.snoozed.map((snooze) => (
            <ListRow
              key={snooze.id}
              title={snooze.value}
              detail={
                <>
                  {lists.single[snooze.kind]} · {t.until} <When at={snooze.until} as="short" /> ·{' '}
                  {t.by(snooze.created_by)}
                </>
              }
              actions={
                may && (
                  <Button
                    size="s"
                    aria-label={t.wakeLabel(snooze.value)}
                    disabled={isOffline}
                    busy={wake.waking === snooze.id}
                    onClick={() => void wake.run(snooze)}
                  >
                    {t.wake}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      {may && isOffline && rule.snoozed.length > 0 && (
        <p className="px-4 pb-4 text-sm text-ink-2">{common.offline}</p>
      )}
      {wake.error !== null && (
        <div className="px-4 pb-4">
          <Refusal error={wake.error} lead={t.notWoken} />
        </div>
      )}
    </Card>
  )
}

function useWake(ruleId: number) {
  const cache = useQueryClient()
  const [waking, setWaking] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function run({ id, value }: Snooze) {
    setWaking(id)
    setError(null)
    try {
      const path = { rule_id: ruleId, snooze_id: id }
      await api.DELETE('/api/rules/{rule_id}/snoozes/{snooze_id}', { params: { path } })
      toast({ text: t.woken(value) })
    } catch (refusal) {
      setError(refusal)
    }
    await refreshPolicies(cache)
    setWaking(null)
  }
  return { waking, error, run }
}
