import { Sparkles } from 'lucide-react'
import { count } from '@/lib/format'
import { useMe } from '@/lib/me'
import { atLeast } from '@/lib/roles'
import { sample as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { useSampleData } from './useSampleData'

/** Over the test data: that there are made-up orders among them, and the way to be rid of them. */
export default function SampleLine() {
  const { role } = useMe()
  const { state, done, total, remove, busy, error } = useSampleData()
  if (state !== 'there' && state !== 'removing') return null
  return (
    <div className="flex flex-wrap items-center gap-x-2 border-b border-line bg-accent-soft px-4 py-1 text-sm text-ink md:px-6">
      <Sparkles aria-hidden="true" size={16} className="flex-none text-accent" />
      <p role="status">{state === 'there' ? t.line : t.removing(count(done), count(total))}</p>
      {state === 'there' && atLeast(role, 'admin') && (
        <button
          type="button"
          disabled={busy}
          onClick={remove}
          className="min-h-6 font-medium text-accent underline pointer-coarse:min-h-11"
        >
          {t.remove}
        </button>
      )}
      {error && <p role="alert">{errorTexts(error).message}</p>}
    </div>
  )
}
