import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import {
  orderQuantity,
  orderQuantityAllUnits,
  orderQuantityIncremental,
  orderQuantityWithBackorders,
  planOrders,
  productionQuantity,
} from '../index.ts'
import { between } from '../testing/between.ts'

const seed = drawSeed('lot size')
const money = between(0.1, 100)

describe('order quantities', () => {
  // Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed.
  it('solve the printed examples and problems (3.1, 3.8, 3.2b, 3.22)', () => {
    const example = { fixedCost: 8, holdingCost: 0.225, demandRate: 1300 }
    expect(orderQuantity(example).quantity).toBeCloseTo(304.0467800264368, 9)
    expect(orderQuantity(example).cost).toBeCloseTo(68.41052550594829, 9)
    expect(orderQuantity({ fixedCost: 2250, holdingCost: 275, demandRate: 182_500 }).cost).toBeCloseTo(
      475_230.2073732266,
      6,
    )
    const waiting = orderQuantityWithBackorders({ ...example, stockoutCost: 5 })
    expect(waiting.quantity).toBeCloseTo(310.8125551589646, 9)
    expect(waiting.stockoutFraction).toBeCloseTo(0.043062200956938, 12)
    expect(waiting.cost).toBeCloseTo(66.921363550973254, 9)
    const problem = { fixedCost: 40, holdingCost: 40.05, stockoutCost: 60, demandRate: 2080 }
    expect(orderQuantityWithBackorders(problem).cost).toBeCloseTo(1999.1482444152125, 8)
    const made = productionQuantity({ fixedCost: 4, holdingCost: 0.08, demandRate: 80, productionRate: 110 })
    expect(made.quantity).toBeCloseTo(171.2697677155351, 9)
    expect(made.cost).toBeCloseTo(3.73679493197531, 10)
  })

  it('solve the printed example of all-units discounts (3.6)', () => {
    const lot = orderQuantityAllUnits(discounts)
    expect([lot.quantity, lot.region]).toEqual([800, 2])
    expect(lot.cost).toBeCloseTo(978.6, 9)
  })

  it('are cheaper than every other quantity, priced unit by unit', () => {
    const prices = fc
      .tuple(between(1, 9), fc.array(between(0.7, 1), { maxLength: 3 }))
      .map(([first, cuts]) => [
        first,
        ...cuts.map((_, i) => first * cuts.slice(0, i + 1).reduce((a, b) => a * b)),
      ])
    fc.assert(
      fc.property(prices, fc.integer({ min: 3, max: 60 }), money, (unitCosts, width, fixedCost) => {
        const breakpoints = unitCosts.map((_, i) => i * width * (i + 1))
        const question = { fixedCost, holdingRate: 0.3, demandRate: 50, breakpoints, unitCosts }
        const all = orderQuantityAllUnits(question)
        const incremental = orderQuantityIncremental(question)
        for (let quantity = 1; quantity < 1000; quantity += 1.5) {
          const region = breakpoints.findLastIndex(from => from <= quantity)
          const price = unitCosts[region]!
          expect(costOf(question, quantity, price * quantity)).toBeGreaterThan(all.cost - 1e-9)
          let paid = 0
          breakpoints.forEach((from, i) => {
            paid += unitCosts[i]! * Math.max(0, Math.min(quantity, breakpoints[i + 1] ?? quantity) - from)
          })
          expect(costOf(question, quantity, paid)).toBeGreaterThan(incremental.cost - 1e-9)
        }
        const bought = incremental.quantity
        let paid = 0
        breakpoints.forEach((from, i) => {
          paid += unitCosts[i]! * Math.max(0, Math.min(bought, breakpoints[i + 1] ?? bought) - from)
        })
        expect(incremental.cost).toBeCloseTo(costOf(question, bought, paid), 8)
      }),
      { seed, numRuns: 40 },
    )
  })

  it('scale with money, and approach each other at the ends', () => {
    fc.assert(
      fc.property(money, money, money, (fixedCost, holdingCost, demandRate) => {
        const plain = orderQuantity({ fixedCost, holdingCost, demandRate })
        const scaled = orderQuantity({ fixedCost: 7 * fixedCost, holdingCost: 7 * holdingCost, demandRate })
        expect(scaled.quantity / plain.quantity).toBeCloseTo(1, 10)
        expect(scaled.cost / plain.cost).toBeCloseTo(7, 8)
        const patient = orderQuantityWithBackorders({
          fixedCost,
          holdingCost,
          demandRate,
          stockoutCost: 1e12,
        })
        expect(patient.cost / plain.cost).toBeCloseTo(1, 8)
        const fast = productionQuantity({ fixedCost, holdingCost, demandRate, productionRate: 1e14 })
        expect(fast.quantity / plain.quantity).toBeCloseTo(1, 8)
      }),
      { seed, numRuns: 100 },
    )
    expect(orderQuantity({ fixedCost: 1e200, holdingCost: 1e-100, demandRate: 1e200 }).quantity).toBeLessThan(
      Infinity,
    )
    expect(orderQuantity({ fixedCost: 0, holdingCost: 1, demandRate: 5 })).toEqual({
      quantity: 0,
      cost: 0,
      cycle: 0,
    })
    expect(orderQuantity({ fixedCost: 1, holdingCost: 1, demandRate: 0 }).cycle).toBeNull()
  })

  it('refuse what has no answer, and name it', () => {
    expect(() => orderQuantity({ fixedCost: 1e308, holdingCost: 1e-308, demandRate: 1e308 })).toThrow(
      'other units',
    )
    expect(() => orderQuantity({ fixedCost: -8, holdingCost: 1, demandRate: 1 })).toThrow('fixedCost is -8')
    expect(() => orderQuantity({ fixedCost: 8, holdingCost: 0, demandRate: 1 })).toThrow('holdingCost is 0')
    expect(() =>
      productionQuantity({ fixedCost: 1, holdingCost: 1, demandRate: 5, productionRate: 5 }),
    ).toThrow('productionRate 5 is not above')
    expect(() => orderQuantityAllUnits({ ...discounts, breakpoints: [0, 800, 400] })).toThrow(
      'breakpoints[2] is 400',
    )
    expect(() => orderQuantityAllUnits({ ...discounts, unitCosts: [0.7, 0.8, 0.6] })).toThrow(
      'unitCosts[1] is 0.8',
    )
    expect(() => orderQuantityIncremental({ ...discounts, breakpoints: [0, 400] })).toThrow(
      '2 breakpoints and 3',
    )
  })
})

