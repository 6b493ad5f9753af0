import { describe, expect, test } from 'vitest'
import { normal, pickWeighted, seededRandom, shuffled, uuidAt } from './random.ts'

const draws = 20_000

describe('seeded randomness', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const [one, same, other] = ['a', 'a', 'b'].map(seed => seededRandom(seed)) as [
      () => number,
      () => number,
      () => number,
    ]
    const firsts = Array.from({ length: 50 }, one)
    expect(Array.from({ length: 50 }, same)).toEqual(firsts)
    expect(Array.from({ length: 50 }, other)).not.toEqual(firsts)
  })

  test('numbers fill [0, 1) evenly', () => {
    const random = seededRandom('evenly')
    const tenths = new Array<number>(10).fill(0)
    for (let draw = 0; draw < draws; draw++) tenths[Math.floor(random() * 10)]! += 1
    for (const count of tenths) expect(Math.abs(count - draws / 10)).toBeLessThan(200)
  })

  test('normal has the mean and the deviation it was asked for', () => {
    const random = seededRandom('normal')
    const values = Array.from({ length: draws }, () => normal(random, 5, 2))
    const mean = values.reduce((sum, value) => sum + value, 0) / draws
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws
    expect(mean).toBeCloseTo(5, 1)
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1)
  })

  test('a weight is a share', () => {
    const random = seededRandom('weights')
    let heavy = 0
    for (let draw = 0; draw < draws; draw++) {
      if (pickWeighted(random, ['light', 'heavy'], option => (option === 'heavy' ? 3 : 1)) === 'heavy')
        heavy += 1
    }
    expect(heavy / draws).toBeCloseTo(0.75, 1)
  })

  test('shuffling keeps every item once', () => {
    const items = Array.from({ length: 100 }, (_, index) => index)
    const mixed = shuffled(seededRandom('mix'), items)
    expect(mixed).not.toEqual(items)
    expect([...mixed].sort((a, b) => a - b)).toEqual(items)
  })

  test('ids are UUIDv7 that sort by their moment', () => {
    const random = seededRandom('ids')
    const early = uuidAt(random, Date.parse('2024-05-01T00:00:00Z'))
    const late = uuidAt(random, Date.parse('2026-05-01T00:00:00Z'))
    for (const id of [early, late]) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(early < late).toBe(true)
  })
})
