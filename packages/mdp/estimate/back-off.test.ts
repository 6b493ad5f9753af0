import { describe, expect, it } from 'vitest'
import { backOff, mostLikelyStrength } from './back-off.ts'

const rows = [
  [30, 12, 8],
  [5, 9, 1],
  [70, 20, 30],
  [0, 3, 2],
]
const dealers = rows.map((counts, k) => ({ name: `dealer ${k}`, counts }))

describe('back-off', () => {
  it('finds the most likely strength (scipy 1.17 minimize_scalar over gammaln, xatol 1e-10)', () => {
    const network = backOff({ name: 'network', children: dealers })
    expect(network.strength! / 37.58897599850318).toBeCloseTo(1, 5)
    expect(
      mostLikelyStrength(
        [
          [900, 2100],
          [4000, 6000.5],
        ],
        [0.4, 0.6],
      ) / 45.73341509761669,
    ).toBeCloseTo(1, 4)
    ;[0.5509138381201044, 0.23237597911227154, 0.21671018276762402].forEach((p, i) => {
      expect(network.mean[i]).toBeCloseTo(p, 14)
    })
    ;[0.5789345800686886, 0.23672813690428568, 0.1843372830270259].forEach((p, i) => {
      expect(network.children[0]!.mean[i]).toBeCloseTo(p, 6)
    })
  })

  it('finds it for counts that are no whole numbers (mpmath, 30 digits, root of the derivative)', () => {
    const strength = mostLikelyStrength(
      [
        [300.5, 2.5, 7],
        [900, 1.5, 40],
        [20.5, 4.25, 0],
      ],
      [0.9, 0.03, 0.07],
    )
    expect(Math.abs(strength / 15.36150146293363 - 1)).toBeLessThan(1e-5)
  })

  it('is most likely there: no other strength scores higher by definition', () => {
    const mean = [0.5, 0.3, 0.2]
    const score = (strength: number) =>
      rows.reduce((sum, counts) => sum + logChance(counts, mean, strength), 0)
    const best = mostLikelyStrength(rows, mean)
    for (const factor of [0.3, 0.9, 0.999, 1.001, 1.1, 4])
      expect(score(best * factor)).toBeLessThan(score(best))
  })

  it('hands down what each level knows: network to group to dealer', () => {
    const tree = {
      name: 'network',
      children: [
        {
          name: 'north',
          children: [
            { name: 'a', counts: [8, 2] },
            { name: 'b', counts: [0, 0] },
          ],
        },
        { name: 'south', children: [{ name: 'c', counts: [1, 9] }] },
      ],
    }
    const network = backOff(tree, { prior: 1, strength: [4, 6], supportMin: 5 })
    const top = 10 / 22
    const north = (8 + 4 * top) / 14
    expect(network.mean[0]).toBeCloseTo(top, 14)
    expect(network.children[0]!.mean[0]).toBeCloseTo(north, 14)
    expect(network.children[0]!.children[0]!.mean[0]).toBeCloseTo((8 + 6 * north) / 16, 14)
    expect(network.children[0]!.children[1]).toMatchObject({ name: 'b', isUnsupported: true, support: 0 })
    expect(network.children[0]!.children[1]!.mean[0]).toBeCloseTo(north, 14)
    expect(network.children[1]!.children[0]).toMatchObject({
      support: 10,
      isUnsupported: false,
      strength: null,
    })
  })

  it('lets dealers that agree take the word of the network, and those that do not keep their own', () => {
    const agree = backOff({
      name: 'n',
      children: [1, 2, 3].map(k => ({ name: `${k}`, counts: [20 * k, 20 * k] })),
    })
    expect(agree.strength).toBe(1e6)
    const differ = backOff({
      name: 'n',
      children: [
        [500, 1],
        [1, 500],
      ].map((counts, k) => ({ name: `${k}`, counts })),
    })
    expect(differ.strength).toBeLessThan(2)
    expect(differ.children[0]!.mean[0]).toBeGreaterThan(0.99)
    const silent = backOff({ name: 'n', children: [{ name: 'a', counts: [0, 0] }] })
    expect(silent.children[0]!.mean[0]).toBe(0.5)
  })

  it('refuses rows of different length, nodes without counts, and what cannot have been counted', () => {
    const bad = {
      name: 'n',
      children: [
        { name: 'a', counts: [1, 2] },
        { name: 'b', counts: [1] },
      ],
    }
    expect(() => backOff(bad)).toThrow('a row of 1 counts stands beside one of 2')
    expect(() => backOff({ name: 'n' })).toThrow('n has neither')
    expect(() => backOff({ name: 'n', counts: [1, -1] })).toThrow('count 1')
    expect(() => backOff(bad, { strength: [-1] })).toThrow('strength 0')
    expect(() => mostLikelyStrength([[0, 3]], [1, 0])).toThrow('row 0: successor 1')
  })
})

/** The definition as a product, count by count: Polya's urn. */
function logChance(counts: number[], mean: number[], strength: number): number {
  let log = 0
  let drawn = 0
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++) log += Math.log((strength * mean[i]! + k) / (strength + drawn++))
  })
  return log
}
