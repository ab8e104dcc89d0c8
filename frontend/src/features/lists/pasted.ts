import type { ListKind } from './query'

/** In one request; a file may have more. */
export const MOST_AT_ONCE = 1_000

/** A value and the line of the text it was found on, from 1. */
export interface Pasted {
  line: number
  value: string
}

/** The values of a text, one a line; lines without any are passed over. */
export function pasted(text: string): Pasted[] {
  return text
    .split(/\r?\n/)
    .map((value, index) => ({ line: index + 1, value: value.trim() }))
    .filter(({ value }) => value !== '')
}

const isReference = (value: string) => value.length <= 128

// As the service asks, but for addresses: there it is the judge of what is one.
const FORMS: Record<ListKind, (value: string) => boolean> = {
  customer: isReference,
  card: isReference,
  device: isReference,
  terminal: isReference,
  ip: (value) => /^[\d.]{7,15}$|^[\da-f:.]*:[\da-f:.]*$/i.test(value),
  email: (value) => /^[^ ]+@[^ @]+$/.test(value) && value.length <= 254,
  domain: (value) => /^[^@/: ]+\.[^@/: ]*$/.test(value) && value.length <= 253,
  country: (value) => /^[a-z]{2}$/i.test(value),
  card_bin: (value) => /^\d{6,8}$/.test(value),
}

const HIDDEN = /^hmac:[\da-f]{64}$/

/** Whether a value is kept hidden: a code in place of an e-mail or address. */
export const isHidden = (value: string): boolean => HIDDEN.test(value)

/** The values that cannot be of a kind, so that all are named before any is sent. */
export function unfitFor(kind: ListKind, values: readonly Pasted[]): Pasted[] {
  const mayHide = kind === 'ip' || kind === 'email'
  return values.filter(({ value }) => !FORMS[kind](value) && !(mayHide && isHidden(value)))
}
