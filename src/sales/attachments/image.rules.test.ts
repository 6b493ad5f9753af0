import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readImage, withoutMetadata } from './image.rules.ts'
import { gifBytes, htmlBytes, jpegBytes, pngBytes, svgBytes, webpBytes } from './testing/images.ts'

const exif = [0xff, 0xe1, 0x00, 0x0a, ...Buffer.from('Exif\0\0GP')]

test('a JPEG, a PNG and a WebP are known by their bytes, with their size', () => {
  expect(readImage(jpegBytes())).toEqual({
    mediaType: 'image/jpeg',
    width: 3,
    height: 2,
    hasMetadata: false,
  })
  expect(readImage(pngBytes())).toMatchObject({ mediaType: 'image/png', width: 1, height: 1 })
  expect(readImage(webpBytes())).toMatchObject({ mediaType: 'image/webp', width: 5, height: 4 })
})

test('what calls itself an image and is none is refused', () => {
  for (const bytes of [svgBytes, htmlBytes, gifBytes, Buffer.alloc(0), Buffer.from([0xff, 0xd8])])
    expect(readImage(bytes)).toBeNull()
})

test('an image that is cut off, or that a page follows, is refused', () => {
  for (const whole of [jpegBytes(), pngBytes(), webpBytes()]) {
    for (let length = 0; length < whole.length; length += 1)
      expect(readImage(whole.subarray(0, length)), `cut at ${length}`).toBeNull()
    expect(readImage(Buffer.concat([whole, htmlBytes]))).toBeNull()
  }
})

test('a page hidden before the last marker of a JPEG is refused', () => {
  const hidden = Buffer.concat([jpegBytes(), htmlBytes, Buffer.from([0xff, 0xd9])])
  expect(readImage(hidden)).toBeNull()
})

test('where a photo was taken is found, and taken out', () => {
  const plain = jpegBytes()
  const tagged = Buffer.concat([plain.subarray(0, 2), Buffer.from(exif), plain.subarray(2)])
  expect(readImage(tagged)).toMatchObject({ hasMetadata: true })
  expect(Buffer.from(withoutMetadata(tagged)).equals(plain)).toBe(true)
  expect(withoutMetadata(pngBytes())).toEqual(pngBytes())
  expect(readImage(pngBytes('tEXt'))).toMatchObject({ hasMetadata: true })
  expect(readImage(webpBytes('EXIF'))).toMatchObject({ hasMetadata: true })
})

test('no bytes whatever make it throw', () => {
  const begun = fc.constantFrom(jpegBytes(), pngBytes(), webpBytes())
  const changed = fc
    .tuple(begun, fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }))
    .map(([bytes, changes]) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of changes) copy[at % copy.length] = value
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), bytes => {
      readImage(bytes)
      withoutMetadata(bytes)
    }),
    { numRuns: 3_000 },
  )
})
