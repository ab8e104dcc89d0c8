import { useEffect, useRef, useSyncExternalStore } from 'react'

type Keys = Record<string, (event: KeyboardEvent) => void>

/**
 * Single keys of a page, by `KeyboardEvent.key` ("j", "ArrowDown", "?"). They rest while a person
 * types, holds Ctrl, Alt or Cmd, or has a dialog or menu open. A key that is taken here does
 * nothing else.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      if (!areOn() || isBusy(event.target)) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const run = latest.current[key]
      if (!run) return
      event.preventDefault()
      run(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

// Radio buttons and boxes are inputs, too, but letters mean nothing to them.
const TAKES_LETTERS = 'input:not([type=radio], [type=checkbox]), select, textarea'

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog], [role=menu]')) return true
  return target instanceof Element && target.matches(TAKES_LETTERS)
}

const KEY = 'sf-keys'
const OFF = 'off'
const listeners = new Set<() => void>()

const areOn = () => localStorage.getItem(KEY) !== OFF

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether single keys do anything in this browser, and the switch: speech input types letters. */
export function useKeysSwitch(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, areOn)
  const turn = (next: boolean) => {
    if (next) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, OFF)
    for (const listener of listeners) listener()
  }
  return [on, turn]
}
