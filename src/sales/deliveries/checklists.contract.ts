import { z } from 'zod'
import { type AnswerOf, contract } from '../../platform/contract.ts'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { SignatureInput } from '../attachments/attachments.contract.ts'
import { CheckEntry, CheckPoint } from '../process/hand-over.contract.ts'
import { Id, Instant } from '../process/sale.contract.ts'

const CheckNote = z.string().trim().max(1000)

export const inspectCar = step({
  name: 'inspectCar',
  path: '/api/sales/{id}/delivery-checklist',
  summary: 'Record some or all points of the joint inspection; a list half filled is kept',
  noun: 'deliveries',
  body: z.strictObject({
    entries: z
      .array(
        z.strictObject({
          ...CheckEntry.shape,
          resolution: CheckEntry.shape.resolution.default(null),
          value: CheckEntry.shape.value.default(null),
          photoIds: CheckEntry.shape.photoIds.default([]),
          note: CheckNote.default(''),
        }),
      )
      .min(1)
      .max(20),
  }),
  problems: [
    'delivery.no-car',
    'delivery.checklist-signed',
    'delivery.point-twice',
    'delivery.reading-invalid',
    'attachment.unknown',
  ],
})

export const signChecklist = step({
  name: 'signChecklist',
  path: '/api/sales/{id}/delivery-checklist/signature',
  summary:
    'The customer signs what was inspected; null: on paper. Meets the item joint-inspection of the gate',
  noun: 'deliveries',
  body: z.strictObject({ signature: SignatureInput.nullable(), textLanguage: z.enum(['zh', 'en']) }),
  problems: [
    'delivery.checklist-missing',
    'delivery.checklist-open',
    'delivery.checklist-signed',
    'delivery.checklist-other-car',
    'sale.customer-missing',
    'signature.empty',
    'signature.text-differs',
  ],
})

export const readChecklist = contract({
  name: 'readChecklist',
  method: 'GET',
  path: '/api/sales/{id}/delivery-checklist',
  summary:
    'The joint inspection as recorded, in the words to be signed, with the hash that a signature names',
  access: { noun: 'deliveries', verb: 'create' },
  params: SaleParams,
  query: z.strictObject({ language: z.enum(['zh', 'en']).default('zh') }),
  answer: z.object({
    /** of the car under contract; empty before anything was looked at */
    entries: z.array(CheckEntry.extend({ note: z.string() })),
    open: z.array(CheckPoint),
    signed: z
      .object({
        signatureId: Id.nullable(),
        signedAt: Instant,
        contentSha256: z.string(),
        isAsStored: z.boolean(),
      })
      .nullable(),
    /** null while nothing was recorded */
    text: z
      .object({
        version: z.string(),
        language: z.enum(['zh', 'en']),
        title: z.string(),
        lines: z.array(z.string()),
        sha256: z.string(),
        signerName: z.string(),
      })
      .nullable(),
  }),
  problems: ['request.not-found'],
})
export type ReadChecklist = AnswerOf<typeof readChecklist>
