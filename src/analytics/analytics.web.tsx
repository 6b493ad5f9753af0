import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { z } from 'zod'
import { Id, Month } from '../platform/scalars.contract.ts'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { words } from '../platform/web/words/words.ts'

const t = words(
  'analytics-places',
  { overview: '经营概览', targets: '月度目标' },
  { overview: 'Overview', targets: 'Targets' },
)

const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/overview',
  validateSearch: z.object({
    months: z.coerce.number<string | number>().int().min(1).max(60).optional().catch(undefined),
    ownerId: Id.optional().catch(undefined),
    source: z.string().max(64).optional().catch(undefined),
  }),
  beforeLoad: needs('summaries', 'read'),
  component: lazyRouteComponent(() => import('./overview/OverviewPage.tsx'), 'OverviewPage'),
})

const targetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/targets',
  validateSearch: z.object({ month: Month.optional().catch(undefined) }),
  beforeLoad: needs('targets', 'read'),
  component: lazyRouteComponent(() => import('./targets/TargetsPage.tsx'), 'TargetsPage'),
})

export const analyticsRoutes = [overviewRoute, targetsRoute] as const

const TargetRing = lazy(() =>
  import('./targets/TargetRing.tsx').then(found => ({ default: found.TargetRing })),
)
const targets = { noun: 'targets', verb: 'read' } as const

/** What the analytics slice brings to the shell: what managers look at, and the ring on Today. */
export const analyticsScreens: Slice = {
  name: 'analytics',
  navigation: [
    {
      path: '/overview',
      label: () => t('overview'),
      icon: 'chart',
      place: 'analytics',
      home: ['analyst', 'group-manager', 'region-manager', 'manufacturer-manager'],
      needs: { noun: 'summaries', verb: 'read' },
    },
    { path: '/targets', label: () => t('targets'), icon: 'strategy', place: 'analytics', needs: targets },
  ],
  day: [{ name: 'target-ring', needs: targets, Component: TargetRing }],
}
