import type { Shield } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { shield as t } from '@/messages/en'
import { Card } from '@/ui/Card'

const MINUTE = 60

/** How it works, in words and with its numbers: what is counted, who is left alone, and its end. */
export function WatchesCard({ shield }: { shield: Shield }) {
  const { watches, window_seconds, lasts_seconds } = shield
  const calm = [...t.calm, t.ends(count(lasts_seconds / MINUTE))]
  return (
    <Card title={t.watches} note={t.counts(count(window_seconds / MINUTE))}>
      <table className="w-full text-sm">
        <thead className="text-left text-xs text-ink-3">
          <tr>
            <th className="pb-1 font-normal">{t.value}</th>
            <th className="pb-1 pl-4 text-right font-normal whitespace-nowrap">{t.newcomers}</th>
          </tr>
        </thead>
        <tbody>
          {watches.map(({ kind, newcomers }) => (
            <tr key={kind} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                {t.watched[kind]}
              </th>
              <td className="py-1.5 pl-4 text-right font-medium tabular-nums">
                {count(newcomers)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="mt-3 flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2">
        {calm.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Card>
  )
}
