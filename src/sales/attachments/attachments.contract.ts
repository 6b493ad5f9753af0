import { z } from 'zod'
import { RevealReason } from '../../customers/people/contact-points.contract.ts'
import { contract } from '../../platform/contract.ts'
import { ById, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { Strokes } from './strokes.rules.ts'

export const AttachmentKind = z.enum([
  'licence',
  'agreement-signature',
  'delivery-photo',
  'delivery-signature',
  'other',
])
export type AttachmentKind = z.infer<typeof AttachmentKind>
export const PhotoKind = AttachmentKind.exclude(['agreement-signature', 'delivery-signature'])
export type PhotoKind = z.infer<typeof PhotoKind>
export const SignatureKind = AttachmentKind.extract(['agreement-signature', 'delivery-signature'])
export type SignatureKind = z.infer<typeof SignatureKind>

/** What a step that is signed takes: the strokes, and which wording the person had before them. */
export const SignatureInput = z.strictObject({
  strokes: Strokes,
  textLanguage: z.enum(['zh', 'en']),
  /** as it came with the text: what has changed since it was shown is not signed */
  textSha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type SignatureInput = z.infer<typeof SignatureInput>

/** The wording that a signature stands under. */
export const SignedText = z.object({
  code: z.string(),
  version: z.string(),
  language: z.enum(['zh', 'en']),
  sha256: z.string(),
})
export type SignedText = z.infer<typeof SignedText>

export const Attachment = z.object({
  id: Id,
  kind: AttachmentKind,
  /** the test drive or the delivery that it belongs to */
  subjectId: Id.nullable(),
  mediaType: z.string(),
  byteLength: z.int(),
  sha256: z.string(),
  /** of a signature */
  text: SignedText.nullable(),
  addedBy: StaffName.nullable(),
  addedAt: Instant,
})
export type Attachment = z.infer<typeof Attachment>

export const listAttachments = contract({
  name: 'listAttachments',
  method: 'GET',
  path: '/api/sales/{id}/attachments',
  summary: 'The photos and signatures of a sale, newest first',
  access: { noun: 'attachments', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(Attachment) }),
  problems: ['request.not-found'],
})

const OfSale = z.object({ id: Id, attachmentId: Id })

/** The form's fields beside `file`. */
export const PhotoFields = z.strictObject({ kind: PhotoKind, subjectId: Id.optional() })

export const uploadPhoto = contract({
  name: 'uploadPhoto',
  method: 'POST',
  path: '/api/sales/{id}/attachments',
  summary: 'Add a photo to a sale: JPEG, PNG or WebP without metadata, as a form with `kind` and `file`',
  access: { noun: 'attachments', verb: 'create' },
  params: ById,
  body: 'upload',
  status: 201,
  answer: z.object({ id: Id, sha256: z.string() }),
  problems: [
    'request.invalid',
    'request.not-found',
    'request.too-large',
    'attachment.too-large',
    'attachment.not-an-image',
    'attachment.metadata',
    'attachment.too-many',
  ],
})

export const readPhoto = contract({
  name: 'readPhoto',
  method: 'GET',
  path: '/api/sales/{id}/attachments/{attachmentId}',
  summary: 'A photo of a sale; a licence only by a logged reveal',
  access: { noun: 'attachments', verb: 'read' },
  params: OfSale,
  answer: 'file',
  problems: ['request.not-found', 'attachment.reveal-required'],
})

export const revealPhoto = contract({
  name: 'revealPhoto',
  method: 'POST',
  path: '/api/sales/{id}/attachments/{attachmentId}/reveals',
  summary: 'A photo that shows a document, logged with its reason',
  access: { noun: 'attachments', verb: 'reveal' },
  params: OfSale,
  body: z.strictObject({ reason: RevealReason }),
  answer: 'file',
  problems: ['request.not-found'],
})

export const readSignature = contract({
  name: 'readSignature',
  method: 'GET',
  path: '/api/sales/{id}/attachments/{attachmentId}/strokes',
  summary: 'A signature as it was drawn',
  access: { noun: 'attachments', verb: 'read' },
  params: OfSale,
  answer: z.object({
    strokes: Strokes,
    /** the words that were signed, as they were */
    wording: z.string(),
    text: SignedText,
    signedAt: Instant,
    witness: StaffName.nullable(),
  }),
  problems: ['request.not-found'],
})
