import { Minus, Plus } from 'lucide-react'
import type { Arm } from '@/lib/api.gen'
import { percent } from '@/lib/format'
import { model as t } from '@/messages/en'
import { IconButton } from '@/ui/IconButton'
import { shareText, stepFrom } from './shares'
import { useShare } from './useShare'

/** How many customers a challenger decides for, in steps, with what that means in words. */
export function ShareStepper({ of: { model, share }, may }: { of: Arm; may: boolean }) {
  const { set, isPending } = useShare()
  const step = (direction: 1 | -1) => {
    const next = stepFrom(share, direction)
    if (next !== undefined && !isPending) set(model.version, next, share)
  }
  const words = (
    <p className="text-sm">
      <span className="font-semibold tabular-nums">{percent(share)}</span>{' '}
      <span className="text-ink-2">{shareText(share)}</span>
    </p>
  )
  if (!may) return words
  return (
    <fieldset className="flex items-center gap-2">
      <legend className="sr-only">{t.shareOf(model.version)}</legend>
      <IconButton
        label={t.less(model.version)}
        look="framed"
        aria-disabled={stepFrom(share, -1) === undefined || undefined}
        onClick={() => step(-1)}
      >
        <Minus aria-hidden="true" size={16} />
      </IconButton>
      <IconButton
        label={t.more(model.version)}
        look="framed"
        aria-disabled={stepFrom(share, 1) === undefined || undefined}
        onClick={() => step(1)}
      >
        <Plus aria-hidden="true" size={16} />
      </IconButton>
      {words}
    </fieldset>
  )
}
