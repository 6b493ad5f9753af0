import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  AmountMinor,
  BusinessDate,
  ById,
  Currency,
  Id,
  Instant,
  line,
  pageOf,
  pageQuery,
  StaffName,
  Version,
} from '../../platform/scalars.contract.ts'
import { Energy } from '../models/models.contract.ts'

export const Availability = z.enum(['available', 'reserved', 'sold', 'off-road', 'closed'])
export type Availability = z.infer<typeof Availability>
export const EpisodeState = z.enum([
  'ordered',
  'in-transit',
  'in-stock',
  'delivered',
  'transferred',
  'removed',
])
export type EpisodeState = z.infer<typeof EpisodeState>
export const Condition = z.enum(['new', 'used', 'demo'])
export const CertificateState = z.enum(['missing', 'in-hand', 'pledged'])
export type CertificateState = z.infer<typeof CertificateState>

/** Days on the three clocks of rule 12; null: unknown or not started. */
const Days = z.int().min(0).nullable()
export const VehicleAges = z.object({ manufactureDays: Days, networkDays: Days, storeDays: Days })

/** A car with its current stock episode: the open one, or else the last. */
export const Vehicle = z.object({
  id: Id,
  episodeId: Id,
  dealerId: Id,
  vin: z.string().nullable(),
  stockNumber: z.string(),
  make: z.string(),
  modelName: z.string(),
  trimName: z.string().nullable(),
  /** names of the model and trim in both languages come from the catalogue when it is set */
  modelId: Id.nullable(),
  trimId: Id.nullable(),
  modelYear: z.int().nullable(),
  exteriorColour: z.string().nullable(),
  interiorColour: z.string().nullable(),
  energy: Energy.nullable(),
  transmission: z.string().nullable(),
  condition: Condition,
  mileageKm: z.int().nullable(),
  plate: z.string().nullable(),
  state: EpisodeState,
  availability: Availability,
  location: z.string().nullable(),
  priceMinor: AmountMinor.nullable(),
  /** null where unknown, and where `costMasked` says that the reader may not see it */
  costMinor: AmountMinor.nullable(),
  costMasked: z.boolean(),
  currency: Currency,
  ages: VehicleAges,
  receivedOn: BusinessDate.nullable(),
  pdiPassedAt: Instant.nullable(),
  certificateState: CertificateState,
  version: Version,
})
export type Vehicle = z.infer<typeof Vehicle>

export const Episode = z.object({
  id: Id,
  stockNumber: z.string(),
  state: EpisodeState,
  availability: Availability,
  networkSince: BusinessDate.nullable(),
  receivedOn: BusinessDate.nullable(),
  closedAt: Instant.nullable(),
  createdAt: Instant,
})
export type Episode = z.infer<typeof Episode>

export const VehicleDetail = Vehicle.extend({
  manufacturedOn: BusinessDate.nullable(),
  importedOn: BusinessDate.nullable(),
  networkSince: BusinessDate.nullable(),
  origin: z.enum(['live', 'import', 'demo']),
  specifications: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** who holds it; `saleId` only for those who may open that sale */
  reservation: z
    .object({
      id: Id,
      saleId: Id.nullable(),
      reservedBy: StaffName.nullable(),
      reservedAt: Instant,
      /** null: held by a contract */
      expiresAt: Instant.nullable(),
    })
    .nullable(),
  episodes: z.array(Episode),
  may: z.object({ edit: z.boolean() }),
})
export type VehicleDetail = z.infer<typeof VehicleDetail>

/** The filters of the list, its counts and its export. */
export const vehicleFilters = {
  /** VIN or its tail, stock number, plate, make or model */
  q: line(100).optional(),
  availability: Availability.optional(),
  state: EpisodeState.optional(),
  condition: Condition.optional(),
  modelId: Id.optional(),
  trimId: Id.optional(),
  dealerId: Id.optional(),
  /** the one stay of this id */
  episodeId: Id.optional(),
}
export const VehicleOrder = z.enum(['newest', 'oldest', 'cheapest', 'dearest'])
export type VehicleOrder = z.infer<typeof VehicleOrder>
export const VehicleQuery = z.strictObject({
  ...vehicleFilters,
  order: VehicleOrder.default('newest'),
  ...pageQuery,
})
export type VehicleQuery = z.infer<typeof VehicleQuery>

export const listVehicles = contract({
  name: 'listVehicles',
  method: 'GET',
  path: '/api/vehicles',
  summary: 'Cars in stock or on their way; delivered ones when asked for by state',
  access: { noun: 'vehicles', verb: 'read' },
  query: VehicleQuery,
  answer: pageOf(Vehicle),
  problems: ['request.invalid'],
})

export const readVehicle = contract({
  name: 'readVehicle',
  method: 'GET',
  path: '/api/vehicles/{id}',
  summary: 'One car with its ages, reservation and earlier stays in stock',
  access: { noun: 'vehicles', verb: 'read' },
  params: ById,
  answer: VehicleDetail,
  problems: ['request.not-found'],
})

/** How many cars each tab of the stock list holds. */
export const VehicleSummary = z.object({
  inStock: z.int(),
  available: z.int(),
  reserved: z.int(),
  sold: z.int(),
  offRoad: z.int(),
  inTransit: z.int(),
  ordered: z.int(),
  withoutVin: z.int(),
})
export type VehicleSummary = z.infer<typeof VehicleSummary>

export const summariseVehicles = contract({
  name: 'summariseVehicles',
  method: 'GET',
  path: '/api/vehicles/summary',
  summary: 'Counts of open stock by where it stands',
  access: { noun: 'vehicles', verb: 'read' },
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: VehicleSummary,
  problems: ['request.invalid'],
})

export const exportVehicles = contract({
  name: 'exportVehicles',
  method: 'GET',
  path: '/api/vehicles/export',
  summary: 'The filtered list as a file, cost only where the caller sees it, logged',
  access: { noun: 'vehicles', verb: 'export' },
  query: z.strictObject({
    ...vehicleFilters,
    order: VehicleOrder.default('newest'),
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
  }),
  answer: 'file',
  problems: ['request.invalid'],
})
