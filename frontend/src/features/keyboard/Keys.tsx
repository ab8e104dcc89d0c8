import { keyText, SHORTCUT_IDS, SHORTCUTS, type ShortcutId, useKeysOf } from '@/lib/shortcuts'
import { shortcuts as t } from '@/messages/en'

const GROUPS = ['everywhere', 'go', 'lists', 'review', 'order', 'overview'] as const

/** All shortcuts by where they work, in the order in which they are listed. */
export const groupsOf = () =>
  GROUPS.map((group) => ({
    group,
    ids: SHORTCUT_IDS.filter((id) => SHORTCUTS[id].group === group),
  }))

/** The keys that do one thing now, readable by everybody: a list of keys is nothing to hide. */
export function Keys({ of }: { of: ShortcutId }) {
  const keys = useKeysOf(of)
  if (!keys.length) return <span className="text-sm text-ink-3">{t.none}</span>
  return keys.map((key) => (
    <kbd
      key={key}
      className="inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-sm border border-line-strong px-1.5 font-sans text-xs font-medium text-ink-2"
    >
      {keyText(key)}
    </kbd>
  ))
}
