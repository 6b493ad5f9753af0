import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { stageCodes } from '../process/sale.contract.ts'
import { isShowing, outcomeOf, sourceOf } from './receptions.rules.ts'

const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2_147_483_647)
console.info(`reception rules: seed ${seed}`)

const someone = fc.constantFrom('me', 'colleague', null)
const visitor = fc.option(fc.record({ ownerId: someone, sale: fc.option(fc.record({ ownerId: someone })) }))

test('a consultant never works on what is another’s, and whoever leads the team tells nobody', () => {
  fc.assert(
    fc.property(visitor, fc.boolean(), (known, reachesAll) => {
      const outcome = outcomeOf(known, { id: 'me', reachesAll })
      if (!known || reachesAll) expect(outcome).toBe(known?.sale ? 'recorded' : 'opened')
      else if (known.sale) expect(outcome).toBe(known.sale.ownerId === 'me' ? 'recorded' : 'owner-told')
      else expect(outcome).toBe(known.ownerId === 'colleague' ? 'owner-told' : 'opened')
    }),
    { seed },
  )
})

test('a visit is a showing where the process shows cars, a call never is', () => {
  const shown = stageCodes.filter(stage => isShowing(defaultDefinition, 'visit', stage))
  expect(shown).toEqual(['inquiry', 'showing', 'test-drive', 'negotiation'])
  expect(stageCodes.filter(stage => isShowing(defaultDefinition, 'call', stage))).toEqual([])
})

test('the source is preset by the way of coming, as far as the process has it', () => {
  expect(sourceOf(defaultDefinition, 'visit')).toBe('walk-in')
  expect(sourceOf(defaultDefinition, 'call')).toBe('phone')
  expect(sourceOf({ sources: ['portal', 'referral'] }, 'visit')).toBe('portal')
})
