import { useQuery } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { order as t } from '@/messages/en'
import { When } from '@/ui/When'
import { Section } from './Section'

/** What was written while the order was under review; left out where nothing was. */
export function Notes({ reviewId }: { reviewId: number }) {
  const params = { path: { review_id: reviewId } }
  const { data } = useQuery($api.queryOptions('get', '/api/reviews/{review_id}', { params }))
  if (!data?.notes.length) return null
  return (
    <Section title={t.notes}>
      <ul className="flex flex-col gap-3">
        {data.notes.map((note) => (
          <li key={note.id}>
            <p className="text-sm break-words whitespace-pre-wrap">{note.text ?? t.noteErased}</p>
            <p className="text-xs text-ink-3">
              {note.by.name} · <When at={note.at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