describe('the plan of orders', () => {
  it('solves the printed example and problems (3.9, 3.27, 3.29)', () => {
    const plan = planOrders({ demand: [90, 120, 80, 70], fixedCost: 500, holdingCost: 2 })
    expect([...plan.orders]).toEqual([210, 0, 150, 0])
    expect(plan.cost).toBe(1380)
    const second = planOrders({ demand: [150, 100, 80, 200], fixedCost: 120, holdingCost: 0.8 })
    expect([...second.orders]).toEqual([150, 180, 0, 200])
    expect(second.cost).toBeCloseTo(424, 10)
    const third = planOrders({ demand: [730, 580, 445, 650, 880], fixedCost: 100, holdingCost: 0.1 })
    expect([...third.orders]).toEqual([1310, 0, 1095, 0, 880])
    expect(third.cost).toBeCloseTo(423, 10)
    expect([
      ...planOrders({ demand: [200, 200, 200, 200, 200], fixedCost: 100, holdingCost: 0.1 }).orders,
    ]).toEqual([400, 0, 600, 0, 0])
  })

  it('is the cheapest of all plans, by enumeration', () => {
    const units = fc.integer({ min: 0, max: 9 })
    const period = fc.tuple(
      units,
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
    )
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 8 }), periods => {
        const [demand, fixedCost, holdingCost, purchaseCost] = [0, 1, 2, 3].map(k =>
          periods.map(row => row[k]!),
        ) as [number[], number[], number[], number[]]
        const question = { demand, fixedCost, holdingCost, purchaseCost }
        const plan = planOrders(question)
        expect(priceOf(question, [...plan.orders])).toBeCloseTo(plan.cost, 9)
        let best = Infinity
        for (let chosen = 0; chosen < 2 ** demand.length; chosen++) {
          const orders = ordersOf(demand, chosen)
          if (orders) best = Math.min(best, priceOf(question, orders))
        }
        expect(plan.cost).toBeCloseTo(best, 9)
      }),
      { seed, numRuns: 150 },
    )
  })

  it('orders nothing for nothing, and each period its own where orders are free', () => {
    expect([...planOrders({ demand: [0, 0, 5, 0], fixedCost: 10, holdingCost: 1 }).orders]).toEqual([
      0, 0, 5, 0,
    ])
    expect(planOrders({ demand: [], fixedCost: 10, holdingCost: 1 }).cost).toBe(0)
    expect([...planOrders({ demand: [3, 4], fixedCost: 0, holdingCost: 1 }).orders]).toEqual([3, 4])
    expect(() => planOrders({ demand: [3, -4], fixedCost: 0, holdingCost: 1 })).toThrow('demand[1] is -4')
    expect(() => planOrders({ demand: [3, 4], fixedCost: [1], holdingCost: 1 })).toThrow(
      'fixedCost has 1 entries',
    )
  })
})

const discounts = {
  fixedCost: 8,
  holdingRate: 0.3,
  demandRate: 1300,
  breakpoints: [0, 400, 800],
  unitCosts: [0.75, 0.72, 0.68],
}

/** Money per time of orders of this quantity that cost `paid` each beside the fixed cost. */
function costOf(question: typeof discounts, quantity: number, paid: number): number {
  const { fixedCost, holdingRate, demandRate } = question
  return ((fixedCost + paid) * demandRate) / quantity + (holdingRate * paid) / 2
}

/** Orders in the chosen periods, each up to the next; undefined where the first demand has no order before it. */
function ordersOf(demand: number[], chosen: number): number[] | undefined {
  const orders = demand.map(() => 0)
  let at = -1
  for (let t = 0; t < demand.length; t++) {
    if (chosen & (1 << t)) at = t
    if (demand[t] === 0) continue
    if (at < 0) return undefined
    orders[at]! += demand[t]!
  }
  return orders
}

function priceOf(
  question: { demand: number[]; fixedCost: number[]; holdingCost: number[]; purchaseCost: number[] },
  orders: number[],
): number {
  let [stock, cost] = [0, 0]
  orders.forEach((order, t) => {
    if (order > 0) cost += question.fixedCost[t]! + order * question.purchaseCost[t]!
    stock += order - question.demand[t]!
    cost += stock * question.holdingCost[t]!
  })
  return cost
}
