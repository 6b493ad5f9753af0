import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { capitalAmount } from './capital-amount.rules.ts'

// A new seed each run; FORECOURT_SEED=… repeats one.
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2_147_483_647)
console.info(`capital amounts: seed ${seed}`)

test.each([
  [0, '零元整'],
  [1, '壹分'],
  [10, '壹角整'],
  [15, '壹角伍分'],
  [100, '壹元整'],
  [1_000, '壹拾元整'],
  [1_005, '壹拾元零伍分'],
  [10_100, '壹佰零壹元整'],
  [11_000, '壹佰壹拾元整'],
  [100_100, '壹仟零壹元整'],
  [140_950, '壹仟肆佰零玖元伍角整'],
  [600_714, '陆仟零柒元壹角肆分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [1_000_100, '壹万零壹元整'],
  [10_010_050, '壹拾万零壹佰元伍角整'],
  [20_030_000, '贰拾万零叁佰元整'],
  [100_000_000_00, '壹亿元整'],
  [100_010_000_00, '壹亿零壹万元整'],
  [100_000_001_00, '壹亿零壹元整'],
  [1_000_000_000_000_00, '壹万亿元整'],
  [-5_000_000, '负伍万元整'],
])('%i fen are %s', (minor, text) => {
  expect(capitalAmount(minor)).toBe(text)
})

const amount = fc.oneof(
  fc.integer({ min: 0, max: 100_000_000_00 }),
  fc.maxSafeNat(),
  // Amounts with runs of zeros, where the reading is hard.
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '7'), { minLength: 1, maxLength: 15 })
    .map(digits => Number(digits.join(''))),
)
const positive = amount.filter(minor => minor > 0)

function holds(amounts: fc.Arbitrary<number>, check: (minor: number) => void): void {
  const property = fc.property(amounts, minor => {
    check(minor)
  })
  fc.assert(property, { seed, numRuns: 2_000 })
}

describe('any amount', () => {
  it('reads back as the same number', () => {
    holds(amount, minor => expect(readBack(capitalAmount(minor))).toBe(minor))
  })

  it('has no two zeros beside each other, and none before a unit or at its end', () => {
    holds(positive, minor => expect(capitalAmount(minor)).not.toMatch(/零零|零[拾佰仟万亿元角分整]|零$|^零/))
  })

  it('ends in 整 exactly where there are no fen', () => {
    holds(amount, minor => expect(capitalAmount(minor).endsWith('整')).toBe(minor % 10 === 0))
  })

  it('is the same after 负 where money goes out', () => {
    holds(positive, minor => expect(capitalAmount(-minor)).toBe(`负${capitalAmount(minor)}`))
  })
})

it('takes whole fen alone', () => {
  expect(() => capitalAmount(0.5)).toThrow(RangeError)
  expect(() => capitalAmount(Number.NaN)).toThrow(RangeError)
})

/** Reads digit by digit and unit by unit, as a cashier does. */
function readBack(text: string): number {
  const [, yuan = '', jiao = '', fen = ''] = /^(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(text) ?? []
  return wholeOf(yuan) * 100 + digitOf(jiao) * 10 + digitOf(fen)
}

function wholeOf(text: string): number {
  for (const [name, size] of [
    ['亿', 1e8],
    ['万', 1e4],
    ['仟', 1e3],
    ['佰', 100],
    ['拾', 10],
  ] as const) {
    const at = text.lastIndexOf(name)
    if (at >= 0) return wholeOf(text.slice(0, at)) * size + wholeOf(text.slice(at + 1))
  }
  return digitOf(text.replaceAll('零', ''))
}

function digitOf(text: string): number {
  return text === '' ? 0 : '零壹贰叁肆伍陆柒捌玖'.indexOf(text)
}
