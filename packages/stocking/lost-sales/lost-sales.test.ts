import { describe, expect, it } from 'vitest'
import {
  discreteDemand,
  erlangLoss,
  evaluateLostSales,
  evaluatePeriodicLostSales,
  findLostSalesBaseStock,
  findPeriodicLostSalesBaseStock,
  newsvendor,
  poissonDemand,
} from '../index.ts'

describe('lost sales, watched all the time', () => {
  it('lose the share of the Erlang formula: B(n, a) = (aⁿ/n!) / Σ aᵏ/k!', () => {
    for (const [load, places] of [
      [0.5, 1],
      [2, 3],
      [10, 12],
      [40, 30],
    ] as const) {
      let term = 1
      let sum = 1
      for (let k = 1; k <= places; k++) {
        term *= load / k
        sum += term
      }
      expect(erlangLoss(load, places)).toBeCloseTo(term / sum, 12)
    }
    expect(erlangLoss(0, 0)).toBe(1)
    expect(erlangLoss(5, 0)).toBe(1)
    expect(erlangLoss(1e6, 1e6)).toBeCloseTo(Math.sqrt(2 / (Math.PI * 1e6)), 5) // B(a, a) ≈ √(2/(πa))
  })

  it('keep in the mean what the busy places leave: Little, S - λL(1 - B)', () => {
    const question = { demandRate: 3, leadTime: 2, holdingCost: 1, lostSaleCost: 25 }
    // Birth and death of units on order, solved state by state.
    const weights = [1]
    for (let k = 1; k <= 7; k++) weights.push((weights[k - 1]! * 6) / k)
    const sum = weights.reduce((a, b) => a + b)
    const onHand = weights.reduce((total, weight, ordered) => total + (weight / sum) * (7 - ordered), 0)
    expect(evaluateLostSales(question, 7).onHand).toBeCloseTo(onHand, 11)
    expect(evaluateLostSales(question, 7).cost).toBeCloseTo(onHand + (25 * 3 * weights[7]!) / sum, 10)
  })

  it('find the best of all levels, at a million too', () => {
    for (const lostSaleCost of [0.1, 1, 8, 300]) {
      const question = { demandRate: 2, leadTime: 1.5, holdingCost: 1, lostSaleCost }
      const best = findLostSalesBaseStock(question)
      for (let level = 0; level < 40; level++)
        expect(evaluateLostSales(question, level).cost).toBeGreaterThan(best.cost - 1e-12)
    }
    const large = findLostSalesBaseStock({ demandRate: 1e6, leadTime: 1, holdingCost: 1, lostSaleCost: 50 })
    expect(Math.abs(large.level / 1e6 - 1)).toBeLessThan(0.01)
    expect(
      findLostSalesBaseStock({ demandRate: 0, leadTime: 1, holdingCost: 1, lostSaleCost: 50 }).cost,
    ).toBe(0)
  })

  it('refuse what is no question, and name it', () => {
    const question = { demandRate: 2, leadTime: 1, holdingCost: 1, lostSaleCost: 9 }
    expect(() => findLostSalesBaseStock({ ...question, lostSaleCost: 0 })).toThrow('lostSaleCost is 0')
    expect(() => evaluateLostSales(question, 1.5)).toThrow('places is 1.5')
  })
})

describe('lost sales, reviewed every period', () => {
  const costs = { holdingCost: 1, lostSaleCost: 9 }

  it('without a lead time are the newsvendor', () => {
    const demand = poissonDemand(5)
    const best = findPeriodicLostSalesBaseStock({ ...costs, demand, leadTime: 0 })
    const newsboy = newsvendor({ demand, underageCost: 9, overageCost: 1 })
    expect(best.level).toBe(newsboy.level)
    expect(best.cost).toBeCloseTo(newsboy.cost, 10)
    expect(best.converged).toBe(true)
  })

  it('cost what a chain by hand costs', () => {
    // Level 1, one period under way, demand 0 or 1 with ½: on hand → 1 with ½ (not sold), else the order is on its way.
    const demand = discreteDemand([0, 1], [0.5, 0.5])
    const answer = evaluatePeriodicLostSales({ ...costs, demand, leadTime: 1 }, 1)
    // From on hand 1: kept (½) → 1, sold (½) → 0 with 0 under way; ordering brings the position back to 1 → 1 next.
    // Steady state: on hand 1 in ⅔ of the periods.
    expect(answer.onHand).toBeCloseTo((2 / 3) * 0.5, 9)
    expect(answer.lostSales).toBeCloseTo((1 / 3) * 0.5, 9)
  })

  it('cost what a long simulation of the same rules costs, with orders two periods under way', () => {
    const demand = discreteDemand([0, 1, 2], [0.3, 0.4, 0.3])
    const answer = evaluatePeriodicLostSales({ ...costs, demand, leadTime: 2 }, 4)
    let random = 12345
    const draw = () => {
      random = (Math.imul(random, 1664525) + 1013904223) >>> 0
      return random / 2 ** 32
    }
    let [onHand, lost, kept] = [0, 0, 0]
    let underWay = [2, 2]
    const periods = 300_000
    for (let t = 0; t < periods; t++) {
      onHand += underWay[0]!
      underWay = [underWay[1]!, 4 - onHand - underWay[1]!]
      const u = draw()
      const asked = u < 0.3 ? 0 : u < 0.7 ? 1 : 2
      lost += Math.max(0, asked - onHand)
      onHand = Math.max(0, onHand - asked)
      kept += onHand
    }
    expect(Math.abs(answer.lostSales - lost / periods)).toBeLessThan(0.006)
    expect(Math.abs(answer.onHand - kept / periods)).toBeLessThan(0.015)
  })

  it('find the best level, never above that of buyers who wait, and sell or lose every unit', () => {
    for (const leadTime of [1, 2]) {
      const question = { ...costs, demand: poissonDemand(1.5), leadTime }
      const best = findPeriodicLostSalesBaseStock(question)
      const waiting = newsvendor({
        demand: poissonDemand(1.5 * (leadTime + 1)),
        underageCost: 9,
        overageCost: 1,
      })
      expect(best.level).toBeLessThanOrEqual(waiting.level)
      for (let level = 0; level <= best.level + 4; level++)
        expect(evaluatePeriodicLostSales(question, level).cost).toBeGreaterThan(best.cost - 1e-9)
    }
  })

  it('say so when a limit ends the sweeps, and refuse chains that are too large', () => {
    const question = { ...costs, demand: poissonDemand(3), leadTime: 2 }
    expect(evaluatePeriodicLostSales(question, 8, { workMax: 500 })).toMatchObject({ converged: false })
    expect(() => evaluatePeriodicLostSales({ ...question, leadTime: 6 }, 60)).toThrow(
      'more than 60000 states',
    )
    expect(() => evaluatePeriodicLostSales({ ...question, leadTime: 7 }, 2)).toThrow('leadTime is 7')
  })
})
