import { expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { endStages, stageCodes } from '../process/sale.contract.ts'
import { endZones, stepTo } from './drop.rules.ts'

const open = stageCodes.filter(stage => !endStages.includes(stage))

test('a drop asks for the step that leads there in the default process', () => {
  for (const stage of open)
    for (const zone of stageCodes) {
      const step = stepTo(zone, { stage, lossProposed: true })
      if (step === null || step === 'book-test-drive') continue
      const transition = defaultDefinition.transitions.find(
        each => each.action === step && each.from.includes(stage),
      )
      expect([stage, zone, transition?.to]).toEqual([stage, zone, zone])
    }
})

test('every way forward to a stage is a drop, and a car on order is not lost but cancelled', () => {
  expect(stepTo('contract', { stage: 'inquiry', lossProposed: false })).toBe('sign-contract')
  expect(endZones({ stage: 'negotiation', lossProposed: false })).toEqual(['lost'])
  expect(endZones({ stage: 'contract', lossProposed: false })).toEqual(['cancelled'])
  expect(endZones({ stage: 'delivery', lossProposed: false })).toEqual(['after-sales', 'cancelled'])
})

test('a test drive that is booked is started, else one is booked', () => {
  const card = { stage: 'showing', lossProposed: false } as const
  expect(stepTo('test-drive', card)).toBe('book-test-drive')
  expect(stepTo('test-drive', { ...card, state: { testDrives: [] } })).toBe('book-test-drive')
})

test('a loss is proposed once and then reviewed', () => {
  expect(stepTo('lost', { stage: 'showing', lossProposed: false })).toBe('propose-loss')
  expect(stepTo('lost', { stage: 'showing', lossProposed: true })).toBe('confirm-loss')
})

test('a drop where the card already stands does nothing', () => {
  for (const stage of open) expect(stepTo(stage, { stage, lossProposed: false })).toBeNull()
})
