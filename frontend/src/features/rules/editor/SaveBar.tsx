import { useNavigate } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { Suspense, useState } from 'react'
import { api } from '@/lib/api'
import type { ParsedRule } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { lazily, useOfflineSince } from '@/lib/online'
import { common, ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { type Details, expiryOf, priorityOf, USUAL_PRIORITY } from './details'

const SaveToDraft = lazily(() => import('@/ui/SaveToDraft'))

interface SaveBarProps {
  /** Of the rule that is changed; null where one is made. */
  id: number | null
  /** When it expires so far. */
  was: string | null
  parsed: ParsedRule | null
  name: string
  details: Details
  /** The draft it is to go into first of all. */
  draft: number | undefined
  whyNot: keyof typeof t.notYet | null
  onSaved: () => void
}

/** The way into a draft, or what still keeps the rule from it; at the foot of the window. */
export function SaveBar(props: SaveBarProps) {
  const { id, was, parsed, name, details, draft, whyNot, onSaved } = props
  const { merchant } = useMe()
  const navigate = useNavigate()
  const isOffline = useOfflineSince() !== null
  const [isSaving, setSaving] = useState(false)

  async function save(policy: number) {
    if (!parsed) return
    const { condition, effect, points } = parsed
    const body = {
      policy,
      name,
      condition,
      effect,
      ...(effect === 'points' && { points }),
      priority: priorityOf(details.priority) ?? USUAL_PRIORITY,
      expires_at: expiryOf(details.lastDay, was, merchant.time_zone),
    }
    if (id === null) await api.POST('/api/rules', { body })
    else await api.PUT('/api/rules/{rule_id}', { params: { path: { rule_id: id } }, body })
  }

  const done = (version: number) => {
    onSaved()
    void navigate({ to: '/rules/policies/$version', params: { version: String(version) } })
  }
  return (
    <div className="sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-bg px-4 py-3 md:mx-0 md:px-0">
      <Button
        look="primary"
        disabled={whyNot !== null || isOffline}
        onClick={() => setSaving(true)}
      >
        {t.save}
      </Button>
      <p
        className={clsx('min-w-0 flex-1', isOffline ? 'text-sm text-ink-2' : 'text-xs text-ink-3')}
      >
        {isOffline ? common.offline : whyNot ? t.notYet[whyNot] : t.saveNote}
      </p>
      {isSaving && (
        <Suspense>
          <SaveToDraft
            title={t.saveTitle(name)}
            save={save}
            draft={draft}
            onClose={() => setSaving(false)}
            onDone={done}
          />
        </Suspense>
      )}
    </div>
  )
}
