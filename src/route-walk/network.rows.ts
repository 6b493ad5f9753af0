import { sql } from 'kysely'
import { type Browser, type ProductServer, testPassword } from '../testing/product-server.ts'
import { above, elsewhere, everybody, type Row, storeStaff } from './row.ts'
import type { Place } from './walkers.ts'
import { type Lot, makerOf, type World } from './world.ts'

/** "Users, roles, process, import mappings, keys" of an administrator; the staff of the store for its manager. */
const keepsStaff = { 'dealer-manager': 'store', administrator: 'below' } as const
const administers = { administrator: 'below' } as const

export const networkRows: Readonly<Record<string, Row>> = {
  'GET /api/first-run': { kind: 'public', ask: () => ({ url: '/api/first-run' }), status: 200 },
  'POST /api/first-run': {
    kind: 'public',
    ask: () => ({ url: '/api/first-run', body: firstRun }),
    status: 409,
  },
  'POST /api/sign-in': {
    kind: 'public',
    ask: () => ({ url: '/api/sign-in', body: { username: 'nobody', password: 'no password at all' } }),
    status: 401,
  },
  'POST /api/sign-in/second-factor': {
    kind: 'public',
    ask: () => ({ url: '/api/sign-in/second-factor', body: { code: '000000' } }),
    status: 401,
  },
  'GET /api/me': {
    kind: 'self',
    ask: () => ({ url: '/api/me' }),
    status: 200,
    shows: walker => [`"${walker.username}"`],
  },
  'PUT /api/me/locale': {
    kind: 'self',
    ask: () => ({ url: '/api/me/locale', body: { locale: 'en' } }),
    status: 200,
    session: true,
  },
  'GET /api/sessions': {
    kind: 'self',
    ask: () => ({ url: '/api/sessions' }),
    status: 200,
    session: true,
    shows: () => ['"items"'],
  },
  'POST /api/sessions/:id/revocation': {
    kind: 'personal',
    make: ({ server }, _client, username) => openSession(server, username),
    ask: id => ({ url: `/api/sessions/${id}/revocation` }),
  },
  'POST /api/sign-out': {
    kind: 'self',
    ask: () => ({ url: '/api/sign-out' }),
    status: 200,
    session: true,
    ends: true,
  },
  'POST /api/password': credential(
    '/api/password',
    {
      currentPassword: 'not the password',
      newPassword: 'short',
    },
    'auth.weak-password',
  ),
  'POST /api/second-factor': credential('/api/second-factor', { password: 'not the password' }),
  'POST /api/second-factor/confirmation': credential(
    '/api/second-factor/confirmation',
    { code: '000000' },
    'auth.wrong-code',
  ),
  'POST /api/second-factor/removal': credential(
    '/api/second-factor/removal',
    { password: testPassword },
    'auth.second-factor-off',
  ),
  'GET /api/saved-views': {
    kind: 'self',
    ask: () => ({ url: '/api/saved-views?screen=sales' }),
    status: 200,
    shows: () => ['"items"'],
  },
  'POST /api/saved-views': {
    kind: 'self',
    ask: () => ({ url: '/api/saved-views', body: newView('customers') }),
    status: 201,
    session: true,
  },
  'PATCH /api/saved-views/:id': {
    kind: 'personal',
    make: (_world, client) => freshView(client),
    ask: id => ({ url: `/api/saved-views/${id}`, body: { name: 'Renamed' }, version: 1 }),
  },
  'POST /api/saved-views/:id/removal': {
    kind: 'personal',
    make: (_world, client) => freshView(client),
    ask: id => ({ url: `/api/saved-views/${id}/removal` }),
  },
  'GET /api/events/stream': { kind: 'stream' },
  'GET /api/organisations': {
    kind: 'list',
    who: everybody,
    ask: [() => ({ url: '/api/organisations' })],
    shows: lot => [lot.dealerId],
  },
  'GET /api/organisations/:id': {
    kind: 'record',
    who: everybody,
    ask: lot => ({ url: `/api/organisations/${lot.dealerId}` }),
    shows: lot => [lot.dealerId],
  },
  'POST /api/organisations': {
    kind: 'write',
    beyond: elsewhere,
    who: administers,
    ask: (lot, world) => ({ url: '/api/organisations', body: newOrganisation(world, regionOf(world, lot)) }),
    make: async (world, place) => ({
      url: '/api/organisations',
      body: newOrganisation(world, regionOf(world, world.lots[place])),
    }),
  },
  'PATCH /api/organisations/:id': {
    kind: 'write',
    who: administers,
    ask: lot => organisationEdit(lot.dealerId),
    make: async (world, place) => organisationEdit(await freshOrganisation(world, place)),
  },
  'POST /api/organisations/:id/move': {
    kind: 'write',
    who: administers,
    ask: (lot, world) => organisationMove(lot.dealerId, regionOf(world, lot)),
    make: async (world, place) =>
      organisationMove(await freshOrganisation(world, place), regionOf(world, world.lots[place])),
  },
  'GET /api/staff': {
    kind: 'list',
    who: { ...storeStaff, ...above, ...administers },
    ask: [() => ({ url: '/api/staff?limit=100' }), () => ({ url: '/api/staff?text=d&limit=100' })],
    shows: lot => (lot.ownerId === null ? [] : [lot.ownerId]),
  },
  'GET /api/staff/:id': {
    kind: 'record',
    who: { ...storeStaff, ...above, ...administers },
    ask: lot => (lot.ownerId === null ? null : { url: `/api/staff/${lot.ownerId}` }),
    shows: lot => (lot.ownerId === null ? [] : [lot.ownerId]),
  },
  'POST /api/staff': {
    kind: 'write',
    beyond: elsewhere,
    who: keepsStaff,
    ask: (lot, world) => ({ url: '/api/staff', body: newPerson(world, lot.dealerId) }),
    make: async (world, place) => ({
      url: '/api/staff',
      body: newPerson(world, makerOf(world, place).dealerId),
    }),
  },
  'PATCH /api/staff/:id': person(id => ({ url: `/api/staff/${id}`, body: { name: 'New name' }, version: 1 })),
  'PUT /api/staff/:id/roles': person(id => ({
    url: `/api/staff/${id}/roles`,
    body: { roles: [] },
    version: 1,
  })),
  'POST /api/staff/:id/deactivation': person(id => ({ url: `/api/staff/${id}/deactivation`, version: 1 })),
  'POST /api/staff/:id/reactivation': {
    ...person(id => ({ url: `/api/staff/${id}/reactivation`, version: 2 })),
    make: async (world: World, place: Place) => {
      const id = await freshPerson(world, place)
      const headers = { 'if-match': '"1"' }
      await world.administrator.send('POST', `/api/staff/${id}/deactivation`, undefined, headers)
      return { url: `/api/staff/${id}/reactivation`, version: 2 }
    },
  },
  'POST /api/staff/:id/password-reset': person(id => ({ url: `/api/staff/${id}/password-reset`, body: {} })),
  'GET /api/api-keys': {
    kind: 'list',
    who: administers,
    ask: [() => ({ url: '/api/api-keys' })],
    shows: (lot, { place }) => (place === 'mine' ? [`"${lot.ownerId}"`] : []), // the consultant's key
  },
  'POST /api/api-keys': {
    kind: 'write',
    who: administers,
    ask: lot => (lot.ownerId === null ? null : { url: '/api/api-keys', body: newKey(lot.ownerId) }),
    make: async (world, place) => ({
      url: '/api/api-keys',
      body: newKey(makerOf(world, place).staff.salesManager),
    }),
  },
  'POST /api/api-keys/:id/revocation': {
    kind: 'write',
    who: administers,
    ask: (lot, world) => ({ url: `/api/api-keys/${keyAt(world, lot)}/revocation` }),
    make: async (world, place) => {
      const body = newKey(makerOf(world, place).staff.finance)
      const made = await world.administrator.send('POST', '/api/api-keys', body)
      return { url: `/api/api-keys/${(made.body as { id: string }).id}/revocation` }
    },
  },
  'POST /api/demo/clearing': {
    kind: 'write',
    who: { atRoot: ['administrator'] },
    ask: () => ({ url: '/api/demo/clearing' }),
    make: async () => ({ url: '/api/demo/clearing' }),
    refuses: { administrator: 'demo.not-loaded' },
  },
}

