import {
  cashiers,
  elsewhere,
  keepers,
  missingId,
  poolSellers,
  type Row,
  sellers,
  type Who,
  type WriteRow,
} from './row.ts'
import { freshSale, step, stepOf } from './sales.rows.ts'
import { done, type Step, untilDelivered } from './stores.ts'
import type { Place } from './walkers.ts'
import { type Lot, makerOf, ownerAt, type World } from './world.ts'

const advisers = { 'service-adviser': 'delivered' } as const

/** Notes, contacts, consents, and the register of who came or called. */
export const doorRows: Readonly<Record<string, Row>> = {
  'POST /api/sales/:id/notes': onAnySale('noted', { ...sellers, ...keepers, ...cashiers, ...advisers }),
  'POST /api/sales/:id/contacts': onAnySale('contacted', { ...sellers, ...advisers }),
  'GET /api/consent-texts': {
    kind: 'list',
    who: sellers,
    ask: [() => ({ url: '/api/consent-texts' })],
    shows: () => ['"marketing"'],
  },
  'GET /api/customers/:id/consents': {
    kind: 'record',
    who: poolSellers,
    ask: lot => ({ url: `/api/customers/${lot.customer.id}/consents` }),
    shows: () => ['"may"'],
  },
  'POST /api/customers/:id/consents': {
    kind: 'write',
    who: sellers,
    ask: lot => ({ url: `/api/customers/${lot.customer.id}/consents`, body: consents }),
    make: async (world, place) => {
      const maker = makerOf(world, place)
      const { id } = await maker.customer(ownerAt(maker, place))
      return { url: `/api/customers/${id}/consents`, body: consents }
    },
  },
  'GET /api/receptions': {
    kind: 'list',
    who: sellers,
    ask: [() => ({ url: '/api/receptions' }), () => ({ url: '/api/receptions?waiting=true' })],
    shows: () => ['"counts"'],
  },
  'GET /api/receptions/export': {
    kind: 'list',
    who: sellers,
    ask: [
      () => ({ url: '/api/receptions/export?format=csv' }),
      () => ({ url: '/api/receptions/export?format=xlsx' }),
    ],
    shows: () => [],
  },
  'GET /api/receptions/form': {
    kind: 'list',
    who: sellers,
    ask: [() => ({ url: '/api/receptions/form' })],
    shows: () => ['"walk-in"'],
  },
  'POST /api/receptions/checks': {
    kind: 'list',
    perLot: true,
    who: poolSellers,
    ask: [
      (_world: World, { customer: { phone } }: Lot) => ({
        url: '/api/receptions/checks',
        body: { kind: 'visit', phone },
      }),
    ],
    shows: lot => [lot.customer.id],
  },
  'POST /api/receptions': {
    kind: 'write',
    beyond: elsewhere,
    who: sellers,
    ask: lot => ({ url: '/api/receptions', body: reception(lot.dealerId) }),
    make: async (world, place) => ({
      url: '/api/receptions',
      body: reception(makerOf(world, place).dealerId),
    }),
  },
  'POST /api/receptions/:id/taking': {
    kind: 'write',
    who: sellers,
    ask: () => ({ url: `/api/receptions/${missingId}/taking` }),
    make: async (world, place) => ({ url: `/api/receptions/${await waitingReception(world, place)}/taking` }),
  },
}

/** Every desk writes on the sales that it sees, the service adviser on those handed over. */
function onAnySale(name: Step, who: Who): WriteRow {
  return {
    ...step(name, [], who),
    at: ['colleagues', 'mine', 'delivered'],
    make: async (world: World, place: Place) => {
      const before: readonly Step[] = place === 'delivered' ? [...untilDelivered, 'handedOver'] : []
      return stepOf(world, await freshSale(world, place, before), name, place)
    },
  }
}

const consents = { channel: 'visit', decisions: [{ purpose: 'call', decision: 'given' }] }

function reception(dealerId: string) {
  return { dealerId, kind: 'visit', name: 'Someone at the door' }
}

/** Somebody's customer, received by another consultant of the store. */
async function waitingReception(world: World, place: Place): Promise<string> {
  const maker = makerOf(world, place)
  const ownerId = ownerAt(maker, place) ?? maker.staff.colleague
  const customer = await maker.customer(ownerId)
  const receiver = ownerId === maker.staff.consultant ? 'colleague' : 'consultant'
  const client = await world.sessionOf(`d1.${receiver}`)
  const body = { kind: 'visit', phone: customer.phone }
  return done<{ id: string }>(await client.send('POST', '/api/receptions', body)).id
}
