import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowDigest } from './row-digest.ts'

const row = fc.string({ unit: 'binary' }).map(text => text.replaceAll('\n', ' '))

function digestOf(text: string, pieces: readonly number[] = []) {
  const bytes = Buffer.from(text)
  const digest = new RowDigest()
  let from = 0
  for (const length of pieces) {
    digest.update(bytes.subarray(from, from + length))
    from += length
  }
  digest.update(bytes.subarray(from))
  const hex = digest.digest()
  return { rows: digest.rows, hex }
}

const lines = (rows: readonly string[]) => rows.map(each => `${each}\n`).join('')

test('rows in another order, in other pieces, have the same digest', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(fc.nat(40)), (rows, pieces) => {
      const one = digestOf(lines(rows))
      expect(one.rows).toBe(rows.length)
      expect(digestOf(lines(rows.toReversed()), pieces)).toEqual(one)
    }),
  )
})

test('a row more, fewer, twice or changed has another one', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.nat(), (rows, random) => {
      const at = random % rows.length
      const { hex } = digestOf(lines(rows))
      expect(digestOf(lines(rows.toSpliced(at, 1))).hex).not.toBe(hex)
      expect(digestOf(lines([...rows, rows[at] ?? ''])).hex).not.toBe(hex)
      expect(digestOf(lines(rows.with(at, `${rows[at]}·`))).hex).not.toBe(hex)
    }),
  )
})
