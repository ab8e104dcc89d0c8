import { useSyncExternalStore } from 'react'
import { keyNames } from '@/messages/en'

/**
 * A key as this file writes it: `KeyboardEvent.key`, letters small; "Shift+" before letters and
 * named keys, "Mod+" for Cmd on a Mac and Ctrl elsewhere; "g o" is one key after the other.
 */
interface Shortcut {
  group: 'everywhere' | 'go' | 'lists' | 'review' | 'order' | 'overview'
  keys: readonly string[]
  /** Holding the key down goes on doing it. */
  repeats?: boolean
  /** Works in fields, too. */
  inFields?: boolean
}

const SHORTCUT_LIST = {
  palette: { group: 'everywhere', keys: ['Mod+k'], inFields: true },
  help: { group: 'everywhere', keys: ['?'] },
  close: { group: 'everywhere', keys: ['Escape'] },
  goOverview: { group: 'go', keys: ['g o'] },
  goReview: { group: 'go', keys: ['g r'] },
  goTransactions: { group: 'go', keys: ['g t'] },
  goCustomers: { group: 'go', keys: ['g c'] },
  goUploads: { group: 'go', keys: ['g u'] },
  goModels: { group: 'go', keys: ['g m'] },
  goRules: { group: 'go', keys: ['g p'] },
  next: { group: 'lists', keys: ['j', 'ArrowDown'], repeats: true },
  previous: { group: 'lists', keys: ['k', 'ArrowUp'], repeats: true },
  open: { group: 'lists', keys: ['Enter'] },
  filter: { group: 'lists', keys: ['/'] },
  mark: { group: 'lists', keys: ['x'] },
  markNext: { group: 'lists', keys: ['Shift+j'], repeats: true },
  markPrevious: { group: 'lists', keys: ['Shift+k'], repeats: true },
  markAll: { group: 'lists', keys: ['Mod+a'] },
  approve: { group: 'review', keys: ['a'] },
  decline: { group: 'review', keys: ['d'] },
  ask: { group: 'review', keys: ['e'] },
  snooze: { group: 'review', keys: ['s'] },
  reason1: { group: 'review', keys: ['1'] },
  reason2: { group: 'review', keys: ['2'] },
  reason3: { group: 'review', keys: ['3'] },
  undo: { group: 'review', keys: ['z'] },
  note: { group: 'order', keys: ['n'] },
  customerPrevious: { group: 'order', keys: ['['] },
  customerNext: { group: 'order', keys: [']'] },
  why: { group: 'order', keys: ['w'] },
  wrongRule: { group: 'order', keys: ['f'] },
  copyId: { group: 'order', keys: ['c'] },
  more: { group: 'order', keys: ['.'] },
  period: { group: 'overview', keys: ['p'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof SHORTCUT_LIST

export const SHORTCUTS: Record<ShortcutId, Shortcut> = SHORTCUT_LIST
export const SHORTCUT_IDS = Object.keys(SHORTCUT_LIST) as ShortcutId[]

/** What a person changed: another key, or "" for none. `off` rests all that write a character. */
interface Chosen {
  off?: true
  keys?: Partial<Record<ShortcutId, string>>
}

const KEPT = 'sf-shortcuts'
const listeners = new Set<() => void>()
let chosen: Chosen = {}
let read: string | null = null

/** What is kept in this browser; read again whenever another tab has changed it. */
function now(): Chosen {
  const kept = localStorage.getItem(KEPT)
  if (kept === read) return chosen
  read = kept
  try {
    chosen = (JSON.parse(kept ?? '{}') as Chosen | null) ?? {}
  } catch {
    chosen = {}
  }
  return chosen
}

function keep(next: Chosen): void {
  const isAsItCame = !next.off && !Object.keys(next.keys ?? {}).length
  if (isAsItCame) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

const LAST = /[^ ]+$/
// A letter, digit or sign: what WCAG 2.1.4 wants to be switched off or changed.
const writes = (keys: string) => keys.split(' ').every((key) => key.length === 1)
const unshifted = (keys: string) => writes(keys.replace('Shift+', ''))

/** Whether a person may choose another key in its place. */
export const canChange = (id: ShortcutId) => unshifted(SHORTCUTS[id].keys[0] ?? '')

/** The keys that do `id` now; none where it was switched off. */
export function keysOf(id: ShortcutId, { off, keys }: Chosen = now()): readonly string[] {
  const [usual = '', ...others] = SHORTCUTS[id].keys
  const first = keys?.[id] ?? usual
  return [first, ...others].filter((key) => key !== '' && !(off && unshifted(key)))
}

/** The same, kept fresh. */
export function useKeysOf(id: ShortcutId): readonly string[] {
  const now = useChosen()
  return keysOf(id, now)
}

export function useChosen(): Chosen {
  return useSyncExternalStore(subscribe, now)
}

/** Whether single keys do anything in this browser, and the switch: speech input types letters. */
export function turnSingleKeys(on: boolean): void {
  const { off: _, ...rest } = now()
  keep(on ? rest : { ...rest, off: true })
}

/** The shortcut that `keys` belongs to now, leaving out `id`. The "g" of "g o" is taken, too. */
export function ownerOf(keys: string, id: ShortcutId): ShortcutId | undefined {
  const all = { ...now(), off: undefined } as Chosen
  return SHORTCUT_IDS.find(
    (other) =>
      other !== id &&
      keysOf(other, all).some((taken) => taken === keys || taken.startsWith(`${keys} `)),
  )
}

/** Gives `id` another key, none (""), or its own back (null). */
export function changeKey(id: ShortcutId, key: string | null): void {
  const { [id]: _, ...others } = now().keys ?? {}
  const usual = SHORTCUTS[id].keys[0] ?? ''
  const next = key === null ? usual : key && usual.replace(LAST, key)
  keep({ ...now(), keys: next === usual ? others : { ...others, [id]: next } })
}

/** All keys as they came, switched on. */
export const resetKeys = () => keep({})

/** What `event` presses, as this file writes keys; "" for a modifier alone and for keys of others. */
export function pressed(event: KeyboardEvent): string {
  const { key } = event
  if (MODIFIERS.includes(key)) return ''
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  // AltGr and Option write signs on many keyboards; with letters they belong to somebody else.
  if (event.altKey) return key.length === 1 && !isLetter ? key : ''
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : ''
  const shift = event.shiftKey && (isLetter || key.length > 1) ? 'Shift+' : ''
  return mod + shift + (isLetter ? key.toLowerCase() : key)
}

const MODIFIERS = [
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'Dead',
  'AltGraph',
  'CapsLock',
  'Unidentified',
]
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** A key as people read it: "⌘K" or "Ctrl K", "Shift J", "G O", "Esc". */
export function keyText(keys: string): string {
  const one = (key: string) => {
    const parts = key.split(/\+(?=.)/)
    const name = parts.pop() ?? ''
    const mod = parts.includes('Mod') ? (isMac ? '⌘' : 'Ctrl ') : ''
    const shift = parts.includes('Shift') ? (isMac ? '⇧' : 'Shift ') : ''
    return (
      mod +
      shift +
      (keyNames[name.toLowerCase()] ?? (name.length === 1 ? name.toUpperCase() : name))
    )
  }
  return keys
    .split(/ (?=.)/)
    .map(one)
    .join(' ')
}

/** The first key that does `id`, as people read it; undefined where there is none. */
export function useKeyText(id: ShortcutId): string | undefined {
  const [first] = useKeysOf(id)
  return first === undefined ? undefined : keyText(first)
}
