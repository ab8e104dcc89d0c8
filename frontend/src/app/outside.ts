import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { loginSearch } from '@/features/auth/search'
import { requireOperator, sessionOrNobody, skipWhenSignedIn } from './guard'
import { root } from './roots'

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: loginSearch,
  beforeLoad: skipWhenSignedIn,
  component: lazyRouteComponent(() => import('@/routes/login')),
})

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('@/routes/forgot')),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  component: lazyRouteComponent(() => import('@/routes/reset')),
})

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('@/routes/invite')),
})

const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  beforeLoad: requireOperator,
  component: lazyRouteComponent(() => import('@/routes/operator')),
})

const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  beforeLoad: sessionOrNobody,
  component: lazyRouteComponent(() => import('./shell/OpenShell')),
})

const docs = createRoute({
  getParentRoute: () => open,
  path: '/docs',
  component: lazyRouteComponent(() => import('@/routes/docs')),
})

// Like an item of review: the same page, told by its child's parameter what to show.
const docsPage = createRoute({ getParentRoute: () => docs, path: '$page' })
const docsOperation = createRoute({ getParentRoute: () => docs, path: 'reference/$operation' })

/** Every page outside the frame of a merchant's people. */
export const outside = [
  login,
  forgot,
  reset,
  invite,
  operator,
  open.addChildren([docs.addChildren([docsPage, docsOperation])]),
] as const
