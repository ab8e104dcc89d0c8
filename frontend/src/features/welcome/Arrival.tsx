import { useNavigate } from '@tanstack/react-router'
import type { TransactionRow } from '@/lib/api.gen'
import { score as scoreText } from '@/lib/format'
import { mode } from '@/lib/mode'
import { common, welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'

/** The strip under the code: it listens, and turns into the first payment's score. */
export function Arrival({
  payment,
  refused,
  interrupted,
}: {
  payment: TransactionRow | null
  /** Why the request before was refused. */
  refused: { message: string; fix: string | null } | null
  interrupted: boolean
}) {
  const navigate = useNavigate()
  if (!payment) {
    return (
      <p role="status" className="flex items-center gap-3">
        <span
          className={`size-2.5 flex-none rounded-full ring-4 ${refused ? 'bg-high ring-high-soft' : 'bg-accent ring-accent-soft'}`}
        />
        <span className="min-w-0">
          {refused
            ? t.gotRefused(refused.message, refused.fix ?? '')
            : interrupted
              ? t.listeningFailed
              : t.listening}
        </span>
      </p>
    )
  }
  const { id, level, score, decision, top_reason } = payment
  const open = () => {
    mode.choose('test')
    void navigate({ to: '/transactions/$id', params: { id: String(id) } })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="status" className="min-w-0 flex-1">
        <p
          className={`flex flex-wrap items-center gap-x-2 text-base font-semibold ${LEVEL_TEXT[level]}`}
        >
          <LevelGlyph level={level} />
          {common.levelRisk[level]}
          <span className="text-ink">
            {t.arrived(common.decisions[decision], scoreText(score))}
          </span>
        </p>
        {top_reason && <p className="text-sm text-ink-2">{top_reason}</p>}
      </div>
      <Button size="s" look="primary" onClick={open}>
        {t.open}
      </Button>
    </div>
  )
}
