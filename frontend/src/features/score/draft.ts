import * as v from 'valibot'
import { EMPTY, FIELDS, type Values } from './form'

const KEY = 'sf-score'

const stored = v.object({
  owner: v.nullable(v.string()),
  values: v.object(v.entriesFromList(FIELDS, v.string())),
})

/**
 * What `owner` had entered in this tab and not sent, or null: it survives a session that ran out.
 * Signing out clears the tab's storage.
 */
export function loadDraft(owner: string | null): Values | null {
  try {
    const draft = v.parse(stored, JSON.parse(sessionStorage.getItem(KEY) ?? ''))
    return draft.owner === owner ? draft.values : null
  } catch {
    // None, one of an earlier release, or storage is switched off.
    return null
  }
}

/** Keeps what was entered so far; nothing when all fields are empty. */
export function saveDraft(owner: string | null, values: Values): void {
  const isEmpty = FIELDS.every((name) => values[name] === EMPTY[name])
  try {
    if (isEmpty) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, JSON.stringify({ owner, values }))
  } catch {
    // Storage is full or switched off: the draft is a convenience.
  }
}