export function newView(screen: string) {
  return { screen, name: 'Walked view', query: { order: 'amount' } }
}

async function freshView(client: Browser): Promise<string> {
  const made = await client.send('POST', '/api/saved-views', newView('vehicles'))
  return (made.body as { id: string }).id
}

const firstRun = {
  code: 'not the code',
  network: {
    kind: 'dealer',
    code: 'X1',
    nameZh: '新',
    nameEn: 'New',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  },
  administrator: { username: 'intruder', name: 'Intruder', password: 'some words unlike others' },
}

/** A second session, made past the API: each signing in takes as long as a hundred requests. */
async function openSession({ owner, services }: ProductServer, username: string): Promise<string> {
  const id = services.ports.newId()
  await sql`
    insert into auth.sessions (id, token, user_id, expires_at, created_at, updated_at)
    select ${id}, ${id}, id, now() + interval '1 hour', now(), now() from auth.users
     where username = ${username}`.execute(owner)
  return id
}

/** Let in, and refused for what was typed. */
function credential(url: string, body: object, code = 'auth.wrong-password') {
  return { kind: 'self', ask: () => ({ url, body }), status: 0, code, session: true } as const
}

function regionOf({ server }: World, lot: Lot): string {
  const { ids } = server.network
  return lot.dealerId === ids.D3 ? ids.R2 : ids.R1
}

