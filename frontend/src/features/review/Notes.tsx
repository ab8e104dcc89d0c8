import { review as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { When } from '@/ui/When'
import type { Note } from './types'

/** What the team wrote on a review, the latest last. */
export default function Notes({ notes }: { notes: readonly Note[] }) {
  return (
    <section className="border-t border-line px-4 py-4">
      <h3 className="text-md font-semibold">{t.notes}</h3>
      <ul className="mt-3 flex flex-col gap-3">
        {notes.map((note) => (
          <li key={note.id} className="flex gap-2.5">
            <Avatar name={note.by.name} size="s" />
            <div className="min-w-0">
              <p className="text-xs text-ink-3">
                <span className="font-medium text-ink">{note.by.name}</span>, <When at={note.at} />
              </p>
              <p className="text-base break-words whitespace-pre-wrap">
                {note.text ?? t.noteErased}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
