import { describe, expect, it } from 'vitest'
import { daysSupply, inventoryCoefficient, stockTurn } from '../index.ts'

describe('supply', () => {
  it('counts days and months as NADA and CADA define them', () => {
    expect(daysSupply({ onHand: 86, sold: 41, days: 30 }).value).toBeCloseTo(62.926829268292686, 10)
    expect(daysSupply({ onHand: 86, sold: 150, days: 90 }).value).toBeCloseTo(51.6, 10)
    expect(inventoryCoefficient({ onHand: 86, monthSales: 41 })).toMatchObject({
      overWarning: true,
      level: 'warning',
    })
    expect(inventoryCoefficient({ onHand: 86, monthSales: 41 }).value).toBeCloseTo(2.097560975609756, 12)
    expect(stockTurn({ sold: 120, days: 365, averageOnHand: 30 }).value).toBeCloseTo(4, 12)
  })

  it('warns above the line, not on it', () => {
    expect(inventoryCoefficient({ onHand: 150, monthSales: 100 }).overWarning).toBe(false)
    expect(inventoryCoefficient({ onHand: 151, monthSales: 100 }).overWarning).toBe(true)
    expect(inventoryCoefficient({ onHand: 151, monthSales: 100, warningAt: 1.6 }).overWarning).toBe(false)
    const levels = [0.7, 1, 1.3, 2, 3].map(
      value => inventoryCoefficient({ onHand: value * 100, monthSales: 100 }).level,
    )
    expect(levels).toEqual(['low', 'reasonable', 'raised', 'warning', 'serious'])
  })

  it('says that there are no sales instead of giving infinitely many days', () => {
    expect(daysSupply({ onHand: 3, sold: 0, days: 30 })).toEqual({ value: null, reason: 'no sales' })
    expect(daysSupply({ onHand: 0, sold: 0, days: 30 })).toEqual({ value: 0, reason: null })
    expect(inventoryCoefficient({ onHand: 3, monthSales: 0 })).toMatchObject({
      value: null,
      overWarning: true,
    })
    expect(inventoryCoefficient({ onHand: 0, monthSales: 0 })).toMatchObject({ value: 0, overWarning: false })
    expect(stockTurn({ sold: 5, days: 30, averageOnHand: 0 })).toEqual({ value: null, reason: 'no stock' })
    expect(() => daysSupply({ onHand: -3, sold: 1, days: 30 })).toThrow('onHand is -3')
    expect(() => daysSupply({ onHand: 3, sold: 1, days: 0 })).toThrow('days is 0')
  })
})
