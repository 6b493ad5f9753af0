/** Small whole images, made by hand so that tests know each byte. */
export function jpegBytes(): Buffer {
  const jfif = [0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]
  const pixels = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
  return Buffer.from([0xff, 0xd8, ...jfif, ...frame, ...scan, ...pixels, 0xff, 0xd9])
}

/** One white pixel.
 *  @param extra a chunk of that name beside the pixels */
export function pngBytes(extra?: string): Buffer {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const pixels = Buffer.from('789c63f80f0001010100', 'hex')
  const more = extra ? [chunk(extra, Buffer.from('GPS'))] : []
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function webpBytes(extra?: string): Buffer {
  const frame = Buffer.from([0, 0, 0, 0x9d, 0x01, 0x2a, 5, 0, 4, 0, 0, 0])
  const more = extra ? [part(extra, Buffer.from('GPS!'))] : []
  const body = Buffer.concat([Buffer.from('WEBP'), part('VP8 ', frame), ...more])
  return part('RIFF', body)
}

export const svgBytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
export const htmlBytes = Buffer.from('<!doctype html><script>alert(1)</script>')
export const gifBytes = Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')

/** The checksum is not looked at: a decoder does. */
function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)])
}

function part(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from(name), length, body])
}
