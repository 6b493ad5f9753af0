import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { z } from 'zod'
import { needs, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { placeWords as t } from './places.words.ts'
import { Id, IntentLevel, StageCode } from './process/sale.contract.ts'
import { SaleOrder, saleFilters } from './sales/sale-filter.contract.ts'
import { salesSearch } from './search/search.web.ts'
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

const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/board',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    q: z.string().max(100).optional().catch(undefined),
    ownerId: Id.optional().catch(undefined),
    intentLevel: IntentLevel.optional().catch(undefined),
    stage: StageCode.optional().catch(undefined),
  }),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./board/BoardPage.tsx'), 'BoardPage'),
})

const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/today',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    whose: z.enum(['mine', 'team']).optional().catch(undefined),
  }),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./today/TodayPage.tsx'), 'TodayPage'),
})

const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/team',
  validateSearch: z.object({ ...step, sale: Id.optional().catch(undefined) }),
  beforeLoad: needs('assignments', 'read'),
  component: lazyRouteComponent(() => import('./team/TeamPage.tsx'), 'TeamPage'),
})

const newInquiryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inquiries/new',
  validateSearch: z.object({
    customer: Id.optional().catch(undefined),
    lead: Id.optional().catch(undefined),
    /** a model or trim of the catalogue: 'trim:<id>' */
    interest: z.string().max(80).optional().catch(undefined),
  }),
  beforeLoad: needs('sales', 'create'),
  component: lazyRouteComponent(() => import('./inquiries/NewInquiryPage.tsx'), 'NewInquiryPage'),
})

const processRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/processes',
  validateSearch: z.object({
    organisation: Id.optional().catch(undefined),
    version: z.coerce.number<string | number>().int().min(1).optional().catch(undefined),
  }),
  beforeLoad: needs('processes', 'read'),
  component: lazyRouteComponent(() => import('./processes/ProcessPage.tsx'), 'ProcessPage'),
})

const summaryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/network-summary',
  validateSearch: z.object({
    months: z.coerce.number<string | number>().int().min(1).max(60).optional().catch(undefined),
  }),
  beforeLoad: needs('summaries', 'read'),
  component: lazyRouteComponent(() => import('./summaries/SummaryPage.tsx'), 'SummaryPage'),
})

export const salesRoutes = [
  todayRoute,
  teamRoute,
  boardRoute,
  salesRoute,
  saleRoute,
  newInquiryRoute,
  processRoute,
  summaryRoute,
] as const

const CustomerSales = lazy(() =>
  import('./sales/CustomerSales.tsx').then(found => ({ default: found.CustomerSales })),
)

const sales = { noun: 'sales', verb: 'read' } as const

/** What the sales slice brings to the shell: its places, ＋, and ⌘K. */
export const salesScreens: Slice = {
  name: 'sales',
  navigation: [
    {
      path: '/team',
      label: () => t('team'),
      icon: 'staff',
      place: 'today',
      home: ['sales-manager'],
      needs: { noun: 'assignments', verb: 'read' },
    },
    {
      path: '/today',
      label: () => t('today'),
      icon: 'today',
      place: 'today',
      needs: sales,
      home: true,
      phone: true,
    },
    { path: '/board', label: () => t('board'), icon: 'board', place: 'sales', needs: sales, phone: true },
    { path: '/sales', label: () => t('sales'), icon: 'list', place: 'sales', needs: sales },
    {
      path: '/network-summary',
      label: () => t('network'),
      icon: 'chart',
      place: 'analytics',
      home: true,
      needs: { noun: 'summaries', verb: 'read' },
    },
    {
      path: '/processes',
      label: () => t('processes'),
      icon: 'process',
      place: 'admin',
      needs: { noun: 'processes', verb: 'read' },
    },
  ],
  creations: [
    {
      path: '/inquiries/new',
      label: () => t('newInquiry'),
      icon: 'plus',
      needs: { noun: 'sales', verb: 'create' },
    },
  ],
  search: [salesSearch],
  audited: {
    sales: {
      href: id => `/sales/${id}`,
      did: () => import('./sale-words.web.ts').then(({ eventWord }) => eventWord),
    },
  },
  panels: [{ name: 'customer-sales', of: 'customers', needs: sales, Component: CustomerSales }],
}
