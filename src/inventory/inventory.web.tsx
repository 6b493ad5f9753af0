import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { anySearch } from '../platform/web/address.ts'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { words } from '../platform/web/words/words.ts'
import { stockPlacesEn, stockPlacesZh } from './stock-places.words.ts'

const t = words('stock-places', stockPlacesZh, stockPlacesEn)

const vehiclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vehicles',
  validateSearch: anySearch,
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
  validateSearch: anySearch,
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
      home: true,
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
  audited: { vehicles: { href: id => `/vehicles/${id}` } },
}
