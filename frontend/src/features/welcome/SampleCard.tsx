import { useNavigate } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { count } from '@/lib/format'
import { mode } from '@/lib/mode'
import { sample as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Progress } from '@/ui/Progress'
import { useSampleData } from './useSampleData'

/** Made-up orders to look around with, beside the other ways to begin. */
export function SampleCard() {
  const { state, done, total, make, remove, busy, error } = useSampleData()
  const navigate = useNavigate()
  const look = () => {
    mode.choose('test')
    void navigate({ to: '/' })
  }
  return (
    <li className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 text-accent shadow-1 hover:border-accent">
      <Sparkles aria-hidden="true" size={20} className="flex-none" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {state === 'none' ? (
          <button
            type="button"
            disabled={busy}
            onClick={make}
            className="stretch text-left text-md font-semibold text-ink"
          >
            {t.title}
          </button>
        ) : (
          <p className="text-md font-semibold text-ink">{t.title}</p>
        )}
        <p role="status" className="text-sm text-ink-3">
          {state === 'making' && t.making(count(done), count(total))}
          {state === 'removing' && t.removing(count(done), count(total))}
          {state === 'there' && t.there}
          {(state === 'none' || !state) && t.text}
        </p>
        {(state === 'making' || state === 'removing') && (
          <Progress label={t.progress} done={done} total={total} />
        )}
        {state === 'there' && (
          <p className="flex flex-wrap gap-2 pt-1">
            <Button size="s" onClick={look}>
              {t.look}
            </Button>
            <Button size="s" look="ghost" busy={busy} onClick={remove}>
              {t.remove}
            </Button>
          </p>
        )}
        {error && (
          <Notice tone="problem">
            {errorTexts(error).message} {errorTexts(error).fix}
          </Notice>
        )}
      </div>
    </li>
  )
}
