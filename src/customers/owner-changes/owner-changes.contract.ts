import { z } from 'zod'
import { Id, Instant, StaffName } from '../../platform/scalars.contract.ts'

/** Why a lead or a customer has another owner. */
export const OwnerCause = z.enum([
  'manager',
  'round-robin',
  'least-load',
  'claimed',
  'returned',
  'recycled',
  'succession',
])
export type OwnerCause = z.infer<typeof OwnerCause>

/** From whom to whom; null is the public pool. */
export const OwnerChange = z.object({
  id: Id,
  from: StaffName.nullable(),
  to: StaffName.nullable(),
  cause: OwnerCause,
  /** null: the system */
  by: StaffName.nullable(),
  at: Instant,
})
export type OwnerChange = z.infer<typeof OwnerChange>
