import { clsx } from 'clsx'
import { Check, Clock, Ellipsis, X } from 'lucide-react'
import { type RefObject, Suspense } from 'react'
import { ahead } from '@/lib/online'
import { useKeyText } from '@/lib/shortcuts'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'
import { Kbd } from '@/ui/Kbd'
import type { Choice } from './acts'
import { Bar } from './Bar'
import type { NoteHandle } from './NoteField'
import type { Review } from './types'
import { useMayDecide } from './useMayDecide'

const NoteField = ahead(() => import('./NoteField'))

export interface DecisionBarProps {
  review: Review
  noteField: RefObject<NoteHandle | null>
  onChoose: (choice: Choice) => void
  onAsk: () => void
  onSnooze: () => void
  onMore: () => void
  /** Back to the list, from the note. */
  onEscape: () => void
}

/** Approve, decline and what else there is; on a phone at the bottom, with the rest behind More. */
export function DecisionBar(props: DecisionBarProps) {
  const { review, onChoose, onAsk, onSnooze, onMore } = props
  const { may, mayEver, why } = useMayDecide()
  const more = useKeyText('more')
  const undo = useKeyText('undo')
  const keys = {
    approve: useKeyText('approve'),
    decline: useKeyText('decline'),
    ask: useKeyText('ask'),
    snooze: useKeyText('snooze'),
  }
  // Nothing waits for the answer to a spot check or a close call: it only says what the order was.
  const isHeld = review.kind === 'held' || review.kind === 'second_opinion'
  const words = isHeld ? t.decides : t.marks
  if (!mayEver) return <Bar>{why}</Bar>
  return (
    <Bar>
      <div className="grid w-full grid-cols-[1fr_1fr_auto] items-center gap-2 md:flex md:gap-2.5">
        <Button
          look="approve"
          size="l"
          {...hintOf(keys.approve)}
          disabled={!may}
          onClick={() => onChoose('approve')}
        >
          <Check aria-hidden="true" size={18} />
          {words.approve}
        </Button>
        <Button
          look="decline"
          size="l"
          {...hintOf(keys.decline)}
          disabled={!may}
          onClick={() => onChoose('decline')}
        >
          <X aria-hidden="true" size={18} />
          {words.decline}
        </Button>
        <span className="hidden gap-2.5 lg:flex">
          <Button
            size="l"
            {...hintOf(keys.ask)}
            disabled={!may}
            aria-haspopup="dialog"
            onClick={onAsk}
          >
            {t.ask}
          </Button>
          <Button
            size="l"
            {...hintOf(keys.snooze)}
            disabled={!may}
            aria-haspopup="dialog"
            onClick={onSnooze}
          >
            <Clock aria-hidden="true" size={16} />
            {t.snooze}
          </Button>
        </span>
        <div className="hidden min-w-0 max-w-60 flex-1 lg:block">
          <Suspense>
            <NoteField
              key={review.id}
              review={review}
              handle={props.noteField}
              onEscape={props.onEscape}
            />
          </Suspense>
        </div>
        <span className="lg:hidden">
          <IconButton
            label={t.more_}
            aria-keyshortcuts={more}
            look="framed"
            aria-haspopup="dialog"
            onClick={onMore}
          >
            <Ellipsis aria-hidden="true" size={18} />
          </IconButton>
        </span>
        <p
          className={clsx(
            'hidden items-center gap-1.5 text-xs text-ink-3 2xl:flex',
            // Longer words on the buttons leave the room to the note.
            (isHeld || why) && 'min-[88rem]:flex',
          )}
        >
          {why ?? (
            <>
              {t.waits} {undo && <Kbd>{undo}</Kbd>} {t.waitsEnd}
            </>
          )}
        </p>
        {why && <p className="col-span-3 text-xs text-ink-2 min-[88rem]:hidden">{why}</p>}
      </div>
    </Bar>
  )
}

const hintOf = (hint: string | undefined) => (hint ? { hint } : {})
