import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { coverValues, type RebalanceDealer, rebalance } from './rebalance.ts'

describe('rebalancing', () => {
  it('earns what the best of all ways to place the cars earns', () => {
    const seed = drawSeed('rebalance')
    const dealer = fc.record({
      stock: fc.integer({ min: 0, max: 3 }),
      carValues: fc
        .array(fc.integer({ min: -4, max: 12 }), { maxLength: 3 })
        .map(values => values.sort((a, b) => b - a)),
    })
    const lane = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(null))
    const problems = fc.record({
      dealers: fc.array(dealer, { minLength: 3, maxLength: 3 }),
      moveCost: fc.array(fc.array(lane, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    })
    fc.assert(
      fc.property(problems, ({ dealers, moveCost }) => {
        const named = dealers.map((each, index) => ({ ...each, name: `dealer ${index}` }))
        const plan = rebalance({ dealers: named, moveCost })
        expect(plan.converged).toBe(true)
        expect(plan.stock.reduce((sum, cars) => sum + cars, 0)).toBe(
          named.reduce((sum, each) => sum + each.stock, 0),
        )
        for (const move of plan.moves) expect(Number.isInteger(move.cars) && move.cars > 0).toBe(true)
        expect(plan.gain - plan.cost).toBeCloseTo(bestByTrial(named, moveCost), 6)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('leaves a car where moving gains no more than it costs', () => {
    const dealers = [
      { name: 'North', stock: 2, carValues: [500, 100] },
      { name: 'South', stock: 0, carValues: [400] },
    ]
    const at = (cost: number) =>
      rebalance({
        dealers,
        moveCost: [
          [0, cost],
          [cost, 0],
        ],
      })
    expect(at(300).moves).toEqual([])
    expect(at(299).moves).toEqual([{ from: 'North', to: 'South', cars: 1, cost: 299 }])
  })

  it('does not pass cars through a third dealer', () => {
    const dealers = [
      { name: 'A', stock: 1, carValues: [0] },
      { name: 'B', stock: 0, carValues: [] },
      { name: 'C', stock: 0, carValues: [9] },
    ]
    const moveCost = [
      [0, 1, null],
      [1, 0, 1],
      [null, 1, 0],
    ]
    expect(rebalance({ dealers, moveCost }).moves).toEqual([])
  })

  it('by days’ supply serves the barer dealer first', () => {
    const values = (dailySales: number) =>
      coverValues({ dailySales, targetDays: 45, valuePerCar: 900, maxUnits: 20 })
    const dealers = [
      { name: 'Full', stock: 12, carValues: values(0.1) },
      { name: 'Low', stock: 3, carValues: values(0.1) },
      { name: 'Bare', stock: 0, carValues: values(0.1) },
    ]
    const moveCost = dealers.map(() => dealers.map(() => 50))
    expect(Array.from(rebalance({ dealers, moveCost }).stock)).toEqual([5, 5, 5])
  })

  it('names the dealer or lane that is wrong', () => {
    const dealers = [{ name: 'A', stock: 1, carValues: [1] }]
    const moveCost = [[0]]
    const withFault = (fault: object) => () => rebalance({ dealers, moveCost, ...fault })
    expect(withFault({ moveCost: [] })).toThrow('moveCost has 0 rows for 1 dealers')
    expect(withFault({ moveCost: [[0, 1]] })).toThrow('moveCost row 0 has 2 values')
    expect(withFault({ dealers: [{ name: 'A', stock: -1, carValues: [] }] })).toThrow(
      'dealer "A": stock is -1',
    )
    expect(withFault({ dealers: [{ name: 'A', stock: 1, carValues: [1, 2] }] })).toThrow(
      'above the 1 before it',
    )
    expect(() => coverValues({ dailySales: -1, targetDays: 1, valuePerCar: 1, maxUnits: 1 })).toThrow(
      'dailySales',
    )
  })
})

/** Sends car by car everywhere in turn. Only as many as stand there may be without a place. */
function bestByTrial(dealers: readonly RebalanceDealer[], moveCost: readonly (readonly (number | null)[])[]) {
  const cars = dealers.flatMap(({ stock }, home) => Array<number>(stock).fill(home))
  const stock = dealers.map(() => 0)
  const worthOf = (count: readonly number[]) =>
    dealers.reduce(
      (sum, { carValues }, i) =>
        sum +
        Array.from(
          { length: count[i]! },
          (_, k) => carValues[k] ?? Math.min(0, carValues[carValues.length - 1] ?? 0),
        ).reduce((total, value) => total + value, 0),
      0,
    )
  const before = worthOf(dealers.map(dealer => dealer.stock))
  const send = (k: number, cost: number): number => {
    if (k === cars.length) {
      const isFull = dealers.some(({ carValues, stock: at }, i) => stock[i]! > Math.max(carValues.length, at))
      return isFull ? Number.NEGATIVE_INFINITY : worthOf(stock) - before - cost
    }
    const home = cars[k]!
    let best = Number.NEGATIVE_INFINITY
    for (let to = 0; to < dealers.length; to++) {
      const lane = to === home ? 0 : moveCost[home]![to]!
      if (lane === null) continue
      stock[to] = stock[to]! + 1
      best = Math.max(best, send(k + 1, cost + lane))
      stock[to] = stock[to]! - 1
    }
    return best
  }
  return send(0, 0)
}
