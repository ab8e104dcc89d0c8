import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ComponentType, Suspense } from 'react'
import { $api } from '@/lib/api'
import type { TransactionDetail } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { order as t } from '@/messages/en'
import { When } from '@/ui/When'
import { Section } from './Section'

export interface NotesProps {
  order: TransactionDetail
  /** How a note is written: the review desk knows. */
  Write: ComponentType<{ review: { id: number }; large: boolean }>
}

/** What was written on the order's review, and a field for more; else where a note can be written. */
export function Notes({ order, Write }: NotesProps) {
  const { review, customer } = order
  const may = useMe().scopes.includes('feedback')
  if (review) {
    return (
      <Section title={t.notes}>
        <Written reviewId={review.id} />
        {may && (
          <Suspense>
            <Write review={review} large />
          </Suspense>
        )}
      </Section>
    )
  }
  if (!customer) return null
  return (
    <Section title={t.notes}>
      <p className="text-sm text-ink-2">
        {t.notesElsewhere}{' '}
        <Link
          to="/customers/$id"
          params={{ id: customer }}
          className="rounded-sm text-accent underline underline-offset-2"
        >
          {t.notesOfCustomer}
        </Link>
      </p>
    </Section>
  )
}

function Written({ reviewId }: { reviewId: number }) {
  const params = { path: { review_id: reviewId } }
  const { data } = useQuery($api.queryOptions('get', '/api/reviews/{review_id}', { params }))
  if (!data?.notes.length) return null
  return (
    <ul className="mb-3 flex flex-col gap-3">
      {data.notes.map((note) => (
        <li key={note.id}>
          <p className="text-sm break-words whitespace-pre-wrap">{note.text ?? t.noteErased}</p>
          <p className="text-xs text-ink-3">
            {note.by.name} · <When at={note.at} />
          </p>
        </li>
      ))}
    </ul>
  )
}
