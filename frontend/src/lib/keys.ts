import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keysOf, pressed, SHORTCUTS, type ShortcutId, turnSingleKeys, useChosen } from './shortcuts'

export type Run = (event?: KeyboardEvent) => void
type Bound = { [Id in ShortcutId]?: Run | undefined }

/** What the page on screen does, the newest part last: a part inside another comes first. */
const bound: { current: Bound }[] = []
const listeners = new Set<() => void>()
let ids: readonly ShortcutId[] = []

/**
 * Does what `shortcuts` says when its key is pressed, under whichever key the person has chosen. A
 * key rests while somebody types or has a dialog or menu open; one that is taken does nothing else.
 * What is bound here is offered in the palette, too: without an event.
 */
export function useShortcuts(shortcuts: Bound): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const names = idsOf(shortcuts).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: bound anew when it offers other things
  useEffect(() => {
    bound.push(latest)
    if (bound.length === 1) document.addEventListener('keydown', listen)
    tell()
    return () => {
      bound.splice(bound.indexOf(latest), 1)
      if (!bound.length) document.removeEventListener('keydown', listen)
      tell()
    }
  }, [names])
}

/** One that is not to be had just now, bound to undefined, leaves its key alone. */
const idsOf = (shortcuts: Bound) =>
  (Object.keys(shortcuts) as ShortcutId[]).filter((id) => shortcuts[id])

function tell(): void {
  ids = [...new Set(bound.flatMap(({ current }) => idsOf(current)))]
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What can be done on this page now. */
export function useBound(): readonly ShortcutId[] {
  return useSyncExternalStore(subscribe, () => ids)
}

/** Does what the key of `id` would do, for buttons and the palette; false where nothing is bound. */
export function runShortcut(id: ShortcutId, event?: KeyboardEvent): boolean {
  const run = bound.findLast(({ current }) => current[id])?.current[id]
  run?.(event)
  return run !== undefined
}

const SECOND_KEY_MS = 1_500
let first = ''
let firstAt = 0

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = pressed(event)
  if (!key) return
  const started = first && Date.now() - firstAt < SECOND_KEY_MS ? `${first} ` : ''
  first = ''
  const keys = started + key
  const id = ids.find((one) => keysOf(one).includes(keys))
  if (id === undefined) {
    // The second key of two that mean nothing together is no key of its own: G, then A by mistake.
    const begins = !started && ids.some((one) => keysOf(one).some((k) => k.startsWith(`${key} `)))
    if (isBusy(event.target) || !(started || begins)) return
    event.preventDefault()
    if (begins) {
      first = key
      firstAt = Date.now()
    }
    return
  }
  const { inFields, repeats } = SHORTCUTS[id]
  if (inFields ? isCovered() : isBusy(event.target)) return
  if (isButtonsOwn(key, event.target)) return
  event.preventDefault()
  if (repeats || !event.repeat) runShortcut(id, event)
}

// Radio buttons and boxes are inputs, too, but letters mean nothing to them.
const TAKES_LETTERS = 'input:not([type=radio], [type=checkbox]), select, textarea'

const isCovered = () => document.querySelector('[role=dialog], [role=menu]') !== null

function isBusy(target: EventTarget | null): boolean {
  return isCovered() || (target instanceof Element && target.matches(TAKES_LETTERS))
}

/** Enter presses what has the focus; arrows choose among radio buttons and scroll an order. */
function isButtonsOwn(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (key === 'Enter') return target.matches('a, button, summary, [role=button]')
  return (
    key.startsWith('Arrow') &&
    target.closest('[type=radio], [role=tab], [role=slider], article') !== null
  )
}

/** Whether single keys do anything in this browser, and the switch: speech input types letters. */
export function useKeysSwitch(): [boolean, (on: boolean) => void] {
  return [!useChosen().off, turnSingleKeys]
}
