import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  AmountMinor,
  BusinessDate,
  ById,
  Currency,
  Id,
  line,
  Version,
  Written,
} from '../../platform/scalars.contract.ts'
import { Energy } from '../models/models.contract.ts'
import { CertificateState, Condition } from './vehicles.contract.ts'

const ModelYear = z.int().min(1950).max(2100)
const MileageKm = z.int().min(0).max(10_000_000)

/** What is written on the car and may be corrected. */
const car = {
  vin: line(40).nullable(),
  trimId: Id.nullable(),
  make: line(80),
  modelName: line(120),
  trimName: line(120).nullable(),
  modelYear: ModelYear.nullable(),
  exteriorColour: line(60).nullable(),
  interiorColour: line(60).nullable(),
  energy: Energy.nullable(),
  transmission: line(60).nullable(),
  condition: Condition,
  manufacturedOn: BusinessDate.nullable(),
  importedOn: BusinessDate.nullable(),
  mileageKm: MileageKm.nullable(),
  plate: line(20).nullable(),
}
/** What the store keeps about it. */
const stock = {
  location: line(120).nullable(),
  priceMinor: AmountMinor.nullable(),
  costMinor: AmountMinor.nullable(),
  networkSince: BusinessDate.nullable(),
  certificateState: CertificateState,
}

/** A trim names make and model; a car outside the catalogue names them itself. */
export const NewVehicle = z.strictObject({
  ...z.object(car).partial().shape,
  ...z.object(stock).partial().shape,
  condition: Condition,
  dealerId: Id.optional(),
  state: z.enum(['ordered', 'in-transit', 'in-stock']).default('in-stock'),
  /** absent: the next of the store */
  stockNumber: line(40).optional(),
  /** absent: the store's */
  currency: Currency.optional(),
  /** absent: today, for a car that is in stock */
  receivedOn: BusinessDate.optional(),
})
export type NewVehicle = z.infer<typeof NewVehicle>

const VinWarning = z.enum(['check-digit'])

export const receiveVehicle = contract({
  name: 'receiveVehicle',
  method: 'POST',
  path: '/api/vehicles',
  summary: 'Take a car into stock, or note one that is on its way',
  access: { noun: 'vehicles', verb: 'create' },
  body: NewVehicle,
  status: 201,
  answer: z.object({
    id: Id,
    episodeId: Id,
    stockNumber: z.string(),
    version: Version,
    warnings: z.array(VinWarning),
  }),
  problems: [
    'request.invalid',
    'request.not-found',
    'organisation.choose',
    'vehicle.held-here',
    'vehicle.held-elsewhere',
    'vehicle.stock-number-taken',
  ],
})

export const VehicleEdit = z
  .strictObject({ ...car, ...stock, stockNumber: line(40), receivedOn: BusinessDate })
  .partial()
export type VehicleEdit = z.infer<typeof VehicleEdit>

export const editVehicle = contract({
  name: 'editVehicle',
  method: 'PATCH',
  path: '/api/vehicles/{id}',
  summary: 'Change VIN, price, cost, location, mileage, certificate …, on the version that was read',
  access: { noun: 'vehicles', verb: 'edit' },
  params: ById,
  body: VehicleEdit,
  ifMatch: true,
  answer: Written.extend({ warnings: z.array(VinWarning) }),
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'vehicle.closed',
    'vehicle.held-here',
    'vehicle.held-elsewhere',
    'vehicle.stock-number-taken',
  ],
})

export const passPdi = contract({
  name: 'passPdi',
  method: 'POST',
  path: '/api/vehicles/{id}/pdi',
  summary: 'Record that the pre-delivery inspection was passed',
  access: { noun: 'vehicles', verb: 'edit' },
  params: ById,
  answer: Written,
  problems: ['request.not-found', 'vehicle.pdi-already-passed', 'vehicle.not-in-stock', 'vehicle.closed'],
})

export const recordArrival = contract({
  name: 'recordArrival',
  method: 'POST',
  path: '/api/vehicles/{id}/arrival',
  summary: 'Record that an ordered car has come in',
  access: { noun: 'vehicles', verb: 'edit' },
  params: ById,
  body: z.strictObject({ receivedOn: BusinessDate.optional() }),
  answer: Written,
  problems: ['request.invalid', 'request.not-found', 'vehicle.already-in-stock', 'vehicle.closed'],
})
