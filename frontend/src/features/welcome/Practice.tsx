import { useNavigate, useParams } from '@tanstack/react-router'
import { Check, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useEvent } from '@/lib/events'
import { useMe } from '@/lib/me'
import { SET_UP_STEPS, useSetUp } from '@/lib/setUp'
import { type ShortcutId, useKeyText } from '@/lib/shortcuts'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'
import { Kbd } from '@/ui/Kbd'
import { practice, TRIALS, type Trial } from './practising'

const KEY_OF: Record<Trial, ShortcutId> = {
  move: 'next',
  approve: 'approve',
  undo: 'undo',
  decline: 'decline',
}

/**
 * Over the queue of the test data: four things to try with one's own hands. Nothing is explained
 * beside what it is done with, and nothing has to be clicked away.
 */
export default function Practice({ done }: { done: number }) {
  const { id, merchant } = useMe()
  const navigate = useNavigate()
  const [kept, keep] = useSetUp(merchant.id)
  useTrials(id)
  const isOver = done === TRIALS.length
  const finish = () => {
    practice.end()
    keep({ done: SET_UP_STEPS, dismissed: kept?.dismissed ?? false })
    void navigate({ to: '/welcome' })
  }
  return (
    <section
      aria-label={t.practice}
      className="flex flex-none flex-wrap items-center gap-x-5 gap-y-1.5 border-b border-line bg-accent-soft px-4 py-2 text-sm text-ink md:px-6"
    >
      <p className="font-semibold">{t.practice}</p>
      <ol className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {TRIALS.map((trial, index) => (
          <Turn
            key={trial}
            trial={trial}
            state={index < done ? 'done' : index === done ? 'open' : 'later'}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {isOver ? t.practised : t.practiceNext(t.trials[TRIALS[done] ?? 'move'])}
      </p>
      <span className="ml-auto flex items-center gap-2">
        {isOver && (
          <Button size="s" look="primary" onClick={finish}>
            {t.practiceDone}
          </Button>
        )}
        <IconButton label={t.practiceEnd} onClick={practice.end}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      </span>
    </section>
  )
}

function Turn({ trial, state }: { trial: Trial; state: 'done' | 'open' | 'later' }) {
  const key = useKeyText(KEY_OF[trial])
  return (
    <li
      aria-current={state === 'open' ? 'step' : undefined}
      className={`flex items-center gap-1.5 ${state === 'open' ? 'font-medium' : 'text-ink-2'}`}
    >
      {state === 'done' && <Check aria-hidden="true" size={16} className="text-accent" />}
      {t.trials[trial]}
      {state === 'done' && <span className="sr-only">, {t.done}</span>}
      {state === 'open' && key && <Kbd>{key}</Kbd>}
    </li>
  )
}

/** Counts what the person does in the queue: by the keyboard, the mouse or a finger. */
function useTrials(me: number | null): void {
  const { id } = useParams({ strict: false })
  const before = useRef(id)
  useEffect(() => {
    if (id && before.current && id !== before.current) practice.tried('move')
    if (id) before.current = id
  }, [id])
  useEvent(['review.resolved', 'review.undone'], ({ type, data }) => {
    if ((data.by as { id?: number } | null)?.id !== me) return
    if (type === 'review.undone') practice.tried('undo')
    else practice.tried(data.resolution === 'approve' ? 'approve' : 'decline')
  })
}
