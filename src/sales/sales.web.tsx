import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { ActionKind } from './process/action.contract.ts'
import { salesWords as t } from './sale-words.web.ts'

/** The step that is open over a page, and what it is about. */
const step = {
  do: ActionKind.optional().catch(undefined),
  of: z.string().max(64).optional().catch(undefined),
}
const readsSales = needs('sales', 'read')

const saleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sales/$id',
  validateSearch: z.object(step),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./sales/SalePage.tsx'), 'SalePage'),
})

export const salesRoutes = [saleRoute] as const

export const salesScreens: Slice = {
  name: 'sales',
  navigation: [
    {
      path: '/board',
      label: () => t('nav.board'),
      icon: 'board',
      place: 'sales',
      needs: { noun: 'sales', verb: 'read' },
      phone: true,
    },
  ],
}
