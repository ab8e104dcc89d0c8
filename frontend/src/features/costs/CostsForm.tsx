import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api, api } from '@/lib/api'
import type { CostSettings } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { fieldError } from '@/lib/fieldError'
import { money, plain } from '@/lib/format'
import { useLearn } from '@/lib/useLearn'
import { common, costs as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { NumberField } from '@/ui/NumberField'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'
import { CostsConflict } from './CostsConflict'
import { type Costs, costsOf, seen } from './costs'

const EXAMPLE = 100

const moneyOf = (typed: string) =>
  /^\d{1,6}(\.\d{1,2})?$|^1000000(\.0{1,2})?$/.test(typed) ? typed : undefined

/** A percentage as it was typed, as the share that the API takes: four decimals at most, exact. */
function shareOf(typed: string): string | undefined {
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(typed) || Number(typed) > 100) return undefined
  return (Number(typed) / 100).toFixed(4)
}

export function CostsForm({ of }: { of: CostSettings }) {
  const { currency } = of
  const [fee, setFee] = useState(plain(Number(of.chargeback_fee)))
  const [margin, setMargin] = useState(plain(Number(of.margin) * 100))
  const [review, setReview] = useState(plain(Number(of.review_cost)))
  const [checked, setChecked] = useState(false)
  const [was, setWas] = useState(() => seen(of))
  const cache = useQueryClient()
  const learn = useLearn()
  const { mutate, reset, isPending, error } = $api.useMutation('put', '/api/costs', {
    onSuccess: async (answer) => {
      setWas(seen(answer))
      cache.setQueryData($api.queryOptions('get', '/api/costs').queryKey, answer)
      toast({ text: t.saved })
      // Sums that are on screen elsewhere, or known from before, were counted with the old ones.
      await cache.invalidateQueries({ queryKey: ['get', '/api/dashboard'] })
      const me = await api.GET('/api/me')
      if (me.data) learn(me.data)
    },
  })
  const body = {
    chargeback_fee: moneyOf(fee.trim()),
    margin: shareOf(margin.trim()),
    review_cost: moneyOf(review.trim()),
  }
  const { chargeback_fee, margin: share, review_cost } = body
  const yours =
    chargeback_fee && share && review_cost ? { chargeback_fee, margin: share, review_cost } : null
  const theirs = error instanceof ApiError ? costsOf(error.theirs) : null
  const send = (was: Costs) => {
    setChecked(true)
    if (yours) mutate({ body: { ...yours, was } })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    send(was)
  }
  const take = (costs: Costs) => {
    setFee(plain(Number(costs.chargeback_fee)))
    setMargin(plain(Number(costs.margin) * 100))
    setReview(plain(Number(costs.review_cost)))
    setWas(costs)
    reset()
    void cache.invalidateQueries({ queryKey: ['get', '/api/costs'] })
  }
  const wrong = (name: keyof typeof body, text: string) => {
    const problem = checked && body[name] === undefined ? text : fieldError(error, name)
    return problem ? { error: problem } : {}
  }
  return (
    <form noValidate onSubmit={save} className="flex max-w-[32rem] flex-col gap-4">
      {!theirs && !Object.keys(body).some((name) => fieldError(error, name)) && (
        <Refusal error={error} />
      )}
      <NumberField
        label={t.fee(currency)}
        hint={t.feeHint}
        value={fee}
        onChange={({ target }) => setFee(target.value)}
        {...wrong('chargeback_fee', t.notMoney)}
      />
      <NumberField
        label={t.margin}
        hint={t.marginHint}
        value={margin}
        onChange={({ target }) => setMargin(target.value)}
        {...wrong('margin', t.notPercent)}
      />
      <NumberField
        label={t.review(currency)}
        hint={t.reviewHint}
        value={review}
        onChange={({ target }) => setReview(target.value)}
        {...wrong('review_cost', t.notMoney)}
      />
      <Example {...body} currency={currency} />
      {theirs && yours && error instanceof ApiError ? (
        <CostsConflict
          {...{ error, theirs, yours, currency }}
          busy={isPending}
          onTheirs={() => take(theirs)}
          onMine={() => send(theirs)}
        />
      ) : (
        <div>
          <Button type="submit" look="primary" busy={isPending}>
            {isPending ? common.saving : common.save}
          </Button>
        </div>
      )}
    </form>
  )
}

interface ExampleProps {
  chargeback_fee: string | undefined
  margin: string | undefined
  review_cost: string | undefined
  currency: string
}

/** What the numbers typed so far mean for one order. */
function Example({ chargeback_fee, margin, review_cost, currency }: ExampleProps) {
  if (!chargeback_fee || !margin || !review_cost) return null
  const inMoney = (value: number) => money(value, currency)
  return (
    <section
      aria-label={t.example}
      className="rounded-md bg-sunken px-4 py-3 text-sm leading-6 text-ink-2"
    >
      <p>{t.missed(inMoney(EXAMPLE), inMoney(EXAMPLE + Number(chargeback_fee)))}</p>
      <p>{t.declined(inMoney(EXAMPLE), inMoney(EXAMPLE * Number(margin)))}</p>
      {Number(review_cost) > 0 && <p>{t.looked(inMoney(Number(review_cost)))}</p>}
    </section>
  )
}
