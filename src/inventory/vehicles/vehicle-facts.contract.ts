import { z } from 'zod'
import { Id } from '../../platform/scalars.contract.ts'
import { Availability, CertificateState } from './vehicles.contract.ts'

/** What a sale needs to know of a car at the moment of acting. */
export const VehicleFacts = z.object({
  vehicleId: Id,
  episodeId: Id,
  trimId: Id.nullable(),
  vin: z.string().nullable(),
  /** stands at the store, not ordered or in transit */
  inStock: z.boolean(),
  availability: Availability,
  pdiPassed: z.boolean().nullable(),
  certificate: CertificateState.nullable(),
  /** of its odometer when it was last looked at */
  mileageKm: z.int().min(0).nullable(),
})
export type VehicleFacts = z.infer<typeof VehicleFacts>
