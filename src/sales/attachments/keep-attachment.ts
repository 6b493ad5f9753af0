import { createHash } from 'node:crypto'
import { z } from 'zod'
import { problem } from '../../platform/problem.ts'
import type { Seals } from '../../platform/server/crypto/seals.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import type { PhotoKind, SignatureInput, SignatureKind, SignedText } from './attachments.contract.ts'
import { type FoundAttachment, findAttachment, insertAttachment } from './attachments.sql.ts'
import { isSignature, Strokes } from './strokes.rules.ts'

const column = 'attachments.sealed'

/** A text that somebody signs, in the words of one language. */
export interface TextToSign {
  readonly code: string
  readonly version: string
  readonly language: 'zh' | 'en'
  readonly text: string
}

export function signedTextOf({ code, version, language, text }: TextToSign): SignedText {
  return { code, version, language, sha256: sha256Of(Buffer.from(text, 'utf8')).toString('hex') }
}

/** Keeps a signature in the step's own transaction: when the step is refused, it is gone with it.
 *  @param text what holds now, of the same language as was shown
 *  @returns the attachment's id
 *  @throws Problem signature.empty, signature.text-differs */
export async function keepSignature(
  { tx, sale, actor, now, newId }: ActScene,
  seals: Seals,
  given: { kind: SignatureKind; subjectId: string | null; input: SignatureInput; text: TextToSign },
): Promise<{ id: string; text: SignedText }> {
  const { kind, subjectId, input } = given
  const text = signedTextOf(given.text)
  if (!isSignature(input.strokes)) throw problem('signature.empty', { field: 'signature' })
  if (input.textSha256 !== text.sha256) throw problem('signature.text-differs', { field: 'signature' })
  const content = Buffer.from(JSON.stringify({ strokes: input.strokes, text: given.text.text }), 'utf8')
  const id = newId()
  await insertAttachment(tx, {
    ...sealedContent(seals, sale.dealerId, content),
    dealerId: sale.dealerId,
    id,
    saleId: sale.id,
    subjectId,
    kind,
    mediaType: 'application/json',
    text,
    staffId: actor.id,
    now,
  })
  return { id, text }
}

/** @throws Problem attachment.unknown when the sale has no such photo of that kind */
export async function requirePhoto(
  { tx, sale }: Pick<ActScene, 'tx' | 'sale'>,
  id: string,
  kind: PhotoKind,
): Promise<void> {
  const found = await findAttachment(tx, { dealerId: sale.dealerId, saleId: sale.id, id })
  if (found?.kind !== kind) throw problem('attachment.unknown', { field: 'photoId' })
}

export function sealedContent(seals: Seals, dealerId: string, content: Buffer) {
  return {
    byteLength: content.length,
    sha256: sha256Of(content),
    sealed: seals.sealBytes(content, dealerId, column),
  }
}

/** The bytes as they were taken in.
 *  @throws Error when what is stored is not what its hash says */
export function openContent(seals: Seals, dealerId: string, { id, sealed, sha256 }: FoundAttachment): Buffer {
  const content = seals.openBytes(sealed, dealerId, column)
  if (sha256Of(content).toString('hex') !== sha256)
    throw new Error(`attachment ${id} does not match its hash`)
  return content
}

/** The strokes with the very words that they stand under. */
const KeptSignature = z.object({ strokes: Strokes, text: z.string() })

export function openSignature(seals: Seals, dealerId: string, found: FoundAttachment) {
  return KeptSignature.parse(JSON.parse(openContent(seals, dealerId, found).toString('utf8')))
}

function sha256Of(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest()
}
