import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { welcome as t } from '@/messages/en'

interface StepProps {
  number: number
  state: 'done' | 'open' | 'later'
  title: string
  children: ReactNode
}

const CIRCLE = {
  done: 'bg-accent text-on-accent',
  open: 'border-2 border-accent bg-surface text-accent',
  later: 'border border-line-strong bg-surface text-ink-3',
}

/** One of the steps; what is open stands out, what is later is quiet. */
export function Step({ number, state, title, children }: StepProps) {
  return (
    <li className="flex gap-3" aria-current={state === 'open' ? 'step' : undefined}>
      <span
        aria-hidden="true"
        className={`flex size-7 flex-none items-center justify-center rounded-full text-sm font-semibold ${CIRCLE[state]}`}
      >
        {state === 'done' ? <Check size={16} strokeWidth={2.5} /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h2 className={`pt-0.5 text-lg font-semibold ${state === 'later' ? 'text-ink-2' : ''}`}>
          {title}
          {state === 'done' && <span className="sr-only">, {t.done}</span>}
        </h2>
        {children}
      </div>
    </li>
  )
}
