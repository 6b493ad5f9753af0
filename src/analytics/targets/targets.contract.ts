import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  AmountMinor,
  BusinessDate,
  Currency,
  Id,
  Month,
  StaffName,
  Version,
} from '../../platform/scalars.contract.ts'
import { Sold } from '../overview/overview.contract.ts'

const Wanted = z.int().min(0).max(100_000).nullable()

/** What somebody wants to sell in a month; null is no target, which is not a target of none. */
export const TargetFigures = z.object({
  contracts: Wanted,
  deliveries: Wanted,
  amountMinor: AmountMinor.nullable(),
})
export type TargetFigures = z.infer<typeof TargetFigures>

/** `version` 0: not set yet. */
const Line = {
  target: TargetFigures.extend({ currency: Currency, version: z.int().min(0) }),
  /** contracts signed and cars delivered in the month so far */
  done: Sold,
}

export const StoreTargets = z.object({
  dealerId: Id,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  currency: Currency,
  /** working days of the month, and those that have begun */
  days: z.int(),
  daysBegun: z.int(),
  mayEdit: z.boolean(),
  /** null for those who see their own target alone */
  store: z.object(Line).nullable(),
  people: z.array(z.object({ staff: StaffName, ...Line })),
})
export type StoreTargets = z.infer<typeof StoreTargets>

/** A group, a region or the manufacturer: what the stores below it add up to. */
export const NodeTargets = z.object({
  id: Id,
  kind: z.string(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  stores: z.int(),
  /** how many of the stores have a target */
  withTarget: z.int(),
  contracts: Wanted,
  deliveries: Wanted,
  sums: z.array(z.object({ currency: Currency, amountMinor: z.int() })),
  done: Sold,
})
export type NodeTargets = z.infer<typeof NodeTargets>

export const Targets = z.object({
  month: Month,
  today: BusinessDate,
  nodes: z.array(NodeTargets),
  stores: z.array(StoreTargets),
})
export type Targets = z.infer<typeof Targets>

export const readTargets = contract({
  name: 'readTargets',
  method: 'GET',
  path: '/api/targets',
  summary: 'Targets of a month with what is done: stores, their consultants, and the sums above them',
  access: { noun: 'targets', verb: 'read' },
  query: z.strictObject({
    dealerId: Id.optional(),
    /** the store's current one, unless told */
    month: Month.optional(),
  }),
  answer: Targets,
  problems: ['request.invalid'],
})

/** If-Match names the version; 0 for a target that nobody has set. */
export const setTarget = contract({
  name: 'setTarget',
  method: 'POST',
  path: '/api/targets',
  summary: 'Set what a store or one of its consultants wants to sell in a month',
  access: { noun: 'targets', verb: 'edit' },
  body: z.strictObject({
    dealerId: Id,
    month: Month,
    /** null: the store's own */
    staffId: Id.nullable(),
    ...TargetFigures.shape,
  }),
  ifMatch: true,
  answer: z.object({ version: Version }),
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'staff.unknown',
  ],
})

export const copyTargets = contract({
  name: 'copyTargets',
  method: 'POST',
  path: '/api/targets/copies',
  summary: 'Take over the targets of the month before, where a month has none yet',
  access: { noun: 'targets', verb: 'edit' },
  body: z.strictObject({ dealerId: Id, month: Month }),
  status: 201,
  answer: z.object({ copied: z.int().min(0) }),
  problems: ['request.invalid', 'request.not-found', 'target.nothing-to-copy'],
})
