import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { customersSearch } from '@/features/customers/search'
import { modelSearch, modelsSearch } from '@/features/models/search'
import { overviewSearch } from '@/features/overview/search'
import { reviewSearch } from '@/features/review/search'
import { scoreSearch } from '@/features/score/search'
import { transactionSearch, transactionsSearch } from '@/features/transactions/search'
import { mode } from '@/lib/mode'
import { outside } from './outside'
import { PageError } from './PageError'
import { inShell, root, shell } from './roots'
import { rules } from './rules'
import { settings } from './settings'

const overview = createRoute({
  getParentRoute: inShell,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('@/routes/overview')),
})

const welcome = createRoute({
  getParentRoute: inShell,
  path: '/welcome',
  // Nothing of its steps touches live figures; the switch at the top says so from here on.
  onEnter: () => mode.choose('test'),
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

const customers = createRoute({
  getParentRoute: inShell,
  path: '/customers',
  validateSearch: customersSearch,
  component: lazyRouteComponent(() => import('@/routes/customers')),
})

const customer = createRoute({
  getParentRoute: inShell,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('@/routes/customer')),
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

const labels = createRoute({
  getParentRoute: inShell,
  path: '/uploads/labels',
  component: lazyRouteComponent(() => import('@/routes/labels')),
})

const labelFile = createRoute({
  getParentRoute: inShell,
  path: '/uploads/labels/$id',
  component: lazyRouteComponent(() => import('@/routes/label-file')),
})

const models = createRoute({
  getParentRoute: inShell,
  path: '/models',
  validateSearch: modelsSearch,
  component: lazyRouteComponent(() => import('@/routes/models')),
})

const model = createRoute({
  getParentRoute: inShell,
  path: '/models/$version',
  validateSearch: modelSearch,
  component: lazyRouteComponent(() => import('@/routes/model')),
})

const anythingElse = createRoute({
  getParentRoute: inShell,
  path: '$',
  component: lazyRouteComponent(() => import('@/routes/not-found')),
})

const routeTree = root.addChildren([
  ...outside,
  shell.addChildren([
    overview,
    welcome,
    review.addChildren([reviewItem]),
    transactions,
    transaction,
    customers,
    customer,
    score,
    uploads,
    upload,
    labels,
    labelFile,
    models,
    model,
    ...rules,
    settings,
    anythingElse,
  ]),
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
