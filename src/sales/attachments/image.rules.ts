/** What the bytes themselves say they are. */
export interface Image {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly width: number
  readonly height: number
  /** Exif, XMP or text beside the pixels: where and with what a photo was taken */
  readonly hasMetadata: boolean
}

export const imageBytesMax = 4 * 1024 * 1024
export const imageSideMax = 6_000

/** Reads the frame of a JPEG, PNG or WebP, from its first byte to its last.
 *  @returns null for anything else, for one that is cut off, and for one that something else follows */
export function readImage(bytes: Uint8Array): Image | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const image = isPng(bytes) ? readPng(view) : isWebp(bytes) ? readWebp(view) : readJpeg(view)
  if (!image || image.width < 1 || image.height < 1) return null
  return image
}

function isPng(bytes: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((each, index) => bytes[index] === each)
}

function isWebp(bytes: Uint8Array): boolean {
  return bytes.length > 30 && textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP'
}

const pngMetadata = ['eXIf', 'tEXt', 'zTXt', 'iTXt']

function readPng(view: DataView): Image | null {
  let image: Image | null = null
  let hasPixels = false
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const length = view.getUint32(at)
    const name = textAt(view, at + 4, 4)
    const next = at + 12 + length
    if (next > view.byteLength) return null
    if (at === 8) {
      if (name !== 'IHDR' || length !== 13) return null
      const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)]
      image = { mediaType: 'image/png', width, height, hasMetadata: false }
    }
    if (image && pngMetadata.includes(name)) image = { ...image, hasMetadata: true }
    if (name === 'IDAT') hasPixels = true
    if (name === 'IEND') return next === view.byteLength && hasPixels ? image : null
    at = next
  }
  return null
}

function readWebp(view: DataView): Image | null {
  if (view.getUint32(4, true) + 8 !== view.byteLength) return null
  let size: { width: number; height: number } | null = null
  let hasMetadata = false
  for (let at = 12; at < view.byteLength; ) {
    if (at + 8 > view.byteLength) return null
    const [name, length] = [textAt(view, at, 4), view.getUint32(at + 4, true)]
    const body = at + 8
    const next = body + length + (length % 2)
    if (next > view.byteLength) return null
    if (name === 'EXIF' || name === 'XMP ') hasMetadata = true
    if (name === 'VP8 ' || name === 'VP8L') {
      size = webpSize(view, name, body, length)
      if (!size) return null
    }
    at = next
  }
  return size && { mediaType: 'image/webp', ...size, hasMetadata }
}

function webpSize(view: DataView, name: string, body: number, length: number) {
  if (length < 10) return null
  if (name === 'VP8 ') {
    if (view.getUint8(body + 3) !== 0x9d || view.getUint16(body + 4) !== 0x012a) return null
    const [width, height] = [view.getUint16(body + 6, true), view.getUint16(body + 8, true)]
    return { width: width & 0x3fff, height: height & 0x3fff }
  }
  if (view.getUint8(body) !== 0x2f) return null
  const bits = view.getUint32(body + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda]
const frames = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
/** Of the application segments only what decoders need: JFIF (0), the colour profile (2), Adobe's transform (14). */
const plainSegments = [0xe0, 0xe2, 0xee]

function readJpeg(view: DataView): Image | null {
  const { byteLength } = view
  if (byteLength < 4 || view.getUint16(0) !== (0xff00 | startOfImage)) return null
  if (view.getUint16(byteLength - 2) !== (0xff00 | endOfImage)) return null
  let size: { width: number; height: number } | null = null
  let hasMetadata = false
  for (let at = 2; at + 4 <= byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > byteLength) return null
    if (isMetadata(marker)) hasMetadata = true
    if (frames.includes(marker) && length >= 8)
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + length
    if (marker !== startOfScan) continue
    at = endOfScan(view, at)
    if (at + 2 === byteLength) return size && { mediaType: 'image/jpeg', ...size, hasMetadata }
  }
  return null
}

/** A JPEG without what was written beside its pixels: some browsers add an Exif block even to a drawn canvas.
 *  @returns the same bytes for what is no JPEG */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== (0xff00 | startOfImage)) return bytes
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== startOfScan) {
    const next = at + 2 + view.getUint16(at + 2)
    if (!isMetadata(view.getUint8(at + 1))) kept.push(bytes.subarray(at, next))
    at = next
  }
  kept.push(bytes.subarray(at))
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of kept) {
    whole.set(part, to)
    to += part.length
  }
  return whole
}

function isMetadata(marker: number): boolean {
  const isComment = marker === 0xfe
  return isComment || (marker >= 0xe0 && marker <= 0xef && !plainSegments.includes(marker))
}

/** The next marker after a scan's coded pixels: in these a 0xff is followed by 0 or by a restart. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; at + 1 < view.byteLength; at += 1) {
    if (view.getUint8(at) !== 0xff) continue
    const next = view.getUint8(at + 1)
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return view.byteLength
}

function textAt(bytes: Uint8Array | DataView, from: number, length: number): string {
  const start = bytes.byteOffset + from
  return String.fromCharCode(...new Uint8Array(bytes.buffer, start, length))
}
