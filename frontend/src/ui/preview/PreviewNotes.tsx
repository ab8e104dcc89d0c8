import type { Preview, PreviewNote } from '@/lib/api.gen'
import { count, money, percent } from '@/lib/format'
import { preview as t } from '@/messages/en'

/** What cannot be known from past orders, a sentence each; nothing where there is nothing to say. */
export function PreviewNotes({ preview }: { preview: Preview }) {
  if (preview.notes.length === 0) return null
  return (
    <section aria-label={t.notes} className="flex flex-col gap-1 text-xs text-ink-3">
      <h3 className="text-sm font-medium text-ink-2">{t.notes}</h3>
      <ul className="flex max-w-[85ch] list-disc flex-col gap-1 pl-4">
        {preview.notes.map((note) => (
          <li key={note.code}>{wordsOf(note, preview)}</li>
        ))}
      </ul>
    </section>
  )
}

/** In words to merchants; what names lists, rules or models is said by the service alone. */
function wordsOf({ code, count: about, text }: PreviewNote, preview: Preview): string {
  const orders = count(about ?? 0)
  switch (code) {
    case 'no_payments':
    case 'few_days':
    case 'reviews_are_right':
    case 'entries_of_today':
      return t.note[code]
    case 'young':
    case 'other_currencies':
    case 'without_history':
    case 'limit':
      return t.note[code](orders)
    case 'few_labels':
      return t.note.few_labels(orders, count(preview.payments))
    case 'blocked_unknown':
      return blocked(preview)
    default:
      return text
  }
}

function blocked({ unknown: { payments, amount, spot_checked, fraud }, currency }: Preview) {
  const said = t.note.blocked(count(payments), money(amount, currency, 'whole'))
  if (fraud === null || fraud.low === null || fraud.high === null) {
    return `${said} ${t.note.noneChecked}`
  }
  const [share, low, high] = [fraud.value, fraud.low, fraud.high].map((one) => percent(one, 0))
  return `${said} ${t.note.checked(count(spot_checked), share ?? '', low ?? '', high ?? '')}`
}
