import type { ComponentType } from 'react'
import type { EntityList } from './api.gen'

/** A value of an order, and as what it can stand on a list. */
export interface Listable {
  kind: EntityList['kind']
  value: string
}

export interface ListButtonProps {
  /** One detail in several ways, such as an e-mail and its domain; the first is meant first. */
  values: readonly Listable[]
  /** With words, where it stands among other buttons. */
  long?: boolean
}

/** The button that blocks or allows what it stands beside: a page hands it to those below. */
export type ListSlot = ComponentType<ListButtonProps>

/** An e-mail, and the domain it is of where it can be read. */
export function emailValues(email: string): Listable[] {
  const domain = email.startsWith('hmac:') ? '' : email.slice(email.lastIndexOf('@') + 1)
  const whole: Listable = { kind: 'email', value: email }
  return domain.includes('.') ? [whole, { kind: 'domain', value: domain }] : [whole]
}
