import { CircleCheck } from 'lucide-react'
import type { Upload } from '@/lib/api.gen'
import { count, duration } from '@/lib/format'
import { uploads as t } from '@/messages/en'

/** What was done with the file, each with its count. */
export function Steps({ upload }: { upload: Upload }) {
  const matched = Object.keys(upload.columns).length
  const steps = [
    {
      name: t.matched,
      detail: t.of(count(matched), count(matched + upload.ignored_columns.length)),
    },
    { name: t.scored, detail: t.of(count(upload.scored), count(upload.rows)) },
    { name: t.took, detail: t.inTime(duration(Math.max(1, upload.seconds))) },
  ]
  return (
    <ol
      aria-label={t.steps}
      className="flex flex-col gap-x-6 gap-y-2 rounded-lg border border-line bg-sunken px-4 py-2.5 text-sm sm:flex-row"
    >
      {steps.map(({ name, detail }) => (
        <li key={name} className="flex items-center gap-2">
          <CircleCheck aria-hidden="true" size={18} className="text-accent" />
          {name}
          <span className="text-ink-3 tabular-nums">{detail}</span>
        </li>
      ))}
    </ol>
  )
}
