import { expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import type { EventName } from '../process/event.contract.ts'
import type { StageCode } from '../process/sale.contract.ts'
import { after, contracted, opened } from '../process/sale.fixtures.ts'
import { stageTrack, visitsOf } from './stage-track.rules.ts'

const entry = (
  sequence: number,
  stageBefore: StageCode | null,
  stageAfter: StageCode,
  action: EventName = 'note-written',
) => ({
  action,
  sequence,
  stageBefore,
  stageAfter,
  occurredAt: `2026-03-0${sequence}T04:00:00.000Z`,
})

test('a new sale stands at its inquiry, and the contract asks for a customer it has', () => {
  const track = stageTrack(defaultDefinition, opened(), [{ stage: 'inquiry', enteredAt: null }])
  expect(track.map(({ state }) => state)).toEqual(['now', ...Array(6).fill('ahead')])
  const contract = track.find(({ stage }) => stage === 'contract')
  expect(contract).toMatchObject({ by: 'sign-contract', checks: [{ check: 'customer-known', met: true }] })
  expect(track.find(({ stage }) => stage === 'delivery')?.checks).toEqual([
    { check: 'car-named', met: false },
  ])
})

test('stages that a buyer did without are skipped, not past', () => {
  const track = stageTrack(defaultDefinition, contracted(), [
    { stage: 'inquiry', enteredAt: null },
    { stage: 'contract', enteredAt: null },
  ])
  expect(track.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
    'inquiry past',
    'showing skipped',
    'test-drive skipped',
    'negotiation skipped',
    'contract now',
    'delivery ahead',
    'after-sales ahead',
  ])
})

test('a lost sale shows how far it came, and no stage as the present one', () => {
  let sale = after(opened(), 'record-showing')
  sale = after(after(sale, 'propose-loss'), 'confirm-loss')
  const track = stageTrack(defaultDefinition, sale, [
    { stage: 'inquiry', enteredAt: null },
    { stage: 'showing', enteredAt: null },
    { stage: 'lost', enteredAt: null },
  ])
  expect(track.map(({ state }) => state)).toEqual(['past', 'past', ...Array(5).fill('ahead')])
})

test('the last entry into a stage counts, whichever way the timeline runs', () => {
  const entries = [entry(3, 'inquiry', 'contract'), entry(2, 'inquiry', 'inquiry'), entry(1, null, 'inquiry')]
  const expected = [
    { stage: 'contract', enteredAt: '2026-03-03T04:00:00.000Z' },
    { stage: 'inquiry', enteredAt: '2026-03-01T04:00:00.000Z' },
  ]
  expect(visitsOf(entries)).toEqual(expected)
  expect(visitsOf(entries.toReversed())).toEqual(expected.toReversed())
})

test('what a mistaken delivery led to was no visit, until it is reached again', () => {
  const mistaken = [
    entry(1, null, 'contract'),
    entry(2, 'contract', 'delivery', 'delivered'),
    entry(3, 'delivery', 'after-sales', 'handed-over'),
    entry(4, 'after-sales', 'contract', 'delivery-taken-back'),
  ]
  const stages = (entries: typeof mistaken) => visitsOf(entries).map(({ stage }) => stage)
  expect(stages(mistaken)).toEqual(['contract'])
  expect(stages(mistaken.toReversed())).toEqual(['contract'])
  expect(stages([...mistaken, entry(5, 'contract', 'delivery')])).toEqual(['contract', 'delivery'])
})
