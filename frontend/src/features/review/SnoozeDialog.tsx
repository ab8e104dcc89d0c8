import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { momentOf } from '@/lib/zone'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'
import { TextField } from '@/ui/TextField'
import { focused } from './focused'
import { restsAt, wrongWith } from './snoozing'
import type { Review } from './types'

interface SnoozeDialogProps {
  review: Pick<Review, 'due_at'>
  onSnooze: (until: string) => void
  onClose: () => void
}

/** Until when the order rests: an hour, tomorrow, or a moment of one's own. */
export default function SnoozeDialog({ review: { due_at }, onSnooze, onClose }: SnoozeDialogProps) {
  const zone = useMe().merchant.time_zone
  const [now] = useState(Date.now)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<ReturnType<typeof wrongWith>>(null)
  const rests = restsAt(now, due_at, zone)

  const choose = (event: FormEvent) => {
    event.preventDefault()
    if (!typed) return
    const until = momentOf(typed, zone)
    const problem = wrongWith(until, Date.now(), due_at)
    setWrong(problem)
    if (!problem) onSnooze(until)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const rest = rests[Number(event.key) - 1]
    if (!rest || rest.isTooLong || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    onSnooze(rest.until)
  }
  return (
    <Dialog title={t.snoozeTitle} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: digits press the buttons inside */}
      <div onKeyDown={onKeyDown} className="flex flex-col gap-4 pt-1">
        <ul className="flex flex-col gap-2">
          {rests.map((rest, place) => (
            <li key={rest.name}>
              <button
                type="button"
                {...(place === 0 && { ref: focused })}
                aria-disabled={rest.isTooLong || undefined}
                onClick={() => !rest.isTooLong && onSnooze(rest.until)}
                className="flex min-h-11 w-full items-center justify-between gap-3 rounded-md border border-line-strong bg-surface px-3 text-base font-medium hover:bg-sunken aria-disabled:opacity-55"
              >
                <span className="flex items-center gap-2">
                  {t.rests[rest.name]} <Kbd>{String(place + 1)}</Kbd>
                </span>
                <span className="text-sm font-normal text-ink-2">
                  {rest.isTooLong ? t.afterDue : when(rest.until, zone, 'short')}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <form noValidate onSubmit={choose} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              type="datetime-local"
              label={t.snoozeDate}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...(wrong && { error: t.snoozeWrong[wrong] })}
            />
          </div>
          <Button type="submit" disabled={!typed}>
            {t.snooze}
          </Button>
        </form>
      </div>
    </Dialog>
  )
}
