import { useState } from 'react'
import { useMe } from './me'

/**
 * Text that is being typed, by a name such as "review-note:17": it survives leaving the page and
 * being signed out by time, and is there again for the same person in the same tab (WCAG 3.3.7).
 * Signing out by choice clears the tab's storage. Gives the text, the way to write it, and the way
 * to forget it once it is sent.
 */
export function useDraft(name: string): [string, (text: string) => void, () => void] {
  const key = `sf-draft:${useMe().id}:${name}`
  const [draft, setDraft] = useState({ key, text: load(key) })
  // Another thing is on screen now, with a text of its own.
  if (draft.key !== key) setDraft({ key, text: load(key) })
  const write = (text: string) => {
    setDraft({ key, text })
    try {
      if (text) sessionStorage.setItem(key, text)
      else sessionStorage.removeItem(key)
    } catch {
      // Storage is full or switched off: the draft is a convenience.
    }
  }
  return [draft.key === key ? draft.text : load(key), write, () => write('')]
}

function load(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
