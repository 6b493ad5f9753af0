import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionKinds } from './action.contract.ts'
import { defaultDefinition } from './default-definition.rules.ts'
import { definitionChanges } from './definition-changes.rules.ts'
import type { ProcessDefinition } from './process.contract.ts'
import { targetOf } from './scene.rules.ts'

const changed = (change: Partial<ProcessDefinition>) =>
  definitionChanges(defaultDefinition, { ...defaultDefinition, ...change })

test('says nothing of a definition that is the same, whatever the order it is written in', () => {
  const { transitions, checks, slaHours } = defaultDefinition
  expect(changed({})).toEqual([])
  expect(
    changed({
      transitions: transitions.toReversed(),
      checks: checks.toReversed(),
      slaHours: slaHours.toReversed(),
    }),
  ).toEqual([])
})

test('says what came, what went and what is another now', () => {
  const transitions = defaultDefinition.transitions.map(each =>
    each.action === 'record-showing' ? { ...each, to: null } : each,
  )
  expect(changed({ transitions })).toContainEqual({
    kind: 'way',
    action: 'record-showing',
    stage: 'inquiry',
    before: 'showing',
    after: 'inquiry',
  })
  expect(changed({ reservationHours: 5, lossNeedsReview: false })).toEqual([
    { kind: 'value', name: 'lossNeedsReview', before: true, after: false },
    { kind: 'value', name: 'reservationHours', before: 72, after: 5 },
  ])
  expect(changed({ followUpDays: { ...defaultDefinition.followUpDays, H: 1 } })).toEqual([
    { kind: 'value', name: 'followUpDays.H', before: 2, after: 1 },
  ])
  expect(changed({ slaHours: [{ stage: 'inquiry', hours: 8 }] })).toContainEqual({
    kind: 'sla',
    stage: 'delivery',
    before: 72,
    after: null,
  })
  expect(changed({ sources: ['walk-in', 'radio'] })).toContainEqual({
    kind: 'code-added',
    list: 'sources',
    code: 'radio',
  })
  expect(changed({ requiredFields: [] })).toContainEqual({
    kind: 'field-optional',
    action: 'open-inquiry',
    field: 'ownerId',
  })
  expect(changed({ discountLimitsBps: [{ role: 'consultant', bps: 100 }] })).toContainEqual({
    kind: 'limit',
    role: 'consultant',
    modelId: null,
    before: 300,
    after: 100,
  })
  const modelId = '01990000-0000-7000-8000-0000000000aa'
  const forModel = [
    ...defaultDefinition.discountLimitsBps,
    { role: 'consultant' as const, bps: 500, modelId },
  ]
  expect(changed({ discountLimitsBps: forModel })).toEqual([
    { kind: 'limit', role: 'consultant', modelId, before: null, after: 500 },
  ])
})

const transition = fc.constantFrom(...defaultDefinition.transitions)

test('names each way that a sale could take and then could not, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(transition, { selector: each => each.action }), transitions => {
      const ways = changed({ transitions }).filter(each => each.kind === 'way')
      for (const action of actionKinds)
        for (const stage of defaultDefinition.stages) {
          const was = targetOf(defaultDefinition, action, stage) ?? null
          const is = targetOf({ ...defaultDefinition, transitions }, action, stage) ?? null
          const said = ways.find(each => each.action === action && each.stage === stage)
          expect(said ? [said.before, said.after] : [was, was]).toEqual([was, is])
        }
    }),
    { numRuns: 50 },
  )
})
