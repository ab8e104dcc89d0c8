import { Check, Ellipsis, X } from 'lucide-react'
import { lazy, type ReactNode, type RefObject, Suspense, useState } from 'react'
import { useMe } from '@/lib/me'
import { useOfflineSince } from '@/lib/online'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'
import { Kbd } from '@/ui/Kbd'
import { TextField } from '@/ui/TextField'
import type { Choice } from './outbox'

const MoreSheet = lazy(() => import('./MoreSheet'))

export interface DecisionBarProps {
  /** Nothing waits for the answer: it only says what the order was. */
  picked: boolean
  note: string
  onNote: (note: string) => void
  noteField: RefObject<HTMLInputElement | null>
  onChoose: (choice: Choice) => void
  onMove: (step: 1 | -1) => void
  /** Back to the list, from the note. */
  onEscape: () => void
}

/** Whether this person may decide now, and why not. */
export function useMayDecide(): { may: boolean; why: string | null } {
  const offline = useOfflineSince() !== null
  const { scopes } = useMe()
  if (!scopes.includes('feedback')) return { may: false, why: t.mayNot }
  return { may: !offline, why: offline ? t.offline : null }
}

/** Approve, decline and a note; on a phone at the bottom, with the rest behind More. */
export function DecisionBar(props: DecisionBarProps) {
  const { note, onNote, noteField, onChoose } = props
  const { may, why } = useMayDecide()
  const mayEver = useMe().scopes.includes('feedback')
  const [more, setMore] = useState(false)
  const words = props.picked ? t.marks : t.decides
  if (!mayEver) return <Bar>{why}</Bar>
  return (
    <Bar>
      <div className="grid w-full grid-cols-[1fr_1fr_auto] items-center gap-2 md:flex md:gap-2.5">
        <Button
          look="approve"
          size="l"
          hint="A"
          disabled={!may}
          onClick={() => onChoose('approve')}
        >
          <Check aria-hidden="true" size={18} />
          {words.approve}
        </Button>
        <Button
          look="decline"
          size="l"
          hint="D"
          disabled={!may}
          onClick={() => onChoose('decline')}
        >
          <X aria-hidden="true" size={18} />
          {words.decline}
        </Button>
        <span className="lg:hidden">
          <IconButton
            label={t.moreActions}
            look="framed"
            aria-haspopup="dialog"
            onClick={() => setMore(true)}
          >
            <Ellipsis aria-hidden="true" size={18} />
          </IconButton>
        </span>
        <div className="hidden min-w-0 max-w-xs flex-1 lg:block">
          <TextField
            ref={noteField}
            label={t.note}
            labelHidden
            placeholder={t.noteHint}
            aria-keyshortcuts="N"
            maxLength={2000}
            value={note}
            onChange={(event) => onNote(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && props.onEscape()}
          />
        </div>
        <p className="hidden items-center gap-1.5 text-xs text-ink-3 xl:flex">
          {why ?? (
            <>
              {t.waits} <Kbd>Z</Kbd> {t.waitsEnd}
            </>
          )}
        </p>
        {why && <p className="col-span-3 text-xs text-ink-2 xl:hidden">{why}</p>}
      </div>
      {more && (
        <Suspense>
          <MoreSheet {...props} onClose={() => setMore(false)} />
        </Suspense>
      )}
    </Bar>
  )
}

/** The strip at the foot of the detail. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-16 flex-none flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] text-sm text-ink-2 md:px-6">
      {children}
    </div>
  )
}
