import { Check, X } from 'lucide-react'
import { useState } from 'react'
import type { Feedback, TransactionDetail } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { common, transactions } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { FeedbackHistory } from './FeedbackHistory'
import { useFeedback } from './useFeedback'

const t = transactions.one
const SOURCES = ['reviewer', 'chargeback', 'refund', 'customer'] as const

/** Was it fraud: the answer so far, and the way to give one. */
export function FeedbackCard({ order }: { order: TransactionDetail }) {
  const { mutate, isPending, error } = useFeedback(order)
  const [source, setSource] = useState<Feedback['source']>('reviewer')
  const [notes, setNotes] = useState('')

  const give = (label: Feedback['label']) => {
    // What was typed stays until it is saved.
    mutate({ label, source, notes: notes.trim() || null }, { onSuccess: () => setNotes('') })
  }

  return (
    <Card title={t.feedback} note={t.feedbackNote}>
      <div className="grid gap-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
        <Select
          label={t.source}
          value={source}
          onChange={(event) =>
            setSource(SOURCES.find((one) => one === event.target.value) ?? 'reviewer')
          }
          options={SOURCES.map((value) => ({ value, label: common.sources[value] }))}
        />
        <TextField
          label={t.note}
          optional
          maxLength={2000}
          autoComplete="off"
          value={notes}
          onChange={(event) => setNotes(event.target.value)}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="decline" size="l" busy={isPending} onClick={() => give('fraud')}>
          <X aria-hidden="true" size={18} />
          {t.fraud}
        </Button>
        <Button look="approve" size="l" busy={isPending} onClick={() => give('legitimate')}>
          <Check aria-hidden="true" size={18} />
          {t.legitimate}
        </Button>
      </div>
      {error && (
        <div className="mt-3">
          <Notice tone="problem">
            {t.notSaved} {errorTexts(error).message}{' '}
            {error instanceof ApiError && error.request_id && (
              <span className="block text-xs text-ink-2">
                {common.reference} {error.request_id}
              </span>
            )}
          </Notice>
        </div>
      )}
      {order.feedback.length > 0 && <FeedbackHistory order={order} />}
    </Card>
  )
}
