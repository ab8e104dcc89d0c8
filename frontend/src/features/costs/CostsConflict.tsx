import type { ApiError } from '@/lib/errors'
import { money, percent } from '@/lib/format'
import { costs as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { FigureTable } from '@/ui/FigureTable'
import { When } from '@/ui/When'
import type { Costs } from './costs'

interface CostsConflictProps {
  error: ApiError
  theirs: Costs
  yours: Costs
  currency: string
  busy: boolean
  onTheirs: () => void
  onMine: () => void
}

/** Somebody else was first: who and when, their costs beside yours, and the choice. */
export function CostsConflict(props: CostsConflictProps) {
  const { error, theirs, yours, currency, busy } = props
  const { by, at } = error.decided
  const words = t.conflict
  const inMoney = (value: string) => money(Number(value), currency)
  const share = (value: string) => percent(Number(value), 2)
  const rows = [
    [words.feeName, inMoney(theirs.chargeback_fee), inMoney(yours.chargeback_fee)],
    [words.marginName, share(theirs.margin), share(yours.margin)],
    [words.reviewName, inMoney(theirs.review_cost), inMoney(yours.review_cost)],
  ] as const
  return (
    <section role="alert" className="flex flex-col gap-3 rounded-md bg-high-soft px-4 py-3 text-sm">
      <p>
        <strong>{words.title(by?.name ?? words.somebody)}</strong>
        {at && (
          <>
            {' '}
            (<When at={at} />)
          </>
        )}
        . {words.lead}
      </p>
      <FigureTable
        head={[words.what, words.theirs, words.yours]}
        rows={rows.map(([name, their, your]) => ({
          name,
          values: [their, your],
          marked: their !== your,
        }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="button" onClick={props.onTheirs} disabled={busy}>
          {words.takeTheirs}
        </Button>
        <Button type="button" look="primary" busy={busy} onClick={props.onMine}>
          {words.keepMine}
        </Button>
      </div>
    </section>
  )
}
