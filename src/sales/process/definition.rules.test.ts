import { expect, test } from 'vitest'
import { defaultDefinition } from './default-definition.rules.ts'
import { fieldsOf, validateDefinition } from './definition.rules.ts'
import { ProcessDefinition } from './process.contract.ts'
import type { StageCode } from './sale.contract.ts'
import { after, attempt, opened } from './sale.fixtures.ts'

const codesOf = (change: Partial<ProcessDefinition>) => [
  ...new Set(validateDefinition({ ...defaultDefinition, ...change }).map(finding => finding.code)),
]
const { stages, transitions } = defaultDefinition

test('the default definition is sound', () => {
  expect(ProcessDefinition.parse(defaultDefinition)).toEqual(defaultDefinition)
  expect(validateDefinition(defaultDefinition)).toEqual([])
})

test('a process without showings or test drives is sound once nothing leads there', () => {
  const shorter: StageCode[] = stages.filter(stage => stage !== 'showing' && stage !== 'test-drive')
  const steps = transitions
    .filter(({ action }) => action !== 'record-showing' && action !== 'start-test-drive')
    .map(each => ({ ...each, from: each.from.filter(stage => shorter.includes(stage)) }))
  const change = { stages: shorter, transitions: steps, slaHours: [] }
  expect(codesOf(change)).toEqual([])
  expect(
    attempt(opened(), 'record-showing', {}, { process: { ...defaultDefinition, ...change } }).refusal,
  ).toEqual({
    code: 'sale.stage-not-allowed',
    facts: { stage: 'inquiry', action: 'record-showing' },
  })
})

test('a stage that nothing leads to, and one that leads to no end, are found', () => {
  const noWayIn = transitions.filter(({ to }) => to !== 'negotiation')
  expect(codesOf({ transitions: noWayIn })).toEqual(['stage-unreachable'])
  const trap = transitions.map(each => ({ ...each, from: each.from.filter(stage => stage !== 'showing') }))
  const findings = validateDefinition({ ...defaultDefinition, transitions: trap })
  expect(findings).toContainEqual({ code: 'stage-endless', path: 'stages.1', facts: { stage: 'showing' } })
})

test('a needed stage left out, a doubled one and an unknown one are found', () => {
  expect(codesOf({ stages: stages.filter(stage => stage !== 'cancelled') })).toEqual([
    'stage-missing',
    'stage-unknown',
  ])
  expect(codesOf({ stages: [...stages, 'inquiry'] })).toEqual(['stage-duplicate'])
})

test('each meaning stays with its action: nothing else loses, signs, hands over or cancels', () => {
  const add = (transition: (typeof transitions)[number]) =>
    codesOf({ transitions: [...transitions, transition] })
  expect(add({ action: 'record-payment', from: ['after-sales'], to: null })).toEqual([
    'transition-leaves-end',
  ])
  expect(add({ action: 'record-showing', from: ['contract'], to: 'lost' })).toEqual(['transition-fixed'])
  expect(add({ action: 'hand-over', from: ['contract'], to: 'delivery' })).toEqual(['transition-fixed'])
  expect(add({ action: 'assign-owner', from: ['contract'], to: null })).toEqual(['transition-fixed'])
  expect(add({ action: 'record-showing', from: ['inquiry'], to: 'showing' })).toEqual([
    'transition-duplicate',
  ])
  expect(add({ action: 'record-showing', from: [], to: 'showing' })).toEqual(['list-empty'])
})

test('fields, checks, figures and lists are checked', () => {
  const field = { action: 'open-inquiry' as const, field: 'shoeSize' }
  const check = { stage: 'contract' as const, check: 'quote-sent' as const }
  expect(codesOf({ requiredFields: [field] })).toEqual(['field-unknown'])
  expect(codesOf({ checks: [check, check] })).toEqual(['check-duplicate'])
  expect(codesOf({ slaHours: [...defaultDefinition.slaHours, { stage: 'inquiry', hours: -1 }] })).toEqual([
    'sla-duplicate',
    'number-negative',
  ])
  expect(codesOf({ followUpDays: { ...defaultDefinition.followUpDays, H: -1 } })).toEqual(['number-negative'])
  expect(codesOf({ lossReasons: [] })).toEqual(['list-empty'])
  expect(codesOf({ lossReasons: ['price', 'price'] })).toEqual(['code-duplicate'])
  const limit = { role: 'consultant' as const, bps: 1 }
  expect(codesOf({ discountLimitsBps: [limit, limit] })).toEqual(['limit-duplicate'])
  expect(fieldsOf('record-showing')).toEqual(['showingId', 'visit'])
})

test('a check keeps a sale out of its stage until it is met', () => {
  const process: ProcessDefinition = {
    ...defaultDefinition,
    checks: [
      { stage: 'contract', check: 'quote-sent' },
      { stage: 'contract', check: 'deposit-paid' },
    ],
  }
  expect(attempt(opened(), 'sign-contract', {}, { process }).refusal).toEqual({
    code: 'sale.check-failed',
    facts: { stage: 'contract', check: 'quote-sent' },
  })
  const quoted = after(after(opened(), 'draft-quote'), 'send-quote')
  expect(attempt(quoted, 'sign-contract', {}, { process }).refusal?.facts).toMatchObject({
    check: 'deposit-paid',
  })
  const depositPayment = { id: opened().id, method: 'cash' }
  expect(after(quoted, 'sign-contract', { depositPayment }, { process }).stage).toBe('contract')
})
