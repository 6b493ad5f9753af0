import { z } from 'zod'
import { RevealReason } from '../../customers/people/contact-points.contract.ts'
import { contract } from '../../platform/contract.ts'
import { line } from '../../platform/scalars.contract.ts'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { DriverRelation, Id } from '../process/sale.contract.ts'

const Params = SaleParams.extend({ testDriveId: Id })

/** Somebody who drives in place of the customer. */
export const DriverInput = z.strictObject({
  name: line(80),
  relation: DriverRelation,
  /** In China the holder's identity number. */
  licenceNumber: line(40),
})
export type DriverInput = z.infer<typeof DriverInput>

export const nameDriver = step({
  name: 'nameDriver',
  path: '/api/sales/{id}/test-drives/{testDriveId}/driver',
  summary: 'Say who drives in place of the customer; their licence is then looked at, and they sign',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  /** driver null: the customer after all */
  body: z.strictObject({ driver: DriverInput.nullable() }),
  problems: ['request.invalid', 'test-drive.unknown', 'test-drive.customer-drives'],
})

export const readDriver = contract({
  name: 'readDriver',
  method: 'GET',
  path: '/api/sales/{id}/test-drives/{testDriveId}/driver',
  summary: 'Who drives in place of the customer, masked',
  access: { noun: 'test-drives', verb: 'read' },
  params: Params,
  answer: z.object({ name: z.string(), relation: DriverRelation, licenceMasked: z.string() }),
  problems: ['request.not-found'],
})

export const revealDriver = contract({
  name: 'revealDriver',
  method: 'POST',
  path: '/api/sales/{id}/test-drives/{testDriveId}/driver/reveals',
  summary: 'The licence number of whoever drives in place of the customer, logged with its reason',
  access: { noun: 'test-drives', verb: 'reveal' },
  params: Params,
  body: z.strictObject({ reason: RevealReason }),
  answer: z.object({ value: z.string() }),
  problems: ['request.not-found'],
})
