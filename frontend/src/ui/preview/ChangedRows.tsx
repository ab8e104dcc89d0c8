import { clsx } from 'clsx'
import type { Preview } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { preview as t } from '@/messages/en'
import { PreviewRows } from './PreviewRows'

/** How many orders would be decided otherwise and what became of them, with rows to open. */
export function ChangedRows({ preview, dim = false }: { preview: Preview; dim?: boolean }) {
  const { rows } = preview
  if (rows.changed === 0) {
    return <p className={clsx('px-4 text-sm text-ink-2', dim && 'dim')}>{t.rowsNone}.</p>
  }
  const become = [
    [rows.newly_approved, t.approved],
    [rows.newly_reviewed, t.reviewed],
    [rows.newly_blocked, t.blocked],
  ] as const
  const known = [
    [rows.fraud, t.knownFraud],
    [rows.good, t.knownGood],
    [rows.unknown, t.notKnownOf],
  ] as const
  return (
    <div className={clsx('flex flex-col gap-2', dim && 'dim')} aria-busy={dim || undefined}>
      <p className="px-4 text-sm text-ink-2 tabular-nums">
        {t.rowsLead(rows.changed, count(rows.changed))}: {listed(become)}. {listed(known)}.
      </p>
      <PreviewRows label={t.rowsTable} rows={rows.sample} total={rows.changed} />
    </div>
  )
}

/** Those that are any, with a comma between. */
function listed(parts: readonly (readonly [number, (text: string) => string])[]): string {
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => words(count(number)))
    .join(', ')
}
