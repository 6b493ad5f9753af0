import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { call } from '../../platform/web/answers/client.ts'
import { rootRoute, shellRoute } from '../../platform/web/routes.ts'
import type { SessionCalls } from '../../platform/web/session/session.ts'
import { emptyDemo } from '../demo/empty-demo.web.ts'
import { readMe, signOut } from './sessions.contract.ts'

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({
    next: z.string().optional().catch(undefined),
    ended: z.literal('yes').optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

const firstRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/first-run',
  component: lazyRouteComponent(() => import('../first-run/FirstRunPage.tsx'), 'FirstRunPage'),
})

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyRouteComponent(() => import('../invitations/JoinPage.tsx'), 'JoinPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
})

export const sessionRoutes = {
  open: [signInRoute, firstRunRoute, joinRoute] as const,
  signedIn: [accountRoute] as const,
}

export const sessionCalls: SessionCalls = {
  me: signal => call(readMe, { signal }),
  signOut: () => call(signOut, {}),
  clearDemo: emptyDemo,
}
