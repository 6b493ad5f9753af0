import { expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { contracted, opened } from '../process/sale.fixtures.ts'
import { planOf } from './contact-plan.rules.ts'

const sale = opened() // level A, asked on 2 March: followed up on the 6th
const followUpId = sale.followUp?.id ?? null
const plan = (result: Parameters<typeof planOf>[2], level: Parameters<typeof planOf>[3], today: string) =>
  planOf(defaultDefinition, sale, result, level, today)

test('a contact on the due day, or after it, is the follow-up and plans the next by the level', () => {
  expect(plan('reached', null, '2026-03-06')).toEqual({ completes: followUpId, dueOn: '2026-03-10' })
  expect(plan('reached', 'H', '2026-03-08')).toEqual({ completes: followUpId, dueOn: '2026-03-10' })
})

test('before its day a follow-up stays as planned, unless the level changed', () => {
  expect(plan('reached', null, '2026-03-05')).toEqual({ completes: null, dueOn: null })
  expect(plan('reached', 'A', '2026-03-05')).toEqual({ completes: null, dueOn: null })
  expect(plan('reached', 'C', '2026-03-05')).toEqual({ completes: null, dueOn: '2026-03-20' })
})

test('who was not reached or wants a call back is called tomorrow', () => {
  expect(plan('no-answer', null, '2026-03-05')).toEqual({ completes: null, dueOn: '2026-03-06' })
  expect(plan('call-back', null, '2026-03-09')).toEqual({ completes: followUpId, dueOn: '2026-03-10' })
})

test('a result that the process does not know completes nothing, and an ended sale plans nothing', () => {
  const process = { ...defaultDefinition, followUpResults: ['reached'] }
  expect(planOf(process, sale, 'no-answer', null, '2026-03-06').completes).toBeNull()
  const ended = { ...contracted(), stage: 'after-sales' as const, followUp: null }
  expect(planOf(defaultDefinition, ended, 'no-answer', null, '2026-03-06')).toEqual({
    completes: null,
    dueOn: null,
  })
})
