import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import type { ReviewSettings } from '@/lib/api.gen'
import { plain } from '@/lib/format'
import { common, reviewing as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { NumberField } from '@/ui/NumberField'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/Toast'
import { shareOf, wholeOf } from './percent'

const DEFAULTS = ['keep', 'approve', 'decline'] as const

export function DueForm({ of }: { of: ReviewSettings }) {
  const cache = useQueryClient()
  const [minutes, setMinutes] = useState(String(of.due_minutes))
  const [action, setAction] = useState(of.default_action)
  const [second, setSecond] = useState(plain(of.second_opinion_share * 100))
  const [goal, setGoal] = useState(String(of.daily_goal))
  const [checked, setChecked] = useState(false)
  const { mutate, isPending, error } = $api.useMutation('put', '/api/review-settings', {
    onSuccess: (answer) => {
      toast({ text: t.saved })
      cache.setQueryData($api.queryOptions('get', '/api/review-settings').queryKey, answer)
      void cache.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
    },
  })
  const due_minutes = wholeOf(minutes, 15, 43_200)
  const second_opinion_share = shareOf(second)
  const daily_goal = wholeOf(goal, 1, 1_000)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!due_minutes || second_opinion_share === undefined || !daily_goal) return
    mutate({ body: { due_minutes, default_action: action, second_opinion_share, daily_goal } })
  }
  const wrong = (value: number | undefined, text: string) =>
    checked && value === undefined ? { error: text } : {}
  return (
    <form noValidate onSubmit={save} className="flex max-w-[32rem] flex-col gap-4">
      <Refusal error={error} />
      <NumberField
        decimals={false}
        label={t.minutes}
        hint={t.minutesHint}
        value={minutes}
        onChange={({ target }) => setMinutes(target.value)}
        {...wrong(due_minutes, t.notMinutes)}
      />
      <Select
        label={t.default}
        hint={t.defaultHint}
        value={action}
        onChange={({ target }) => setAction(target.value as typeof action)}
        options={DEFAULTS.map((value) => ({ value, label: t.defaults[value] }))}
      />
      <NumberField
        label={t.second}
        hint={t.secondHint}
        value={second}
        onChange={({ target }) => setSecond(target.value)}
        {...wrong(second_opinion_share, t.notPercent)}
      />
      <NumberField
        decimals={false}
        label={t.goal}
        hint={t.goalHint}
        value={goal}
        onChange={({ target }) => setGoal(target.value)}
        {...wrong(daily_goal, t.notGoal)}
      />
      <div>
        <Button type="submit" look="primary" busy={isPending}>
          {isPending ? common.saving : common.save}
        </Button>
      </div>
    </form>
  )
}
