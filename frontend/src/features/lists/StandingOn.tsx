import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Listed } from '@/lib/api.gen'
import { useOfflineSince } from '@/lib/online'
import { common, lists } from '@/messages/en'
import { Button } from '@/ui/Button'
import { When } from '@/ui/When'
import { EffectTag } from './EffectTag'
import { useTakeOff } from './useTakeOff'

const t = lists.put

/** The lists a value is on already: why, by whom, until when, and the way off. */
export function StandingOn({ on }: { on: readonly Listed[] }) {
  const takeOff = useTakeOff()
  const isOffline = useOfflineSince() !== null
  const note = useId()
  if (!on.length) return <p className="text-sm text-ink-2">{t.onNone}</p>
  return (
    <section aria-label={t.on} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{t.on}</h3>
      <ul className="flex flex-col rounded-md border border-line bg-surface">
        {on.map((one) => (
          <li
            key={one.list_id}
            className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 last:border-0"
          >
            <div className="min-w-40 flex-1">
              <p className="flex flex-wrap items-center gap-2 text-base">
                <Link
                  to="/rules/lists/$id"
                  params={{ id: String(one.list_id) }}
                  className="min-w-0 rounded-sm font-medium break-words underline-offset-2 hover:underline"
                >
                  {one.name}
                </Link>
                <EffectTag effect={one.effect} />
              </p>
              <p className="text-xs break-words text-ink-3">
                {one.entry.reason && `${one.entry.reason} · `}
                {t.by(one.entry.created_by)}, <When at={one.entry.created_at} />
                {one.entry.expires_at && (
                  <>
                    {' · '}
                    {lists.page.ends} <When at={one.entry.expires_at} />
                  </>
                )}
              </p>
            </div>
            <Button
              size="s"
              aria-label={t.takeOffOf(one.name)}
              aria-describedby={isOffline ? note : undefined}
              disabled={isOffline}
              onClick={() => takeOff(one)}
            >
              {t.takeOff}
            </Button>
          </li>
        ))}
      </ul>
      {isOffline && (
        <p id={note} className="text-sm text-ink-2">
          {common.offline}
        </p>
      )}
    </section>
  )
}
