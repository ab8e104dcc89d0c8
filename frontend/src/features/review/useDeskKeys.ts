import type { RefObject } from 'react'
import { useShortcuts } from '@/lib/keys'
import { review as t } from '@/messages/en'
import { toast } from '@/ui/Toast'
import type { Choice } from './acts'
import { HEADING_ID } from './Head'
import { MOST_MARKED } from './marks'
import type { NoteHandle } from './NoteField'
import { acts } from './sending'
import { useCustomerOrders } from './useCustomerOrders'
import { useOfferedReasons } from './useReasons'
import { type Desk, rowId } from './useReview'

interface Ways {
  desk: Desk
  noteField: RefObject<NoteHandle | null>
  choose: (choice: Choice) => void
  openSheet: (sheet: 'ask' | 'snooze' | 'more' | 'note' | 'filter') => void
}

/** Everything that one key does on this page. */
export function useDeskKeys({ desk, noteField, choose, openSheet }: Ways): void {
  const { id, review, marking, last, may, phone } = desk
  const reasons = useOfferedReasons(last)
  const ofCustomer = useCustomerOrders(review)
  const reason = (place: number) => {
    const code = reasons[place]
    return last && code !== undefined ? () => void acts.name(last.key, code) : undefined
  }
  const canAct = may && review !== undefined && review.state !== 'resolved'
  const full = () => {
    if (marking.ids.size >= MOST_MARKED) toast({ text: t.mostMarked })
  }
  const markAlong = (step: 1 | -1) => () => {
    const next = desk.move(step)
    marking.extend([id, next?.id].filter((one) => one !== null && one !== undefined))
    full()
  }
  const leave = () => {
    if (marking.isOn) marking.clear()
    else if (phone && id !== null) desk.goTo(undefined)
    else if (id !== null) document.getElementById(rowId(id))?.focus()
  }

  useShortcuts({
    next: () => void desk.move(1),
    previous: () => void desk.move(-1),
    open: () => document.getElementById(HEADING_ID)?.focus(),
    close: leave,
    approve: may ? () => choose('approve') : undefined,
    decline: may ? () => choose('decline') : undefined,
    ask: canAct ? () => openSheet('ask') : undefined,
    snooze: canAct ? () => openSheet('snooze') : undefined,
    // Where the bar has no room for the field it stands in the sheet.
    note: review ? () => void (noteField.current?.focus() || openSheet('note')) : undefined,
    more: review ? () => openSheet('more') : undefined,
    undo: may ? desk.undo : undefined,
    reason1: reason(0),
    reason2: reason(1),
    reason3: reason(2),
    mark: may && id !== null ? () => marking.toggle(id) : undefined,
    markNext: may ? markAlong(1) : undefined,
    markPrevious: may ? markAlong(-1) : undefined,
    markAll: may
      ? () => {
          marking.all()
          full()
        }
      : undefined,
    filter: () => openSheet('filter'),
    customerPrevious: review?.customer ? () => void ofCustomer(-1) : undefined,
    customerNext: review?.customer ? () => void ofCustomer(1) : undefined,
    copyId: review
      ? () => void copy(review.external_id ?? String(review.transaction_id))
      : undefined,
  })
}

async function copy(id: string): Promise<void> {
  await navigator.clipboard.writeText(id)
  toast({ text: t.copied(id) })
}
