/** The condition of a rule as it is being put together: groups of lines, some of them unfinished. */

/** As what a field is compared; what clients send besides, `extra.…`, may be any of the three. */
export type Sort = 'number' | 'text' | 'flag'

/** One comparison. What was typed stays as typed until the condition is made of it. */
export interface Line {
  id: string
  field: string
  /** One of the API, or `not_in_list`. A flag has `yes` and `no`. */
  op: string
  /** A number or a text; two of `between`, any number of `one_of`; the id of a list. */
  values: readonly string[]
  /** Of `extra.…` alone. */
  sort?: Sort
}

export interface Group {
  id: string
  join: 'all' | 'any'
  isDenied: boolean
  items: readonly Node[]
}

export type Node = Line | Group

/** How deep a condition may be nested, each join and each "not" as one, and how wide. */
const MAX_DEPTH = 5
export const MAX_LINES = 50

export const isGroup = (node: Node): node is Group => 'items' in node

let made = 0
/** An id that no other part on screen has: paths of parts that were read begin with a digit. */
const fresh = () => {
  made += 1
  return `n${made}`
}

export const newLine = (): Line => ({ id: fresh(), field: '', op: '', values: [] })

export const newGroup = (): Group => ({
  id: fresh(),
  join: 'any',
  isDenied: false,
  items: [newLine(), newLine()],
})

export const emptyRoot = (): Group => ({
  id: '0',
  join: 'all',
  isDenied: false,
  items: [{ ...newLine(), id: '0.0' }],
})

/** The lines of a group and of those within it, from top to bottom. */
export function linesOf(group: Group): Line[] {
  return group.items.flatMap((item) => (isGroup(item) ? linesOf(item) : [item]))
}

/** The tree with the part of this id as `change` makes it. */
export function changed<T extends Node>(root: Group, id: string, change: (part: T) => T): Group {
  return walk(root, (part) => (part.id === id ? change(part as T) : part)) as Group
}

/** The tree with a part more at the end of a group. */
export function added(root: Group, groupId: string, part: Node): Group {
  return changed<Group>(root, groupId, (group) => ({ ...group, items: [...group.items, part] }))
}

/** The tree without a part. A group that is left with nothing goes as well; one line always stays. */
export function removed(root: Group, id: string): Group {
  const without = (group: Group): Group => ({
    ...group,
    items: group.items
      .filter((item) => item.id !== id)
      .map((item) => (isGroup(item) ? without(item) : item))
      .filter((item) => !isGroup(item) || item.items.length > 0),
  })
  const rest = without(root)
  return rest.items.length ? rest : { ...rest, items: [newLine()] }
}

/** Where the focus goes when a part is removed: to the one after it, else the one before. */
export function besides(root: Group, id: string): string | null {
  const parts = partsOf(root).filter((part) => part.id !== root.id)
  const gone = parts.find((part) => part.id === id)
  if (!gone) return null
  const within = new Set(isGroup(gone) ? partsOf(gone).map((part) => part.id) : [id])
  const at = parts.indexOf(gone)
  const lines = (from: Node[]) => from.filter((part) => !isGroup(part) && !within.has(part.id))
  return (lines(parts.slice(at))[0] ?? lines(parts.slice(0, at)).at(-1))?.id ?? null
}

/** Whether a group within this one, with lines of its own, would still be shallow enough. */
export function mayNest(root: Group, groupId: string): boolean {
  return depthTo(root, groupId, 0) + 2 <= MAX_DEPTH
}

/** Whether "not" may be said of a group: what is in it lies one deeper then. */
export function mayDeny(root: Group, groupId: string): boolean {
  const denied = changed<Group>(root, groupId, (group) => ({ ...group, isDenied: true }))
  return deepest(denied) <= MAX_DEPTH
}

function partsOf(group: Group): Node[] {
  return [group, ...group.items.flatMap((item) => (isGroup(item) ? partsOf(item) : [item]))]
}

function walk(part: Node, change: (part: Node) => Node): Node {
  const next = change(part)
  if (next !== part || !isGroup(part)) return next
  const items = part.items.map((item) => walk(item, change))
  return items.every((item, at) => item === part.items[at]) ? part : { ...part, items }
}

const ownDepth = (group: Group) => (group.isDenied ? 2 : 1)

function depthTo(group: Group, id: string, above: number): number {
  const here = above + ownDepth(group)
  if (group.id === id) return here
  for (const item of group.items) {
    const found = isGroup(item) ? depthTo(item, id, here) : 0
    if (found) return found
  }
  return 0
}

function deepest(group: Group): number {
  const inner = group.items.map((item) =>
    isGroup(item) ? deepest(item) : item.op === 'not_in_list' ? 2 : 1,
  )
  return ownDepth(group) + Math.max(...inner)
}
