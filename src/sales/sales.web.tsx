import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { z } from 'zod'
import { Flag, several } from '../platform/scalars.contract.ts'
import { needs, rootRoute, sheetsRoute, shellRoute } from '../platform/web/routes.ts'
import type { Slice } from '../platform/web/shell/slice.ts'
import { ledgerFilters } from './payments/ledger-filter.contract.ts'
import { placeWords as t } from './places.words.ts'
import { BusinessDate, Id, IntentLevel, StageCode } from './process/sale.contract.ts'
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
  loader: async ({ params, preload }) => {
    const { readAhead } = await import('./sales/SalePage.tsx')
    if (!preload) readAhead(params.id) // a link that is only pointed at asks for no sale
  },
  component: lazyRouteComponent(() => import('./sales/SalePage.tsx'), 'SalePage'),
})

const quotesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sales/$id/quotes',
  validateSearch: z.object({ show: several(Id, 3).optional().catch(undefined) }),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./quotes/QuotesPage.tsx'), 'QuotesPage'),
})

const taxRatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tax-rates',
  beforeLoad: needs('tax-rates', 'read'),
  component: lazyRouteComponent(() => import('./tax-rates/TaxRatesPage.tsx'), 'TaxRatesPage'),
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

const testDrivesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/test-drives',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    day: BusinessDate.optional().catch(undefined),
    whose: z.enum(['mine', 'team']).optional().catch(undefined),
    all: Flag.optional().catch(undefined),
  }),
  beforeLoad: needs('test-drives', 'read'),
  component: lazyRouteComponent(() => import('./test-drives/DrivesPage.tsx'), 'DrivesPage'),
})

const deliveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    day: BusinessDate.optional().catch(undefined),
  }),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
})

const lossesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/losses',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    state: z.enum(['proposed', 'confirmed', 'declined', 'all']).optional().catch(undefined),
    reason: z.string().max(64).optional().catch(undefined),
  }),
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./losses/LossesPage.tsx'), 'LossesPage'),
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

const paymentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payments',
  validateSearch: z.object(ledgerFilters).omit({ dealerId: true }).catch({}),
  beforeLoad: needs('payments', 'read'),
  component: lazyRouteComponent(() => import('./payments/PaymentsPage.tsx'), 'PaymentsPage'),
})

const takingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/takings',
  validateSearch: z.object({ day: BusinessDate.optional().catch(undefined) }),
  beforeLoad: needs('takings', 'read'),
  component: lazyRouteComponent(() => import('./takings/TakingsPage.tsx'), 'TakingsPage'),
})

const approvalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approvals',
  validateSearch: z.object({
    ...step,
    sale: Id.optional().catch(undefined),
    tab: z.enum(['waiting', 'mine', 'decided']).optional().catch(undefined),
  }),
  beforeLoad: needs('approvals', 'read'),
  component: lazyRouteComponent(() => import('./approvals/ApprovalsPage.tsx'), 'ApprovalsPage'),
})

const receptionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/receptions',
  validateSearch: z.object({
    day: BusinessDate.optional().catch(undefined),
    show: z.enum(['visit', 'call', 'waiting']).optional().catch(undefined),
  }),
  beforeLoad: needs('receptions', 'read'),
  component: lazyRouteComponent(() => import('./receptions/ReceptionsPage.tsx'), 'ReceptionsPage'),
})

const newReceptionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/receptions/new',
  beforeLoad: needs('receptions', 'create'),
  component: lazyRouteComponent(() => import('./receptions/NewReceptionPage.tsx'), 'NewReceptionPage'),
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

const sharedQuoteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared-quote',
  component: lazyRouteComponent(() => import('./quote-links/SharedQuotePage.tsx'), 'SharedQuotePage'),
})

/** For people who are not signed in. */
export const openSalesRoutes = [sharedQuoteRoute] as const

/** A sheet of a sale: of which quote, receipt or test drive (the newest where none is named), in which language. */
const sheetSearch = z.object({
  of: Id.optional().catch(undefined),
  language: z.enum(['zh', 'en']).optional().catch(undefined),
})

const printQuoteRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/sales/$id/quote',
  validateSearch: sheetSearch,
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./print/QuoteSheet.tsx'), 'QuoteSheetPage'),
})

const printContractRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/sales/$id/contract',
  validateSearch: sheetSearch,
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./print/ContractSheet.tsx'), 'ContractSheetPage'),
})

const printReceiptRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/sales/$id/receipt',
  validateSearch: sheetSearch,
  beforeLoad: needs('payments', 'read'),
  component: lazyRouteComponent(() => import('./print/ReceiptSheet.tsx'), 'ReceiptSheetPage'),
})

const printTestDriveRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/sales/$id/test-drive',
  validateSearch: sheetSearch,
  beforeLoad: needs('test-drives', 'read'),
  component: lazyRouteComponent(() => import('./print/TestDriveSheet.tsx'), 'TestDriveSheetPage'),
})

const printDeliveryRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/sales/$id/delivery',
  validateSearch: sheetSearch,
  beforeLoad: readsSales,
  component: lazyRouteComponent(() => import('./print/DeliverySheet.tsx'), 'DeliverySheetPage'),
})

const continuityRoute = createRoute({
  getParentRoute: () => sheetsRoute,
  path: '/print/continuity',
  validateSearch: sheetSearch.omit({ of: true }),
  beforeLoad: needs('continuity', 'read'),
  component: lazyRouteComponent(() => import('./continuity/ContinuityPage.tsx'), 'ContinuityPage'),
})

/** Pages that are printed: a sheet of paper, and nothing around it. */
export const printRoutes = [
  printQuoteRoute,
  printContractRoute,
  printReceiptRoute,
  printTestDriveRoute,
  printDeliveryRoute,
  continuityRoute,
] as const

export const salesRoutes = [
  todayRoute,
  teamRoute,
  boardRoute,
  salesRoute,
  saleRoute,
  quotesRoute,
  taxRatesRoute,
  testDrivesRoute,
  deliveriesRoute,
  lossesRoute,
  newInquiryRoute,
  paymentsRoute,
  takingsRoute,
  approvalsRoute,
  receptionsRoute,
  newReceptionRoute,
  processRoute,
  summaryRoute,
] as const

const CustomerSales = lazy(() =>
  import('./sales/CustomerSales.tsx').then(found => ({ default: found.CustomerSales })),
)

const VehicleWarranty = lazy(() =>
  import('./deliveries/VehicleWarranty.tsx').then(found => ({ default: found.VehicleWarranty })),
)

const ApprovalBadge = lazy(() =>
  import('./approvals/ApprovalBadge.tsx').then(found => ({ default: found.ApprovalBadge })),
)

const sales = { noun: 'sales', verb: 'read' } as const

/** What the sales slice brings to the shell: its places, ＋, and ⌘K. */
export const salesScreens: Slice = {
  name: 'sales',
  kept: ['readToday', 'readSale', 'readReceptionForm'],
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
      path: '/payments',
      label: () => t('payments'),
      icon: 'wallet',
      place: 'sales',
      needs: { noun: 'payments', verb: 'read' },
    },
    {
      path: '/takings',
      label: () => t('takings'),
      icon: 'clock',
      place: 'sales',
      needs: { noun: 'takings', verb: 'read' },
    },
    {
      path: '/approvals',
      label: () => t('approvals'),
      icon: 'shield',
      place: 'sales',
      needs: { noun: 'approvals', verb: 'read' },
      Badge: ApprovalBadge,
    },
    {
      path: '/print/continuity',
      label: () => t('continuity'),
      icon: 'offline',
      place: 'admin',
      needs: { noun: 'continuity', verb: 'read' },
    },
    {
      path: '/receptions',
      label: () => t('receptions'),
      icon: 'building',
      place: 'sales',
      needs: { noun: 'receptions', verb: 'read' },
    },
    {
      path: '/test-drives',
      label: () => t('testDrives'),
      icon: 'vehicle',
      place: 'sales',
      needs: { noun: 'test-drives', verb: 'read' },
    },
    { path: '/deliveries', label: () => t('deliveries'), icon: 'key', place: 'sales', needs: sales },
    { path: '/losses', label: () => t('losses'), icon: 'down', place: 'sales', needs: sales },
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
    {
      path: '/tax-rates',
      label: () => t('taxRates'),
      icon: 'tax',
      place: 'admin',
      needs: { noun: 'tax-rates', verb: 'read' },
    },
  ],
  creations: [
    {
      path: '/receptions/new',
      label: () => t('newReception'),
      icon: 'building',
      needs: { noun: 'receptions', verb: 'create' },
    },
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
  panels: [
    { name: 'customer-sales', of: 'customers', needs: sales, Component: CustomerSales },
    { name: 'vehicle-warranty', of: 'vehicles', needs: sales, Component: VehicleWarranty },
  ],
}
