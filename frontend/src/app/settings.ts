import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { auditSearch } from '@/features/audit/search'
import { keysSearch } from '@/features/keys/search'
import { securitySearch } from '@/features/security/search'
import { teamSearch } from '@/features/team/search'
import { inShell } from './roots'

const frame = createRoute({
  getParentRoute: inShell,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/routes/settings')),
})

const inSettings = () => frame

const list = createRoute({
  getParentRoute: inSettings,
  path: '/',
  component: lazyRouteComponent(() => import('@/routes/sections')),
})

const profile = createRoute({
  getParentRoute: inSettings,
  path: 'profile',
  component: lazyRouteComponent(() => import('@/routes/profile')),
})

const keyboard = createRoute({
  getParentRoute: inSettings,
  path: 'keyboard',
  component: lazyRouteComponent(() => import('@/routes/keyboard')),
})

const sessions = createRoute({
  getParentRoute: inSettings,
  path: 'sessions',
  component: lazyRouteComponent(() => import('@/routes/sessions')),
})

const team = createRoute({
  getParentRoute: inSettings,
  path: 'team',
  validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('@/routes/team')),
})

const keys = createRoute({
  getParentRoute: inSettings,
  path: 'keys',
  validateSearch: keysSearch,
  component: lazyRouteComponent(() => import('@/routes/keys')),
})

const costs = createRoute({
  getParentRoute: inSettings,
  path: 'costs',
  component: lazyRouteComponent(() => import('@/routes/costs')),
})

const reviewing = createRoute({
  getParentRoute: inSettings,
  path: 'review',
  component: lazyRouteComponent(() => import('@/routes/reviewing')),
})

const audit = createRoute({
  getParentRoute: inSettings,
  path: 'audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('@/routes/audit')),
})

const security = createRoute({
  getParentRoute: inSettings,
  path: 'security',
  validateSearch: securitySearch,
  component: lazyRouteComponent(() => import('@/routes/security')),
})

const data = createRoute({
  getParentRoute: inSettings,
  path: 'data',
  component: lazyRouteComponent(() => import('@/routes/data')),
})

/** The settings with all their sections. */
export const settings = frame.addChildren([
  list,
  profile,
  keyboard,
  sessions,
  team,
  keys,
  costs,
  reviewing,
  audit,
  security,
  data,
])
