import { clsx } from 'clsx'
import { Suspense, useId, useState } from 'react'
import type { EntriesTried, Preview } from '@/lib/api.gen'
import { count, money } from '@/lib/format'
import { lazily, useOfflineSince } from '@/lib/online'
import { usePreview } from '@/lib/preview'
import { common, lists, preview as words } from '@/messages/en'
import { Button } from '@/ui/Button'
import type { Effect } from './query'

// Only who wants to look at the orders waits for them.
const TriedRows = lazily(() => import('./TriedRows'))
const t = lists.tried
const DAYS = 28

interface TriedProps {
  /** What is about to be put on a list; null while that is not clear. */
  entries: EntriesTried | null
  /** What being on that list does. */
  effect: Effect
}

/**
 * What values would have done to the orders of the last four weeks, before they are added: a quiet
 * line and the orders to open. Nothing waits for it.
 */
export function Tried({ entries, effect }: TriedProps) {
  const isOffline = useOfflineSince() !== null
  const asked = entries === null || isOffline ? null : { entries, days: DAYS }
  const { preview, isBehind, error, retry } = usePreview(asked)
  const [isOpen, setOpen] = useState(false)
  const rows = useId()
  if (entries === null) return null
  const changed = preview?.rows.changed ?? 0
  return (
    <div className="flex flex-col gap-2 text-sm text-ink-2">
      <p role="status" className={clsx('tabular-nums', preview && isBehind && 'dim')}>
        {isOffline ? t.offline : preview ? said(preview, effect) : error ? t.failed : t.working}
      </p>
      {!isOffline && !preview && error && (
        <div>
          <Button size="s" onClick={retry}>
            {common.tryAgain}
          </Button>
        </div>
      )}
      {preview && changed > 0 && (
        <>
          <div>
            <Button
              size="s"
              aria-expanded={isOpen}
              aria-controls={isOpen ? rows : undefined}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t.hide : t.show}
            </Button>
          </div>
          {isOpen && (
            <div id={rows}>
              <Suspense fallback={<p>{t.working}</p>}>
                <TriedRows preview={preview} />
              </Suspense>
            </div>
          )}
        </>
      )}
    </div>
  )
}

function said(preview: Preview, effect: Effect): string {
  const { rows, payments, labelled, currency, notes } = preview
  const has = (code: string) => notes.some((note) => note.code === code)
  if (payments === 0) return t.noOrders
  if (has('list_unread')) return t.unread
  if (has('domains_hidden')) return t.domainsHidden
  if (rows.changed === 0) return t.none(count(payments))
  const orders = t.orders(rows.changed, count(rows.changed), money(rows.amount, currency, 'whole'))
  const did =
    effect === 'block' && rows.newly_blocked === rows.changed
      ? t.blocked(orders)
      : effect === 'allow' && rows.newly_approved === rows.changed
        ? t.letThrough(orders)
        : t.otherwise(orders, become(rows))
  const outcomes = listed([
    [rows.fraud, words.knownFraud],
    [rows.good, words.knownGood],
    [rows.unknown, words.notKnownOf],
  ])
  return `${did}: ${outcomes}. ${t.known(count(labelled), count(payments))}`
}

const become = (rows: Preview['rows']) =>
  listed([
    [rows.newly_approved, words.approved],
    [rows.newly_reviewed, words.reviewed],
    [rows.newly_blocked, words.blocked],
  ])

/** Those that are any, with a comma between. */
function listed(parts: readonly (readonly [number, (text: string) => string])[]): string {
  return parts
    .filter(([number]) => number > 0)
    .map(([number, of]) => of(count(number)))
    .join(', ')
}
