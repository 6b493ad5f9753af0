import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depositOverFifth, earnestMinor, settleDeposit } from './deposit.rules.ts'

const price = 20_000_000

test('earnest money above a fifth of the price has no effect in its excess', () => {
  expect(earnestMinor('earnest-money', 5_000_000, price)).toBe(4_000_000)
  expect(earnestMinor('earnest-money', 4_000_000, price)).toBe(4_000_000)
  expect(earnestMinor('prepayment', 5_000_000, price)).toBe(0)
  expect(depositOverFifth('earnest-money', 4_000_000, price)).toBe(false)
  expect(depositOverFifth('earnest-money', 4_000_001, price)).toBe(true)
  expect(depositOverFifth('prepayment', 5_000_000, price)).toBe(false)
})

const agreed = { type: 'earnest-money' as const, earnestMinor: 4_000_000 }
const paid = { depositMinor: 5_000_000, totalMinor: 7_000_000 }

test('the buyer who defaults loses the earnest part, and nothing else', () => {
  expect(settleDeposit(agreed, paid, 'buyer')).toEqual({
    disposition: 'kept',
    keptMinor: 4_000_000,
    refundMinor: 3_000_000,
  })
})

test('the dealer who defaults returns the earnest part double', () => {
  expect(settleDeposit(agreed, paid, 'dealer')).toEqual({
    disposition: 'returned-double',
    keptMinor: 0,
    refundMinor: 11_000_000,
  })
})

test('without a defaulting party, and for a prepayment, everything is returned', () => {
  const all = { disposition: 'returned', keptMinor: 0, refundMinor: 7_000_000 }
  expect(settleDeposit(agreed, paid, 'none')).toEqual(all)
  expect(settleDeposit({ type: 'prepayment', earnestMinor: 0 }, paid, 'buyer')).toEqual(all)
  expect(settleDeposit({ type: 'prepayment', earnestMinor: 0 }, paid, 'dealer')).toEqual(all)
})

test('a deposit that was agreed and not paid is neither kept nor doubled', () => {
  expect(settleDeposit(agreed, { depositMinor: 0, totalMinor: 0 }, 'dealer')).toEqual({
    disposition: 'none',
    keptMinor: 0,
    refundMinor: 0,
  })
})

test('money is conserved whoever defaults', () => {
  const amounts = fc.record({ deposit: fc.nat(1e9), balance: fc.nat(1e9), price: fc.nat(1e9) })
  fc.assert(
    fc.property(amounts, fc.constantFrom('buyer', 'dealer', 'none'), (amount, party) => {
      const earnest = earnestMinor('earnest-money', amount.deposit, amount.price)
      const total = amount.deposit + amount.balance
      const settled = settleDeposit(
        { type: 'earnest-money', earnestMinor: earnest },
        { depositMinor: amount.deposit, totalMinor: total },
        party,
      )
      const penalty = party === 'dealer' ? Math.min(earnest, amount.deposit) : 0
      expect(settled.keptMinor + settled.refundMinor).toBe(total + penalty)
    }),
    { seed: 20260304 },
  )
})
