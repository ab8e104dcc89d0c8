import { runShortcut } from '@/lib/keys'
import { keysOf, keyText, type ShortcutId } from '@/lib/shortcuts'
import { shortcuts } from '@/messages/en'

/** One line of the palette. */
export interface Option {
  id: string
  group: 'here' | 'pages' | 'more' | 'orders' | 'customers'
  label: string
  /** Beside the label, quieter. */
  note?: string | undefined
  /** The key that does the same. */
  shortcut?: ShortcutId | undefined
  run: () => void
}

export const keyOf = ({ shortcut }: Option): string | undefined => {
  const [first] = shortcut ? keysOf(shortcut) : []
  return first === undefined ? undefined : keyText(first)
}

// Those lead elsewhere, or walk through what the palette covers.
const NOT_COMMANDS = /^(go|palette$|close$|next$|previous$|open$|mark)/

/** What the page on screen can do, by the keys it has bound. */
export function commandsOf(bound: readonly ShortcutId[]): Option[] {
  return bound
    .filter((id) => !NOT_COMMANDS.test(id))
    .map((id) => ({
      id,
      group: id === 'help' ? 'more' : 'here',
      label: shortcuts.labels[id],
      shortcut: id,
      run: () => void runShortcut(id),
    }))
}

/** Those whose words begin with what was typed, the best first: "re o" finds "Reset the order". */
export function matching(options: readonly Option[], text: string): Option[] {
  const typed = wordsOf(text)
  if (!typed.length) return [...options]
  return options
    .filter(({ label }) => {
      const words = wordsOf(label)
      return typed.every((part) => words.some((word) => word.startsWith(part)))
    })
    .sort((a, b) => place(a, text) - place(b, text))
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const place = ({ label }: Option, text: string) =>
  label.toLowerCase().startsWith(text.trim().toLowerCase()) ? 0 : 1
