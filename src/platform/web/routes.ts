import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { Noun, Verb } from '../permissions.ts'
import { queryClient } from './answers/answers.ts'
import { ApiProblem } from './answers/api-problem.ts'
import { may, meQuery } from './session/session.ts'
import { NotFoundPage } from './shell/Failure.tsx'
import { MorePage } from './shell/MorePage.tsx'
import { Root } from './shell/Root.tsx'
import { Shell } from './shell/Shell.tsx'
import { homeFor } from './shell/slice.ts'

export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFoundPage })

/** The parent of every page for signed-in people: without a session it leads to the sign-in page and back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: signedIn,
  component: Shell,
})

/** The parent of pages that are printed: the same people, and nothing around the sheet. */
export const sheetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'sheets',
  beforeLoad: signedIn,
  component: Outlet,
})

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  try {
    // Tried once: without a network, what was kept is there at once.
    await queryClient.ensureQueryData({ ...meQuery, retry: false })
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.unanswered && (await restoreKept())) return
    if (!(failure instanceof ApiProblem && failure.status === 401)) throw failure
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  }
}

async function restoreKept(): Promise<boolean> {
  const { restoreAnswers } = await import('./offline/kept.ts')
  return restoreAnswers().catch(() => false) // nothing can be kept here: the failure is shown
}

/** For a page's `beforeLoad`: whoever may not, finds no such page. */
export function needs(noun: Noun, verb: Verb) {
  return async (): Promise<void> => {
    const me = await queryClient.ensureQueryData(meQuery)
    if (!may(me, { noun, verb })) throw notFound()
  }
}

/** The start is where the person's day begins. */
const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: async (): Promise<void> => {
    throw redirect({ to: homeFor(await queryClient.ensureQueryData(meQuery)), replace: true })
  },
})

const moreRoute = createRoute({ getParentRoute: () => shellRoute, path: '/more', component: MorePage })

/** What could not be sent yet. */
const waitingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/waiting',
  component: lazyRouteComponent(() => import('./offline/WaitingPage.tsx'), 'WaitingPage'),
})

const nowhereRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage })

export const shellPages = [homeRoute, moreRoute, waitingRoute, nowhereRoute] as const
