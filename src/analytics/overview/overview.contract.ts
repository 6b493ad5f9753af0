import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Currency, Id, Month, StaffName } from '../../platform/scalars.contract.ts'
import { Code, StageCode } from '../../sales/process/sale.contract.ts'

const Count = z.int().min(0)

/** Sales by how far they came; each stage counts those that reached it or a later one. */
export const Cohort = z.object({
  inquiries: Count,
  showings: Count,
  testDrives: Count,
  negotiations: Count,
  contracts: Count,
  deliveries: Count,
  handedOver: Count,
  open: Count,
  lost: Count,
  cancelled: Count,
})
export type Cohort = z.infer<typeof Cohort>

export const Sold = z.object({
  contracts: Count,
  deliveries: Count,
  sums: z.array(z.object({ currency: Currency, contractsMinor: z.int(), deliveriesMinor: z.int() })),
})
export type Sold = z.infer<typeof Sold>

/** Null: nobody set one. */
export const Target = z.object({
  contracts: Count.nullable(),
  deliveries: Count.nullable(),
  sums: z.array(z.object({ currency: Currency, amountMinor: z.int() })),
})

export const Overview = z.object({
  from: Month,
  to: Month,
  /** the business date of the first store */
  today: BusinessDate,
  /** false while more stores wait to be counted than one reader counts: figures are minutes old then */
  fresh: z.boolean(),
  dealers: z.array(z.object({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() })),
  total: Cohort,
  cohorts: z.array(Cohort.extend({ month: Month })),
  /** of the period's inquiries that left the stage: how many, and quartiles of the seconds they spent in it */
  times: z.array(
    z.object({
      stage: StageCode,
      sales: Count,
      lowerSeconds: z.int(),
      medianSeconds: z.int(),
      upperSeconds: z.int(),
    }),
  ),
  /** by the month of signing and of delivery; `target` is left out where a source narrows the sales */
  months: z.array(Sold.extend({ month: Month, target: Target.nullable() })),
  sources: z.array(Cohort.extend({ source: Code })),
  /** `contract`: why they were signed */
  endings: z.array(
    z.object({ stage: z.enum(['contract', 'lost', 'cancelled']), reason: Code, sales: Count }),
  ),
  stores: z.array(z.object({ dealerId: Id, cohort: Cohort, sold: Sold })),
  /** of one store, for those who may see its sales; null otherwise */
  consultants: z
    .array(z.object({ owner: StaffName.nullable(), cohort: Cohort, sold: Sold, overdue: Count }))
    .nullable(),
})
export type Overview = z.infer<typeof Overview>

/** What narrows the sales that are counted. */
export const overviewFilters = {
  dealerId: Id.optional(),
  ownerId: Id.optional(),
  source: Code.optional(),
}

export const readOverview = contract({
  name: 'readOverview',
  method: 'GET',
  path: '/api/overview',
  summary: 'Funnel by month of inquiry, time in stage, monthly sales with targets, sources, endings, people',
  access: { noun: 'summaries', verb: 'read' },
  query: z.strictObject({
    ...overviewFilters,
    /** the month of today, unless told */
    to: Month.optional(),
    months: z.coerce.number<number | string>().int().min(1).max(60).default(12),
  }),
  answer: Overview,
  problems: ['request.invalid'],
})
