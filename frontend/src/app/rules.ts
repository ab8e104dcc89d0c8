import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearch, listsSearch } from '@/features/lists/search'
import { policiesSearch, policySearch } from '@/features/policies/search'
import { editorSearch } from '@/features/rules/editor/search'
import { readySearch } from '@/features/rules/ready/search'
import { ruleSearch, rulesSearch } from '@/features/rules/search'
import { thresholdsSearch } from '@/features/thresholds/search'
import { inShell } from './roots'

/** What stands under the tabs of "Rules & thresholds". */
const frame = createRoute({
  getParentRoute: inShell,
  id: 'rules-frame',
  component: lazyRouteComponent(() => import('@/routes/rules-frame')),
})

const inFrame = () => frame

const list = createRoute({
  getParentRoute: inFrame,
  path: '/rules',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('@/routes/rules')),
})

const thresholds = createRoute({
  getParentRoute: inFrame,
  path: '/rules/thresholds',
  validateSearch: thresholdsSearch,
  component: lazyRouteComponent(() => import('@/routes/thresholds')),
})

const ready = createRoute({
  getParentRoute: inFrame,
  path: '/rules/ready',
  validateSearch: readySearch,
  component: lazyRouteComponent(() => import('@/routes/ready-rules')),
})

const lists = createRoute({
  getParentRoute: inFrame,
  path: '/rules/lists',
  validateSearch: listsSearch,
  component: lazyRouteComponent(() => import('@/routes/lists')),
})

const shield = createRoute({
  getParentRoute: inFrame,
  path: '/rules/shield',
  component: lazyRouteComponent(() => import('@/routes/shield')),
})

const policies = createRoute({
  getParentRoute: inFrame,
  path: '/rules/policies',
  validateSearch: policiesSearch,
  component: lazyRouteComponent(() => import('@/routes/policies')),
})

const policy = createRoute({
  getParentRoute: inShell,
  path: '/rules/policies/$version',
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import('@/routes/policy')),
})

const oneList = createRoute({
  getParentRoute: inShell,
  path: '/rules/lists/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('@/routes/list')),
})

const editor = createRoute({
  getParentRoute: inShell,
  path: '/rules/new',
  validateSearch: editorSearch,
  component: lazyRouteComponent(() => import('@/routes/rule-editor')),
})

const change = createRoute({
  getParentRoute: inShell,
  path: '/rules/$id/edit',
  validateSearch: editorSearch,
  component: lazyRouteComponent(() => import('@/routes/rule-editor')),
})

const rule = createRoute({
  getParentRoute: inShell,
  path: '/rules/$id',
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import('@/routes/rule')),
})

/** Everything under "Rules & thresholds". */
export const rules = [
  frame.addChildren([list, thresholds, ready, lists, shield, policies]),
  policy,
  oneList,
  editor,
  change,
  rule,
]
