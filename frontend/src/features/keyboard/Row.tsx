import { type KeyboardEvent, useState } from 'react'
import {
  canChange,
  changeKey,
  keysOf,
  keyText,
  ownerOf,
  pressed,
  SHORTCUTS,
  type ShortcutId,
  useChosen,
} from '@/lib/shortcuts'
import { shortcuts as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Keys } from './Keys'

interface RowProps {
  id: ShortcutId
  /** Tells a screen reader what has changed. */
  onSaid: (text: string) => void
}

/** One shortcut: what it does, its key, and the ways to change that. */
export function Row({ id, onSaid }: RowProps) {
  const { keys: chosen } = useChosen()
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const label = t.labels[id]
  const usual = SHORTCUTS[id].keys[0] ?? ''
  const now = chosen?.[id] ?? usual

  const change = (key: string | null) => {
    setAsking(false)
    setProblem(null)
    changeKey(id, key)
    const [first] = keysOf(id)
    onSaid(t.now(label, first ? keyText(first) : t.none))
  }
  const take = (event: KeyboardEvent) => {
    if (!asking || event.key === 'Tab') return
    // Not for the page: the key that is being chosen must not do what it did.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setAsking(false)
      setProblem(null)
      return
    }
    const key = pressed(event.nativeEvent)
    if (!key) return
    if (!/^(Shift\+)?\S$/u.test(key)) return setProblem(t.notOne)
    const full = usual.includes(' ') ? usual.replace(/\S+$/, key) : key
    const owner = ownerOf(full, id)
    if (owner) return setProblem(t.taken(keyText(full), t.labels[owner]))
    change(key)
  }

  const first = usual.split(' ')[0] ?? ''
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-0">
      <span className="min-w-40 flex-1 text-base">{label}</span>
      <span className="flex flex-none gap-1">
        <Keys of={id} />
      </span>
      {canChange(id) && (
        <span className="flex flex-none justify-end gap-1 sm:min-w-56">
          <Button
            size="s"
            aria-label={t.changeOf(label, keyText(now) || t.none)}
            aria-pressed={asking}
            onClick={() => {
              setAsking(!asking)
              setProblem(null)
            }}
            onKeyDown={take}
            onBlur={() => setAsking(false)}
          >
            {t.changeShort}
          </Button>
          {now !== '' && (
            <Button size="s" look="ghost" aria-label={t.offOf(label)} onClick={() => change('')}>
              {t.off}
            </Button>
          )}
          {now !== usual && (
            <Button
              size="s"
              look="ghost"
              aria-label={t.resetOf(label, keyText(usual))}
              onClick={() => change(null)}
            >
              {t.reset}
            </Button>
          )}
        </span>
      )}
      <span role="status" className="w-full text-sm">
        {asking && !problem && (usual.includes(' ') ? t.pressAfter(keyText(first)) : t.press)}
        {problem && <span className="text-high-text">{problem}</span>}
      </span>
    </li>
  )
}
