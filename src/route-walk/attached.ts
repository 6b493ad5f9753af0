import type { AttachmentKind } from '../sales/attachments/attachments.contract.ts'
import { insertAttachment } from '../sales/attachments/attachments.sql.ts'
import { sealedContent, signedTextOf } from '../sales/attachments/keep-attachment.ts'
import { jpegBytes } from '../sales/attachments/testing/images.ts'
import type { ProductServer } from '../testing/product-server.ts'

/** What hangs on a sale: a photo, a photo of a licence, a signature. */
export interface Attached {
  readonly photoId: string
  readonly licenceId: string
  readonly signatureId: string
}

export async function attach(
  { owner, services }: ProductServer,
  sale: { readonly dealerId: string; readonly id: string },
): Promise<Attached> {
  const { dealerId } = sale
  const keep = async (kind: AttachmentKind, content: Buffer, mediaType: string) => {
    const id = services.ports.newId()
    const text =
      mediaType === 'application/json'
        ? signedTextOf({ code: 'walked', version: '2026-01-01', language: 'en', text: 'walked' })
        : null
    const now = services.ports.now()
    const sealed = sealedContent(services.seals, dealerId, content)
    const made = { ...sealed, dealerId, id, saleId: sale.id, subjectId: null, kind, mediaType, text }
    await insertAttachment(owner, { ...made, staffId: null, now })
    return id
  }
  const signature = JSON.stringify({
    strokes: [
      [
        [0, 0, 0],
        [900, 300, 90],
      ],
    ],
    text: 'walked',
  })
  return {
    photoId: await keep('delivery-photo', jpegBytes(), 'image/jpeg'),
    licenceId: await keep('licence', jpegBytes(), 'image/jpeg'),
    signatureId: await keep('agreement-signature', Buffer.from(signature), 'application/json'),
  }
}
