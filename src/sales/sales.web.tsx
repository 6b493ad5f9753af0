import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { placeWords as t } from './places.words.ts'
import { SaleOrder, saleFilters } from './sales/sale-filter.contract.ts'
import './sales.css'

/** The step that is open over a page, and what it is about. */
const step = {
  do: z.string().max(40).optional().catch(undefined),
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

const salesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sales',
  validateSearch: z.object({ ...saleFilters, order: SaleOrder.optional() }).catch({}),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./sales/SalesPage.tsx'), 'SalesPage'),
})

export const salesRoutes = [salesRoute, saleRoute] as const

const sales = { noun: 'sales', verb: 'read' } as const

export const salesScreens: Slice = {
  name: 'sales',
  navigation: [{ path: '/sales', label: () => t('sales'), icon: 'list', place: 'sales', needs: sales }],
}
