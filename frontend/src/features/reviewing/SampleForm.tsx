import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import type { ReviewSample } from '@/lib/api.gen'
import { plain, score } from '@/lib/format'
import { common, reviewing as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { NumberField } from '@/ui/NumberField'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'
import { shareOf } from './percent'

export function SampleForm({ of }: { of: ReviewSample }) {
  const cache = useQueryClient()
  const [spot, setSpot] = useState(plain(of.sample_share * 100))
  const [close, setClose] = useState(plain(of.close_call_share * 100))
  const [checked, setChecked] = useState(false)
  const { mutate, isPending, error } = $api.useMutation('put', '/api/review-sample', {
    onSuccess: (answer) => {
      toast({ text: t.sampleSaved })
      cache.setQueryData($api.queryOptions('get', '/api/review-sample').queryKey, answer)
    },
  })

  const save = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const [sample_share, close_call_share] = [shareOf(spot), shareOf(close)]
    if (sample_share === undefined || close_call_share === undefined) return
    mutate({ body: { sample_share, close_call_share } })
  }
  const wrong = (typed: string) =>
    checked && shareOf(typed) === undefined ? { error: t.notPercent } : {}
  const from = of.close_call_line === null ? '' : ` ${t.closeCallsFrom(score(of.close_call_line))}`

  return (
    <form noValidate onSubmit={save} className="flex max-w-[32rem] flex-col gap-4">
      <Refusal error={error} />
      <NumberField
        label={`${t.spotChecks}, ${t.percentOf}`}
        hint={t.spotChecksHint}
        value={spot}
        onChange={({ target }) => setSpot(target.value)}
        {...wrong(spot)}
      />
      <NumberField
        label={`${t.closeCalls}, ${t.percentOf}`}
        hint={t.closeCallsHint + from}
        value={close}
        onChange={({ target }) => setClose(target.value)}
        {...wrong(close)}
      />
      <div>
        <Button type="submit" busy={isPending}>
          {isPending ? common.saving : common.save}
        </Button>
      </div>
    </form>
  )
}
