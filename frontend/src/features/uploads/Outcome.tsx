import type { Upload } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { uploads as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Money } from '@/ui/Money'

/** The rows of a file by decision, and the money that passes or is flagged. */
export function Outcome({ upload }: { upload: Upload }) {
  const { approve, review, block, scored, amount, flagged_amount, currency } = upload
  const parts = [
    { name: t.approved, rows: approve, fill: 'bg-low' },
    { name: t.reviewed, rows: review, fill: 'bg-elevated' },
    { name: t.blocked, rows: block, fill: 'bg-critical' },
  ]
  const passing = (Number(amount) - Number(flagged_amount)).toFixed(2)
  return (
    <Card title={t.outcome} note={t.outcomeNote}>
      <dl className="flex flex-col">
        {parts.map(({ name, rows, fill }) => {
          const share = rows / (scored || 1)
          return (
            <div
              key={name}
              className="grid grid-cols-[1fr_auto] items-baseline gap-3 border-b border-line py-2.5 text-base first:pt-0"
            >
              <dt>{name}</dt>
              <dd className="font-semibold tabular-nums">
                {count(rows)}
                <span className="inline-block w-16 text-right text-sm font-normal text-ink-3">
                  {share > 0 && share < 0.0005 ? t.underTenth : percent(share)}
                </span>
              </dd>
              <dd aria-hidden="true" className="col-span-2 -mt-1.5 h-1.5 rounded-full bg-sunken">
                {rows > 0 && (
                  <div
                    className={`h-full min-w-1 rounded-full ${fill}`}
                    style={{ width: `${share * 100}%` }}
                  />
                )}
              </dd>
            </div>
          )
        })}
        <Sum name={t.approvedMoney} amount={passing} currency={currency} />
        <Sum name={t.flaggedBoth} amount={flagged_amount} currency={currency} />
      </dl>
    </Card>
  )
}

function Sum({ name, amount, currency }: { name: string; amount: string; currency: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3 pt-2.5 text-sm">
      <dt className="text-ink-2">{name}</dt>
      <dd className="font-semibold">
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  )
}
