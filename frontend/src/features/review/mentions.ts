import type { Member } from './types'

/** The name being typed after an "@", from its start to the end of the text; null where none is. */
export function typedName(text: string): string | null {
  const [, typed] = /(?:^|\s)@([\p{L}\p{M}'.-]*(?: [\p{L}\p{M}'.-]*)?)$/u.exec(text) ?? []
  return typed ?? null
}

/** The people whose name, or a part of it, begins with what was typed. */
export function matching(typed: string, people: readonly Member[]): readonly Member[] {
  const wanted = typed.toLowerCase()
  const isMeant = ({ name }: Member) => {
    const whole = name.toLowerCase()
    return whole.startsWith(wanted) || whole.split(/\s+/).some((part) => part.startsWith(wanted))
  }
  return people.filter(isMeant).slice(0, 5)
}

/** The text with the name that was being typed written out. */
export const withName = (text: string, typed: string, { name }: Member): string =>
  `${text.slice(0, text.length - typed.length)}${name} `

/** Who of `people` is mentioned by "@Name". */
export const mentioned = (text: string, people: readonly Member[]): readonly Member[] =>
  people.filter(({ name }) => text.includes(`@${name}`))
