import { above, elsewhere, leaders, poolSellers, type Row, sellers } from './row.ts'
import type { Place } from './walkers.ts'
import { type Lot, makerOf, ownerAt, type World } from './world.ts'

/** "Own customers and sales; the pool (masked)"; the team; the whole store; masked above it. */
export const customerRows: Readonly<Record<string, Row>> = {
  'GET /api/customers': {
    kind: 'list',
    who: { ...poolSellers, ...above },
    ask: [
      () => ({ url: '/api/customers?limit=100' }),
      () => ({ url: '/api/customers?order=name&limit=100' }),
    ],
    shows: lot => [lot.customer.id],
  },
  'GET /api/customers/:id': {
    kind: 'record',
    who: { ...poolSellers, ...above },
    ask: lot => ({ url: `/api/customers/${lot.customer.id}` }),
    shows: lot => [lot.customer.id, lot.customer.phonePointId, lot.customer.phone.slice(-4)],
  },
  'GET /api/customers/export': {
    kind: 'list',
    who: leaders,
    ask: [
      () => ({ url: '/api/customers/export?format=csv' }),
      () => ({ url: '/api/customers/export?format=xlsx' }),
    ],
    shows: lot => [lot.customer.name],
  },
  'POST /api/customers': {
    kind: 'write',
    beyond: elsewhere,
    who: sellers,
    ask: lot => ({ url: '/api/customers', body: newCustomer(lot.dealerId, lot.ownerId) }),
    make: async (world, place) => {
      const maker = makerOf(world, place)
      return { url: '/api/customers', body: newCustomer(maker.dealerId, ownerAt(maker, place)) }
    },
  },
  'PATCH /api/customers/:id': {
    kind: 'write',
    who: sellers,
    ask: lot => ({ url: `/api/customers/${lot.customer.id}`, body: { note: 'walked' }, version: 1 }),
    make: async (world, place) => {
      const { id } = await freshCustomer(world, place)
      return { url: `/api/customers/${id}`, body: { note: 'walked' }, version: 1 }
    },
  },
  'POST /api/customers/:id/contact-points': {
    kind: 'write',
    who: sellers,
    ask: lot => ({ url: `/api/customers/${lot.customer.id}/contact-points`, body: newAddress }),
    make: async (world, place) => {
      const { id } = await freshCustomer(world, place)
      return { url: `/api/customers/${id}/contact-points`, body: newAddress }
    },
  },
  'POST /api/customers/:id/contact-points/:contactPointId/removal': {
    kind: 'write',
    who: sellers,
    ask: ({ customer }) => ({
      url: `/api/customers/${customer.id}/contact-points/${customer.phonePointId}/removal`,
    }),
    make: async (world, place) => {
      const { id, phonePointId } = await freshCustomer(world, place)
      return { url: `/api/customers/${id}/contact-points/${phonePointId}/removal` }
    },
  },
  'POST /api/customers/:id/reveals': {
    kind: 'write',
    who: sellers,
    ask: ({ customer }) => ({
      url: `/api/customers/${customer.id}/reveals`,
      body: { contactPointId: customer.phonePointId, reason: 'call' },
    }),
    make: async (world, place) => {
      const { id, idPointId } = await freshCustomer(world, place)
      return {
        url: `/api/customers/${id}/reveals`,
        body: { contactPointId: idPointId, reason: 'identity-check' },
      }
    },
  },
  'POST /api/customers/duplicate-checks': {
    kind: 'list',
    perLot: true,
    who: poolSellers,
    ask: [
      (_world: World, { customer: { name, phone } }: Lot) => ({
        url: '/api/customers/duplicate-checks',
        body: { name, phone },
      }),
    ],
    shows: lot => [lot.customer.id],
  },
  'GET /api/leads': {
    kind: 'list',
    who: { ...poolSellers, ...above },
    ask: [() => ({ url: '/api/leads?limit=100' })],
    shows: lot => [lot.lead?.id],
  },
  'GET /api/leads/export': {
    kind: 'list',
    who: leaders,
    ask: [() => ({ url: '/api/leads/export?format=csv' }), () => ({ url: '/api/leads/export?format=xlsx' })],
    shows: lot => [lot.lead?.name],
  },
  'GET /api/leads/summary': {
    kind: 'list',
    who: { ...poolSellers, ...above },
    ask: [() => ({ url: '/api/leads/summary' })],
    shows: () => [],
    counts: { of: lot => lot.lead !== null, in: body => (body as { open: number }).open },
  },
  'GET /api/leads/:id': {
    kind: 'record',
    who: { ...poolSellers, ...above },
    ask: lot => lot.lead && { url: `/api/leads/${lot.lead.id}` },
    shows: lot => [lot.lead?.id],
  },
  'POST /api/leads': {
    kind: 'write',
    beyond: elsewhere,
    who: leaders,
    ask: lot => ({ url: '/api/leads', body: { source: 'website', dealerId: lot.dealerId } }),
    make: async (world, place) => ({
      url: '/api/leads',
      body: { source: 'website', dealerId: makerOf(world, place).dealerId },
    }),
  },
  'POST /api/leads/:id/claim': {
    kind: 'write',
    who: poolSellers,
    at: ['pool'],
    ask: lot => lot.lead && { url: `/api/leads/${lot.lead.id}/claim` },
    make: async (world, place) => ({ url: `/api/leads/${await freshLead(world, place)}/claim` }),
  },
  'POST /api/leads/:id/assignment': {
    kind: 'write',
    who: sellers,
    ask: lot =>
      lot.lead && { url: `/api/leads/${lot.lead.id}/assignment`, body: { ownerId: null }, version: 1 },
    make: async (world, place) => ({
      url: `/api/leads/${await freshLead(world, place)}/assignment`,
      body: { ownerId: null },
      version: 1,
    }),
  },
  'POST /api/leads/:id/loss': {
    kind: 'write',
    who: sellers,
    ask: lot => lot.lead && { url: `/api/leads/${lot.lead.id}/loss`, body: { reason: 'other' } },
    make: async (world, place) => ({
      url: `/api/leads/${await freshLead(world, place)}/loss`,
      body: { reason: 'other' },
    }),
  },
  'POST /api/leads/:id/reveals': {
    kind: 'write',
    who: sellers,
    ask: lot => lot.lead && { url: `/api/leads/${lot.lead.id}/reveals`, body: { reason: 'call' } },
    make: async (world, place) => ({
      url: `/api/leads/${await freshLead(world, place)}/reveals`,
      body: { reason: 'call' },
    }),
  },
}

const newAddress = { kind: 'address', value: 'No. 9, Walking Street' }

function newCustomer(dealerId: string, ownerId: Lot['ownerId']) {
  return { dealerId, kind: 'person', name: 'Someone new', ownerId }
}

function freshCustomer(world: World, place: Place) {
  const maker = makerOf(world, place)
  return maker.customer(ownerAt(maker, place))
}

async function freshLead(world: World, place: Place): Promise<string> {
  const maker = makerOf(world, place)
  return (await maker.lead(ownerAt(maker, place))).id
}
