import { withoutMetadata } from './image.rules.ts'

const sideMax = 1_800
const quality = 0.85

/** A photo as it is sent: drawn anew, upright and small, so that nothing of where it was taken goes along.
 *  @throws DOMException when the file is not an image that the browser can read */
export async function shrinkPhoto(file: Blob): Promise<File> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, sideMax / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new DOMException('no canvas', 'NotSupportedError')
  context.fillStyle = '#fff' // a PNG may be see-through, a JPEG is not
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const drawn = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', quality))
  if (!drawn) throw new DOMException('not drawn', 'EncodingError')
  const bytes = withoutMetadata(new Uint8Array(await drawn.arrayBuffer()))
  return new File([bytes as Uint8Array<ArrayBuffer>], 'photo.jpg', { type: 'image/jpeg' })
}
