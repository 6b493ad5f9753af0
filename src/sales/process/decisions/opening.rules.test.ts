import { expect, test } from 'vitest'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, later, newId, noon, opened, people, uuid } from '../sale.fixtures.ts'

const importer = { actor: people.importer }

test('an inquiry opens with its owner and a follow-up that falls due by the intent level', () => {
  const { sale, events } = attempt(null, 'open-inquiry', { intentLevel: 'H' }, { actor: people.consultant })
  expect(events?.map(event => event.action)).toEqual(['inquiry-opened', 'follow-up-planned'])
  expect(events?.[0]).toMatchObject({
    sequence: 1,
    stageBefore: null,
    stageAfter: 'inquiry',
    occurredAt: noon.at,
  })
  expect(sale).toMatchObject({
    stage: 'inquiry',
    sequence: 2,
    ownerId: people.consultant.id,
    inquiredOn: '2026-03-02',
    stageSince: noon.at,
    followUp: { dueOn: '2026-03-04' },
  })
})

test('a consultant opens inquiries for nobody else, a manager does', () => {
  const forColleague = { ownerId: people.colleague.id }
  const consultant = { actor: people.consultant }
  expect(attempt(null, 'open-inquiry', forColleague, consultant).refusal).toMatchObject({
    code: 'sale.forbidden',
    field: 'ownerId',
  })
  expect(after(null, 'open-inquiry', forColleague, { actor: people.salesManager }).ownerId).toBe(uuid(2))
  expect(attempt(null, 'open-inquiry', {}, { actor: people.finance }).refusal?.code).toBe('sale.forbidden')
})

test('a live inquiry names its customer, a known source and what the process requires', () => {
  expect(attempt(null, 'open-inquiry', { customerId: null }).refusal?.code).toBe('sale.customer-missing')
  expect(attempt(null, 'open-inquiry', { source: 'moon' }).refusal).toMatchObject({
    code: 'sale.code-unknown',
    field: 'source',
  })
  for (const field of ['intentLevel', 'followUp', 'ownerId'] as const) {
    expect(attempt(null, 'open-inquiry', { [field]: null }).refusal).toMatchObject({
      code: 'sale.field-missing',
      field,
    })
  }
})

test('a follow-up is not planned into the past', () => {
  const followUp = { id: newId(), dueOn: '2026-03-01' }
  expect(attempt(null, 'open-inquiry', { followUp }).refusal?.code).toBe('follow-up.due-in-past')
})

test('an imported lead may lack everything but its source, and unknown dates stay unknown', () => {
  const bare = { customerId: null, ownerId: null, intentLevel: null, followUp: null, source: 'paid-search' }
  const { sale, events } = attempt(null, 'open-inquiry', bare, importer)
  expect(events).toHaveLength(1)
  expect(events?.[0]).toMatchObject({ origin: 'import', occurredAt: null, durationSeconds: null })
  expect(sale).toMatchObject({ inquiredOn: null, stageSince: null, worked: false, origin: 'import' })
})

test('a sale is opened once', () => {
  expect(attempt(opened(), 'open-inquiry').refusal?.code).toBe('sale.already-open')
  expect(attempt(null, 'record-showing').refusal?.code).toBe('sale.not-found')
})

test('a snapshot sets the stage, and the end of it closes the sale on its day', () => {
  const stageSince = '2017-03-31T18:00:00.000Z'
  const contract = {
    id: newId(),
    episodeId: null,
    priceMinor: 105_400,
    currency: 'USD',
    signedAt: stageSince,
  }
  const sale = after(null, 'import-sale', { stage: 'after-sales', stageSince, contract }, importer)
  expect(sale).toMatchObject({
    stage: 'after-sales',
    stageSince,
    closedOn: '2017-04-01',
    currency: 'USD',
    contract: { priceMinor: 105_400, depositType: null },
    delivery: null,
  })
  const lost = after(null, 'import-sale', { stage: 'lost', stageSince: null, reason: 'price' }, importer)
  expect(lost).toMatchObject({ closedOn: null, loss: { state: 'confirmed', reason: 'price' } })
  const cancelled = after(null, 'import-sale', { stage: 'cancelled' }, importer)
  expect(cancelled).toMatchObject({ cancellation: { disposition: 'none', keptMinor: 0, refundMinor: 0 } })
})

test('the same snapshot again records nothing, whatever order jsonb gave its keys', () => {
  const fields = { saleId: newId(), number: 'S1', stage: 'negotiation' as const }
  const sale = after(null, 'import-sale', fields, importer)
  const reordered = Object.fromEntries(Object.entries(sale).reverse()) as typeof sale
  expect(attempt(reordered, 'import-sale', fields, importer)).toMatchObject({ events: [], sale })
})

test('a later snapshot brings an imported lead further and keeps what it does not say', () => {
  const lead = after(
    null,
    'open-inquiry',
    { customerId: uuid(40), inquiredAt: '2018-01-01T00:00:00.000Z' },
    importer,
  )
  const { sale, events } = attempt(
    lead,
    'import-sale',
    { stage: 'after-sales', customerId: null, inquiredAt: null, stageSince: '2018-01-03T00:00:00.000Z' },
    importer,
  )
  expect(sale).toMatchObject({ stage: 'after-sales', customerId: uuid(40), inquiredOn: '2018-01-01' })
  expect(events?.[0]?.durationSeconds).toBe(2 * 86_400)
})

test('a win dated before its first contact has no duration', () => {
  const lead = after(null, 'open-inquiry', { inquiredAt: '2018-01-03T00:00:00.000Z' }, importer)
  const won = { stage: 'after-sales' as const, stageSince: '2018-01-01T00:00:00.000Z' }
  const { events } = attempt(lead, 'import-sale', won, importer)
  expect(events?.[0]?.durationSeconds).toBeNull()
})

test('an import overwrites nothing that someone here has worked on, and reopens nothing', () => {
  const lead = after(null, 'import-sale', { stage: 'inquiry' }, importer)
  const worked = after(lead, 'record-showing')
  expect(attempt(worked, 'import-sale', {}, importer).refusal?.code).toBe('import.sale-worked')
  const lost = after(null, 'import-sale', { stage: 'lost' }, importer)
  expect(attempt(lost, 'import-sale', { stage: 'negotiation' }, importer).refusal?.code).toBe('sale.closed')
})

test('only an import imports, and only into stages that the process has', () => {
  expect(attempt(null, 'import-sale').refusal?.code).toBe('sale.forbidden')
  const process = {
    ...defaultDefinition,
    stages: defaultDefinition.stages.filter(stage => stage !== 'showing'),
  }
  const refused = attempt(null, 'import-sale', { stage: 'showing' }, { ...importer, process })
  expect(refused.refusal?.code).toBe('process.stage-missing')
})

test('a contract in another currency than the one already bound is refused', () => {
  const contract = { id: newId(), episodeId: null, priceMinor: 1, currency: 'USD', signedAt: null }
  const sale = after(null, 'import-sale', { contract }, importer)
  const other = { contract: { ...contract, currency: 'GBP' } }
  expect(attempt(sale, 'import-sale', other, importer).refusal?.code).toBe('sale.currency-differs')
})

test('an imported sale without a contract can still be signed in its stage', () => {
  const sale = after(null, 'import-sale', { stage: 'delivery', customerId: uuid(40) }, importer)
  const signed = after(sale, 'sign-contract', {}, { now: later(1) })
  expect(signed).toMatchObject({ stage: 'contract', worked: true, contract: { quoteId: null } })
})
