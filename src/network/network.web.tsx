import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { anySearch } from '../platform/web/address.ts'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { networkPlaces as t } from './network-places.words.ts'

const staffRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staff',
  validateSearch: anySearch,
  beforeLoad: needs('staff', 'read'),
  component: lazyRouteComponent(() => import('./staff/StaffPage.tsx'), 'StaffPage'),
})

const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staff/$id',
  beforeLoad: needs('staff', 'read'),
  component: lazyRouteComponent(() => import('./staff/PersonPage.tsx'), 'PersonPage'),
})

const organisationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/organisations',
  beforeLoad: needs('organisations', 'read'),
  component: lazyRouteComponent(() => import('./organisations/OrganisationsPage.tsx'), 'OrganisationsPage'),
})

const storeRulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/store-rules',
  validateSearch: anySearch,
  beforeLoad: needs('store-rules', 'edit'),
  component: lazyRouteComponent(() => import('./store-rules/StoreRulesPage.tsx'), 'StoreRulesPage'),
})

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/api-keys',
  beforeLoad: needs('api-keys', 'read'),
  component: lazyRouteComponent(() => import('./api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: anySearch,
  beforeLoad: needs('audit', 'read'),
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
})

export const networkRoutes = [
  staffRoute,
  personRoute,
  storeRulesRoute,
  organisationsRoute,
  apiKeysRoute,
  auditRoute,
] as const

/** Colleagues and the tree can be read by everybody through search and pickers; their places are for those
 *  who keep them. */
export const networkScreens: Slice = {
  name: 'network',
  navigation: [
    {
      path: '/staff',
      label: () => t('staff'),
      icon: 'staff',
      place: 'admin',
      needs: { noun: 'staff', verb: 'edit' },
      home: true,
    },
    {
      path: '/store-rules',
      label: () => t('storeRules'),
      icon: 'clock',
      place: 'admin',
      needs: { noun: 'store-rules', verb: 'edit' },
    },
    {
      path: '/organisations',
      label: () => t('organisations'),
      icon: 'building',
      place: 'admin',
      needs: { noun: 'organisations', verb: 'edit' },
    },
    {
      path: '/api-keys',
      label: () => t('apiKeys'),
      icon: 'key',
      place: 'admin',
      needs: { noun: 'api-keys', verb: 'read' },
    },
    {
      path: '/audit',
      label: () => t('audit'),
      icon: 'shield',
      place: 'admin',
      needs: { noun: 'audit', verb: 'read' },
    },
  ],
  audited: { staff: { href: id => `/staff/${id}` }, organisations: { href: () => '/organisations' } },
  firstSteps: [
    {
      path: '/staff',
      label: () => t('addStaff'),
      icon: 'staff',
      needs: { noun: 'staff', verb: 'create' },
    },
  ],
}
