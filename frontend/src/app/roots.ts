import { createRootRoute, createRoute } from '@tanstack/react-router'
import { requireSession } from './guard'
import { Shell } from './shell/Shell'

export const root = createRootRoute()

/** The frame of everything behind sign-in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: requireSession,
  component: Shell,
})

export const inShell = () => shell
