import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import type { Download, Upload } from '../../platform/server/http/wire.ts'
import type { Services } from '../../platform/server/services.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import {
  type AttachmentKind,
  listAttachments,
  PhotoFields,
  readPhoto,
  readSignature,
  revealPhoto,
  uploadPhoto,
} from './attachments.contract.ts'
import {
  attachmentsMax,
  countAttachments,
  type FoundAttachment,
  findAttachment,
  findAttachments,
  insertAttachment,
} from './attachments.sql.ts'
import { type Image, imageBytesMax, imageSideMax, readImage } from './image.rules.ts'
import { openContent, openSignature, sealedContent } from './keep-attachment.ts'

export function registerAttachments(app: FastifyInstance, services: Services): void {
  route(app, services, listAttachments, list)
  route(app, services, uploadPhoto, upload)
  route(app, services, readPhoto, read)
  route(app, services, revealPhoto, reveal, { claims: 'in-handler' })
  route(app, services, readSignature, signature)
}

async function list({ tx, scope, params }: Call<typeof listAttachments>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  return { items: await findAttachments(tx, sale.dealerId, params.id) }
}

async function upload(call: Call<typeof uploadPhoto>) {
  const { tx, scope, params, services, actor, now, newId } = call
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const { dealerId } = sale
  const given = call.upload as Upload
  const { kind, subjectId = null } = photoFields(given)
  const { mediaType } = photoIn(given.content)
  if ((await countAttachments(tx, dealerId, params.id)) >= attachmentsMax)
    throw problem('attachment.too-many', { limit: attachmentsMax })
  const id = newId()
  const content = sealedContent(services.seals, dealerId, given.content)
  const made = { ...content, dealerId, id, saleId: params.id, subjectId, kind, mediaType, text: null }
  await insertAttachment(tx, { ...made, staffId: actor.staffId, now })
  await call.audit({ dealerId, verb: 'created', noun: 'attachments', subjectId: id, facts: { kind } })
  call.announce(dealerId, `sales:${params.id}`)
  return { id, sha256: content.sha256.toString('hex') }
}

function photoFields({ fields }: Upload) {
  const parsed = PhotoFields.safeParse(fields)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, code, message }) => ({
    path: path.join('.'),
    code,
    message,
  }))
  throw problem('request.invalid', { count: errors.length, errors })
}

/** What the name and the sender say of a file counts for nothing: its bytes say what it is.
 *  @throws Problem attachment.too-large, attachment.not-an-image, attachment.metadata */
function photoIn(content: Buffer): Image {
  const image = content.length > imageBytesMax ? null : readImage(content)
  const side = image ? Math.max(image.width, image.height) : 0
  if (content.length > imageBytesMax || side > imageSideMax)
    throw problem('attachment.too-large', {
      bytes: content.length,
      side,
      limit: imageBytesMax,
      sideLimit: imageSideMax,
      field: 'file',
    })
  if (!image) throw problem('attachment.not-an-image', { field: 'file' })
  if (image.hasMetadata) throw problem('attachment.metadata', { field: 'file' })
  return image
}

/** Photos of documents are shown only after a reason was logged. */
const documents: readonly AttachmentKind[] = ['licence']

async function read(call: Call<typeof readPhoto>): Promise<Download> {
  const { dealerId, found } = await photoOf(call)
  if (documents.includes(found.kind)) throw problem('attachment.reveal-required')
  return download(call, dealerId, found)
}

/** The stored answer names the photo and holds nothing of it: a repeated request opens it again. */
async function reveal(call: Call<typeof revealPhoto>): Promise<Download> {
  const { tx, intent, now, params, body } = call
  const { dealerId, found } = await photoOf(call)
  const before = intent && (await claimIntent(tx, intent, now))
  if (before) replayed(before)
  else {
    const facts = { saleId: params.id, kind: found.kind, ...body }
    await call.audit({ dealerId, verb: 'revealed', noun: 'attachments', subjectId: found.id, facts })
    if (intent) await storeAnswer(tx, intent, 200, { attachmentId: found.id })
  }
  return download(call, dealerId, found)
}

async function signature(call: Call<typeof readSignature>) {
  const { dealerId, found } = await attachmentOf(call)
  if (!found.text) throw problem('request.not-found')
  const { strokes, text: wording } = openSignature(call.services.seals, dealerId, found)
  return { strokes, wording, text: found.text, signedAt: found.addedAt, witness: found.addedBy }
}

type OfAttachment = Pick<Call<typeof readPhoto>, 'tx' | 'scope' | 'params'>

async function attachmentOf({ tx, scope, params }: OfAttachment) {
  const sale = await findSale(tx, scope, params.id)
  const { attachmentId: id } = params
  const found = sale && (await findAttachment(tx, { dealerId: sale.dealerId, saleId: params.id, id }))
  if (!sale || !found) throw problem('request.not-found')
  return { dealerId: sale.dealerId, found }
}

async function photoOf(call: OfAttachment) {
  const of = await attachmentOf(call)
  if (of.found.text) throw problem('request.not-found')
  return of
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

function download({ services }: { services: Services }, dealerId: string, found: FoundAttachment): Download {
  return {
    fileName: `${found.kind}-${found.id.slice(-8)}.${endings[found.mediaType] ?? 'bin'}`,
    mediaType: found.mediaType,
    content: openContent(services.seals, dealerId, found),
  }
}
