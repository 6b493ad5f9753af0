import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  BusinessDate,
  Currency,
  Id,
  Instant,
  pageOf,
  pageQuery,
  StaffName,
  several,
  Version,
} from '../../platform/scalars.contract.ts'
import { Code, IntentLevel, Origin, StageCode } from '../process/sale.contract.ts'
import { SaleOrder, saleFilters } from './sale-filter.contract.ts'
import { CarName, CustomerName, TrimName } from './sale-names.contract.ts'

/** One line of the list. */
export const SaleLine = z.object({
  id: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  stageSince: Instant.nullable(),
  origin: Origin.exclude(['system']),
  /** null: an import that names nobody */
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  car: CarName.nullable(),
  source: Code,
  intentLevel: IntentLevel.nullable(),
  inquiredOn: BusinessDate.nullable(),
  followUpDueOn: BusinessDate.nullable(),
  /** the follow-up was due before the store's today */
  overdue: z.boolean(),
  amountMinor: z.int().nullable(),
  paidMinor: z.int(),
  currency: Currency.nullable(),
  deliveredOn: BusinessDate.nullable(),
  closedOn: BusinessDate.nullable(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})
export type SaleLine = z.infer<typeof SaleLine>

export const SaleQuery = z.strictObject({
  ...saleFilters,
  order: SaleOrder.default('newest'),
  ...pageQuery,
})
export type SaleQuery = z.infer<typeof SaleQuery>

export const listSales = contract({
  name: 'listSales',
  method: 'GET',
  path: '/api/sales',
  summary: 'Sales that the caller may see, filtered, page by page',
  access: { noun: 'sales', verb: 'read' },
  query: SaleQuery,
  answer: pageOf(SaleLine),
  problems: ['request.invalid'],
})

/** Tabs that the list opens with; people add their own as saved views. */
export const saleTabs = [
  'all',
  'open',
  'overdue',
  'negotiation',
  'contract',
  'delivery',
  'loss-proposed',
] as const
export const SaleTab = z.enum(saleTabs)
export type SaleTab = z.infer<typeof SaleTab>

export const saleTabFilters: Readonly<Record<SaleTab, z.input<z.ZodObject<typeof saleFilters>>>> = {
  all: {},
  open: { open: true },
  overdue: { open: true, overdue: true },
  negotiation: { stage: ['negotiation'] },
  contract: { stage: ['contract'] },
  delivery: { stage: ['delivery'] },
  'loss-proposed': { lossProposed: true },
}

/** `count` stops at the cap: beyond it `more` says so. */
const Count = { count: z.int().min(0), more: z.boolean() }

export const countSales = contract({
  name: 'countSales',
  method: 'GET',
  path: '/api/sales/counts',
  summary: 'How many sales each tab and each of the caller’s saved views holds, up to 1000',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({ dealerId: several(Id).optional() }),
  answer: z.object({
    tabs: z.array(z.object({ tab: SaleTab, ...Count })),
    /** `readable` is false for a view whose filter this version no longer understands */
    views: z.array(z.object({ viewId: Id, readable: z.boolean(), ...Count })),
  }),
  problems: ['request.invalid'],
})

export const exportSales = contract({
  name: 'exportSales',
  method: 'GET',
  path: '/api/sales/export',
  summary: 'The filtered list as a file: what the screen shows, logged',
  access: { noun: 'sales', verb: 'export' },
  query: z.strictObject({
    ...saleFilters,
    order: SaleOrder.default('newest'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    language: z.enum(['zh', 'en']).optional(),
  }),
  answer: 'file',
  problems: ['request.invalid'],
})
