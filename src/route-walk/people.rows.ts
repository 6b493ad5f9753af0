import { above, elsewhere, leaders, poolSellers, type Row, sellers, storeStaff } from './row.ts'
import type { Place } from './walkers.ts'
import { makerOf, ownerAt, type World } from './world.ts'

const keepsStore = { 'dealer-manager': 'store', administrator: 'below' } as const
const recordsAbsences = { ...leaders, administrator: 'below' } as const
const everyone = { ...storeStaff, ...above, administrator: 'below' } as const

/** Store rules, absences, invitations, who hands over to whom; first responses, the rota and the pool. */
export const peopleRows: Readonly<Record<string, Row>> = {
  'GET /api/store-rules': {
    kind: 'record',
    who: everyone,
    ask: lot => ({ url: `/api/store-rules?organisationId=${lot.dealerId}` }),
    shows: lot => [lot.dealerId],
  },
  'POST /api/store-rules': {
    kind: 'write',
    beyond: elsewhere,
    who: keepsStore,
    inTurn: true,
    ask: lot => newRules(lot.dealerId, 0),
    make: async (world, place) => {
      const { dealerId } = makerOf(world, place)
      const url = `/api/store-rules?organisationId=${dealerId}`
      const { body } = await world.administrator.send('GET', url)
      return newRules(dealerId, (body as { version: number }).version)
    },
  },
  'GET /api/staff/:id/absences': {
    kind: 'record',
    who: everyone,
    ask: lot => (lot.ownerId === null ? null : { url: `/api/staff/${lot.ownerId}/absences` }),
    shows: () => ['"items"'],
  },
  'POST /api/staff/:id/absences': {
    kind: 'write',
    who: recordsAbsences,
    ask: lot => (lot.ownerId === null ? null : newAbsence(lot.ownerId)),
    make: async (world, place) => newAbsence(await freshPerson(world, place)),
  },
  'POST /api/staff/:id/absences/:absenceId/cancellation': {
    kind: 'write',
    who: recordsAbsences,
    ask: lot =>
      lot.ownerId === null ? null : { url: `/api/staff/${lot.ownerId}/absences/${lot.ownerId}/cancellation` },
    make: async (world, place) => {
      const id = await freshPerson(world, place)
      const { url, body } = newAbsence(id)
      const made = await world.administrator.send('POST', url, body)
      return { url: `${url}/${(made.body as { id: string }).id}/cancellation` }
    },
  },
  'GET /api/invitations': {
    kind: 'list',
    who: keepsStore,
    ask: [() => ({ url: '/api/invitations' })],
    shows: () => ['"items"'],
  },
  'POST /api/invitations': {
    kind: 'write',
    beyond: elsewhere,
    who: keepsStore,
    ask: lot => ({ url: '/api/invitations', body: newInvitation(lot.dealerId) }),
    make: async (world, place) => ({
      url: '/api/invitations',
      body: newInvitation(makerOf(world, place).dealerId),
    }),
  },
  'POST /api/invitations/:id/revocation': {
    kind: 'write',
    who: keepsStore,
    ask: lot => ({ url: `/api/invitations/${lot.customer.id}/revocation` }),
    make: async (world, place) => {
      const body = newInvitation(makerOf(world, place).dealerId)
      const made = await world.administrator.send('POST', '/api/invitations', body)
      return { url: `/api/invitations/${(made.body as { id: string }).id}/revocation` }
    },
  },
  'POST /api/invitations/opening': {
    kind: 'public',
    ask: () => ({ url: '/api/invitations/opening', body: { secret: noSecret } }),
    status: 404,
  },
  'POST /api/invitations/acceptance': {
    kind: 'public',
    ask: () => ({
      url: '/api/invitations/acceptance',
      body: { secret: noSecret, username: 'walker', name: 'Walker', password: 'some words unlike others' },
    }),
    status: 404,
  },
  'GET /api/staff/:id/work': {
    kind: 'record',
    who: keepsStore,
    ask: lot => (lot.ownerId === null ? null : { url: `/api/staff/${lot.ownerId}/work` }),
    shows: () => ['"held"'],
  },
  'POST /api/staff/:id/succession': {
    kind: 'write',
    who: keepsStore,
    ask: lot => (lot.ownerId === null ? null : newSuccession(lot.ownerId)),
    make: async (world, place) => newSuccession(await freshPerson(world, place)),
  },
  'POST /api/leads/distribution': {
    kind: 'write',
    beyond: elsewhere,
    who: leaders,
    inTurn: true,
    ask: lot => ({ url: '/api/leads/distribution', body: { mode: 'least-load', dealerId: lot.dealerId } }),
    make: async (world, place) => {
      const { dealerId, lead } = makerOf(world, place)
      const leadIds = [(await lead(null)).id]
      return { url: '/api/leads/distribution', body: { mode: 'round-robin', dealerId, leadIds } }
    },
  },
  'POST /api/leads/:id/contacts': {
    kind: 'write',
    who: sellers,
    ask: lot => lot.lead && { url: `/api/leads/${lot.lead.id}/contacts`, body: newContact },
    make: async (world, place) => {
      const maker = makerOf(world, place)
      const { id } = await maker.lead(ownerAt(maker, place))
      return { url: `/api/leads/${id}/contacts`, body: newContact }
    },
  },
  'POST /api/customers/:id/claim': {
    kind: 'write',
    who: poolSellers,
    at: ['pool'],
    beyond: ['colleagues', 'neighbours', 'far'],
    ask: lot => ({ url: `/api/customers/${lot.customer.id}/claim` }),
    make: async (world, place) => {
      const { id } = await makerOf(world, place).customer(null)
      return { url: `/api/customers/${id}/claim` }
    },
  },
}

const noSecret = 'no-such-secret-as-this-one-here'
const newContact = { channel: 'call', result: 'reached' }

function newRules(organisationId: string, version: number) {
  return {
    url: '/api/store-rules',
    body: { organisationId, rules: { firstResponseMinutes: 45 } },
    version,
  }
}

function newAbsence(staffId: string) {
  return {
    url: `/api/staff/${staffId}/absences`,
    body: { firstDay: '2030-01-01', lastDay: '2030-01-02' },
  }
}

function newInvitation(organisationId: string) {
  return { organisationId, roles: [{ role: 'consultant', organisationId }] }
}

function newSuccession(staffId: string) {
  return {
    url: `/api/staff/${staffId}/succession`,
    body: { successorIds: [], leaves: false },
    version: 1,
  }
}

/** Made past the API: a password for each would take longer than the rest of the walk. */
function freshPerson(world: World, place: Place): Promise<string> {
  const { dealerId } = makerOf(world, place)
  return world.server.hire(world.next().invoiceNumber.toLowerCase(), 'consultant', dealerId)
}
