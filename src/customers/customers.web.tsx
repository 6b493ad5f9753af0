import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { anySearch } from '../platform/web/address.ts'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { words } from '../platform/web/words/words.ts'
import { customerPlacesEn, customerPlacesZh } from './customer-places.words.ts'

const t = words('customer-places', customerPlacesZh, customerPlacesEn)

const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: anySearch,
  beforeLoad: needs('leads', 'read'),
  component: lazyRouteComponent(() => import('./leads/LeadsPage.tsx'), 'LeadsPage'),
})

const leadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads/$id',
  beforeLoad: needs('leads', 'read'),
  component: lazyRouteComponent(() => import('./leads/LeadPage.tsx'), 'LeadPage'),
})

const poolRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pool',
  validateSearch: anySearch,
  beforeLoad: needs('leads', 'edit'),
  component: lazyRouteComponent(() => import('./pool/PoolPage.tsx'), 'PoolPage'),
})

const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  validateSearch: anySearch,
  beforeLoad: needs('customers', 'read'),
  component: lazyRouteComponent(() => import('./people/CustomersPage.tsx'), 'CustomersPage'),
})

const newCustomerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/new',
  beforeLoad: needs('customers', 'create'),
  component: lazyRouteComponent(() => import('./people/NewCustomerPage.tsx'), 'NewCustomerPage'),
})

const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$id',
  beforeLoad: needs('customers', 'read'),
  component: lazyRouteComponent(() => import('./people/CustomerPage.tsx'), 'CustomerPage'),
})

export const customersRoutes = [
  leadsRoute,
  leadRoute,
  poolRoute,
  customersRoute,
  newCustomerRoute,
  customerRoute,
] as const

export const customersScreens: Slice = {
  name: 'customers',
  navigation: [
    {
      path: '/leads',
      label: () => t('leads'),
      icon: 'lead',
      place: 'sales',
      needs: { noun: 'leads', verb: 'read' },
    },
    {
      path: '/pool',
      label: () => t('publicPool'),
      icon: 'pool',
      place: 'sales',
      needs: { noun: 'leads', verb: 'edit' },
    },
    {
      path: '/customers',
      label: () => t('customers'),
      icon: 'customers',
      place: 'sales',
      needs: { noun: 'customers', verb: 'read' },
    },
  ],
  creations: [
    {
      path: '/customers/new',
      label: () => t('newCustomer'),
      icon: 'customers',
      needs: { noun: 'customers', verb: 'create' },
    },
  ],
  audited: { customers: { href: id => `/customers/${id}` }, leads: { href: id => `/leads/${id}` } },
}
