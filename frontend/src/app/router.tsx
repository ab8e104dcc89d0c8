import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { loginSearch } from '@/features/auth/search'
import { keysSearch } from '@/features/keys/search'
import { overviewSearch } from '@/features/overview/search'
import { reviewSearch } from '@/features/review/search'
import { scoreSearch } from '@/features/score/search'
import { teamSearch } from '@/features/team/search'
import { transactionSearch, transactionsSearch } from '@/features/transactions/search'
import { requireOperator, requireSession, sessionOrNobody, skipWhenSignedIn } from './guard'
import { PageError } from './PageError'
import { Shell } from './shell/Shell'

const root = createRootRoute()

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

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: requireSession,
  component: Shell,
})

const inShell = () => shell

const overview = createRoute({
  getParentRoute: inShell,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('@/routes/overview')),
})

const welcome = createRoute({
  getParentRoute: inShell,
  path: '/welcome',
  component: lazyRouteComponent(() => import('@/routes/welcome')),
})

const review = createRoute({
  getParentRoute: inShell,
  path: '/review',
  validateSearch: reviewSearch,
  staticData: { narrowRail: true },
  component: lazyRouteComponent(() => import('@/routes/review')),
})

// The open item belongs to the list beside it: the same page, told which one by its child's id.
const reviewItem = createRoute({
  getParentRoute: () => review,
  path: '$id',
  staticData: { narrowRail: true, ownPhoneFrame: true },
})

const transactions = createRoute({
  getParentRoute: inShell,
  path: '/transactions',
  validateSearch: transactionsSearch,
  component: lazyRouteComponent(() => import('@/routes/transactions')),
})

const transaction = createRoute({
  getParentRoute: inShell,
  path: '/transactions/$id',
  validateSearch: transactionSearch,
  component: lazyRouteComponent(() => import('@/routes/transaction')),
})

const score = createRoute({
  getParentRoute: inShell,
  path: '/score',
  validateSearch: scoreSearch,
  component: lazyRouteComponent(() => import('@/routes/score')),
})

const uploads = createRoute({
  getParentRoute: inShell,
  path: '/uploads',
  component: lazyRouteComponent(() => import('@/routes/uploads')),
})

const upload = createRoute({
  getParentRoute: inShell,
  path: '/uploads/$id',
  component: lazyRouteComponent(() => import('@/routes/upload')),
})

const settings = createRoute({
  getParentRoute: inShell,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/routes/settings')),
})

const inSettings = () => settings

const profile = createRoute({
  getParentRoute: inSettings,
  path: 'profile',
  component: lazyRouteComponent(() => import('@/routes/profile')),
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

const anythingElse = createRoute({
  getParentRoute: inShell,
  path: '$',
  component: lazyRouteComponent(() => import('@/routes/not-found')),
})

const routeTree = root.addChildren([
  login,
  forgot,
  reset,
  invite,
  shell.addChildren([
    overview,
    welcome,
    review.addChildren([reviewItem]),
    transactions,
    transaction,
    score,
    uploads,
    upload,
    settings.addChildren([profile, sessions, team, keys]),
    anythingElse,
  ]),
  operator,
  open.addChildren([docs.addChildren([docsPage, docsOperation])]),
])

/** Every page and its address. `history` is for tests; the browser's own otherwise. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history && { history }),
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    // The body never scrolls.
    scrollToTopSelectors: ['#main'],
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface StaticDataRouteOption {
    /** The rail shrinks to icons, so that the work gets the width. */
    narrowRail?: boolean
    /** On a phone the page brings its own head and bottom bar. */
    ownPhoneFrame?: boolean
  }
}