function newOrganisation(world: World, parentId: string) {
  return { parentId, kind: 'dealer', code: world.next().invoiceNumber, nameZh: '新店', nameEn: 'New store' }
}

async function freshOrganisation(world: World, place: Place): Promise<string> {
  const body = newOrganisation(world, regionOf(world, world.lots[place]))
  const made = await world.administrator.send('POST', '/api/organisations', body)
  return (made.body as { id: string }).id
}

function organisationEdit(id: string) {
  return { url: `/api/organisations/${id}`, body: { nameEn: 'Renamed' }, version: 1 }
}

function organisationMove(id: string, parentId: string) {
  return { url: `/api/organisations/${id}/move`, body: { parentId }, version: 1 }
}

function newPerson(world: World, organisationId: string) {
  const username = world.next().invoiceNumber.toLowerCase()
  return { username, name: 'A newcomer', organisationId, roles: [{ role: 'consultant', organisationId }] }
}

/** Made past the API: a password for each would take longer than the rest of the walk. */
async function freshPerson({ server, next }: World, place: Place): Promise<string> {
  const dealerId = place === 'far' ? server.network.ids.D3 : dealerAt(server.network.ids, place)
  return server.hire(next().invoiceNumber.toLowerCase(), 'consultant', dealerId)
}

function dealerAt(ids: { D1: string; D2: string }, place: Place): string {
  return place.startsWith('neighbours') ? ids.D2 : ids.D1
}

function person(ask: (id: string) => { url: string; body?: object; version?: number }) {
  return {
    kind: 'write',
    who: keepsStaff,
    ask: (lot: Lot) => (lot.ownerId === null ? null : ask(lot.ownerId)),
    make: async (world: World, place: Place) => ask(await freshPerson(world, place)),
  } as const
}

function newKey(staffId: string) {
  return { staffId, name: 'walked', scopes: ['sales:read'] }
}

function keyAt(world: World, lot: Lot): string {
  return world.keys[lot.dealerId] ?? ''
}
