import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { inventoryWords as t } from './inventory-words.web.ts'
import { StockSearch } from './vehicles/stock-search.web.ts'

const vehiclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vehicles',
  validateSearch: StockSearch,
  beforeLoad: needs('vehicles', 'read'),
  component: lazyRouteComponent(() => import('./vehicles/VehiclesPage.tsx'), 'VehiclesPage'),
})

const receiveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vehicles/new',
  beforeLoad: needs('vehicles', 'create'),
  component: lazyRouteComponent(() => import('./vehicles/ReceivePage.tsx'), 'ReceivePage'),
})

const vehicleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vehicles/$id',
  beforeLoad: needs('vehicles', 'read'),
  component: lazyRouteComponent(() => import('./vehicles/VehiclePage.tsx'), 'VehiclePage'),
})

const modelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/models',
  validateSearch: z.object({
    q: z.string().max(100).optional().catch(undefined),
    retired: z.literal('true').optional().catch(undefined),
  }),
  beforeLoad: needs('models', 'read'),
  component: lazyRouteComponent(() => import('./models/ModelsPage.tsx'), 'ModelsPage'),
})

export const inventoryRoutes = [vehiclesRoute, receiveRoute, vehicleRoute, modelsRoute] as const

export const inventoryScreens: Slice = {
  name: 'inventory',
  navigation: [
    {
      path: '/vehicles',
      label: () => t('vehicles'),
      icon: 'vehicle',
      place: 'vehicles',
      needs: { noun: 'vehicles', verb: 'read' },
      phone: true,
    },
    {
      path: '/models',
      label: () => t('models'),
      icon: 'list',
      place: 'vehicles',
      needs: { noun: 'models', verb: 'read' },
    },
  ],
  creations: [
    {
      path: '/vehicles/new',
      label: () => t('receive'),
      icon: 'vehicle',
      needs: { noun: 'vehicles', verb: 'create' },
    },
  ],
}
