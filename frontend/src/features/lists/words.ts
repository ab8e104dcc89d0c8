import type { EntityList } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { lists as t } from '@/messages/en'
import { isHidden } from './pasted'
import type { Effect, ListKind } from './query'

const CODE = 12

/** A value as it is read: a hidden one is the beginning of its code. */
export const shown = (value: string): string =>
  isHidden(value) ? t.page.hiddenValue(value.slice(5, 5 + CODE)) : value

/** "214 cards", "1 card" */
export function howMany(kind: ListKind, entries: number): string {
  return `${count(entries)} ${(entries === 1 ? t.single : t.many)[kind]}`
}

/** What a list does, in a sentence. */
export function does(kind: ListKind, effect: Effect, entries: number): string {
  const { lead } = t.page
  if (entries === 0) {
    return { block: lead.emptyBlock, allow: lead.emptyAllow, none: lead.emptyNone }[effect]
  }
  if (effect === 'none') return lead.none(howMany(kind, entries))
  return lead[effect](t.single[kind], count(entries))
}

/** "3, 7 and 12", at most `most` of them and how many others. */
export function lineNumbers(lines: readonly number[], most = 8): string {
  const texts = lines.slice(0, most).map((line) => count(line))
  const left = lines.length - texts.length
  if (left > 0) texts.push(t.add.others(left, count(left)))
  const last = texts.pop() ?? ''
  return texts.length ? t.add.and(texts.join(', '), last) : last
}

/** A name for a new list that no list has: "Blocked cards", "Blocked cards 2". */
export function freeName(effect: Effect, kind: ListKind, all: readonly EntityList[]): string {
  const names = { block: t.put.blockedName, allow: t.put.allowedName, none: t.put.askedName }
  const plain = names[effect](t.many[kind])
  let [name, number] = [plain, 1]
  while (all.some((list) => list.name === name)) {
    number += 1
    name = t.put.numbered(plain, number)
  }
  return name
}
