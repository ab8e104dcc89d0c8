import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '@/lib/api'
import type { RuleDetail, SnoozeRequest } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { sentenceCase } from '@/lib/format'
import { useMe } from '@/lib/me'
import { refreshPolicies } from '@/lib/policies'
import { common, lists, rule as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Drawer } from '@/ui/Drawer'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { SendButton } from '@/ui/SendButton'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { LENGTHS, type Length, untilOf } from './snoozing'

type Kind = SnoozeRequest['kind']

const KINDS = Object.keys(lists.single) as Kind[]
const MOST = 254

/** Lets a rule be silent for one value of an order until a time; said again it is the new time. */
export function SnoozeDrawer({ rule, onClose }: { rule: RuleDetail; onClose: () => void }) {
  const zone = useMe().merchant.time_zone
  const cache = useQueryClient()
  const [kind, setKind] = useState<Kind>('customer')
  const [value, setValue] = useState('')
  const [length, setLength] = useState<Length>('7')
  const [day, setDay] = useState('')
  const [wrong, setWrong] = useState<{ value?: string; day?: string }>({})
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const atValue = wrong.value ?? fieldError(error, 'value')
  const atDay = wrong.day ?? (length === 'own' ? fieldError(error, 'until') : undefined)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const until = untilOf(length, day, zone, Date.now())
    const problems = {
      ...(!value.trim() && { value: t.valueMissing }),
      ...(until === null && { day: t.dayWrong }),
    }
    setWrong(problems)
    setError(null)
    if (until === null || problems.value) return
    setBusy(true)
    try {
      const params = { path: { rule_id: rule.id } }
      const body = { kind, value: value.trim(), until }
      const { data } = await api.POST('/api/rules/{rule_id}/snoozes', { params, body })
      toast({ text: t.snoozed(data?.value ?? body.value) })
      onClose()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
    void refreshPolicies(cache)
  }

  return (
    <Drawer title={t.snooze} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-sm text-ink-2">{rule.sentence}</p>
        <Select
          label={t.kind}
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: sentenceCase(lists.single[one]) }))}
          onChange={({ target }) => setKind(target.value as Kind)}
        />
        <TextField
          label={t.value}
          hint={t.valueHint}
          value={value}
          maxLength={MOST}
          autoComplete="off"
          onChange={({ target }) => setValue(target.value)}
          {...(atValue && { error: atValue })}
        />
        <Select
          label={t.howLong}
          value={length}
          options={LENGTHS.map((one) => ({ value: one, label: t.lengths[one] }))}
          onChange={({ target }) => setLength(target.value as Length)}
        />
        {length === 'own' && (
          <TextField
            type="date"
            label={t.day}
            value={day}
            onChange={({ target }) => setDay(target.value)}
            {...(atDay && { error: atDay })}
          />
        )}
        {!atValue && !atDay && <Refusal error={error} lead={t.notSnoozed} />}
        <div className="flex flex-wrap gap-2">
          <SendButton type="submit" look="primary" busy={isBusy}>
            {t.snooze}
          </SendButton>
          <Button look="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
