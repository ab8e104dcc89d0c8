import type { LinkProps } from '@tanstack/react-router'
import {
  ArrowLeftRight,
  BookOpen,
  Cpu,
  FileUp,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Settings,
  SlidersHorizontal,
  SquarePen,
  Users,
} from 'lucide-react'
import { useMe } from '@/lib/me'
import type { ShortcutId } from '@/lib/shortcuts'
import { shell as t } from '@/messages/en'

export interface Item {
  to: LinkProps['to']
  label: string
  icon: LucideIcon
  /** Shows how many reviews are open. */
  counts?: boolean
  /** What the person must be allowed to; everybody may go there unless said. */
  needs?: 'score'
  /** The keys that lead there. */
  shortcut?: ShortcutId
}

const overview: Item = { to: '/', label: t.overview, icon: LayoutDashboard, shortcut: 'goOverview' }
const review: Item = {
  to: '/review',
  label: t.review,
  icon: Inbox,
  counts: true,
  shortcut: 'goReview',
}
const transactions: Item = {
  to: '/transactions',
  label: t.transactions,
  icon: ArrowLeftRight,
  shortcut: 'goTransactions',
}
const customers: Item = {
  to: '/customers',
  label: t.customers,
  icon: Users,
  shortcut: 'goCustomers',
}
const score: Item = { to: '/score', label: t.score, icon: SquarePen, needs: 'score' }
const uploads: Item = { to: '/uploads', label: t.uploads, icon: FileUp, shortcut: 'goUploads' }
const rules: Item = {
  to: '/rules',
  label: t.rules,
  icon: SlidersHorizontal,
  shortcut: 'goRules',
}
const models: Item = { to: '/models', label: t.models, icon: Cpu, shortcut: 'goModels' }
const docs: Item = { to: '/docs', label: t.docs, icon: BookOpen }
const settings: Item = { to: '/settings', label: t.settings, icon: Settings }

/** The rail, in groups. A page without an item here is reached from another page. */
export const RAIL: Item[][] = [
  [overview, review, transactions, customers],
  [score, uploads],
  [rules, models],
]

/** Those with keys of their own. */
export const GO = RAIL.flat().filter(({ shortcut }) => shortcut)

/** At the foot of the rail: what is not about orders. */
export const FOOT: Item[] = [docs, settings]

/** The bottom bar of a phone; the fourth target opens the rest. */
export const BOTTOM: Item[] = [overview, review, { ...transactions, label: t.payments }]
export const MORE: Item[] = [customers, score, uploads, rules, models, docs, settings]

/** Those of `items` that the signed-in person may use. */
export function useAllowed(items: readonly Item[]): readonly Item[] {
  const { scopes } = useMe()
  return items.filter(({ needs }) => !needs || scopes.includes(needs))
}
