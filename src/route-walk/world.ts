import { defaultDefinition } from '../sales/process/default-definition.rules.ts'
import { type Browser, type ProductServer, startProductServer } from '../testing/product-server.ts'
import { type Attached, attach } from './attached.ts'
import { keyMarks, marksOf, staffMarks } from './marks.ts'
import { serials } from './serial.ts'
import type { Mark } from './sights.ts'
import {
  type Catalogue,
  done,
  type MadeCar,
  type MadeCustomer,
  type MadeSale,
  type Maker,
  makerAt,
  untilDelivered,
  untilPaid,
} from './stores.ts'
import { refusedImport } from './uploads.ts'
import { keyWalkers, nameOf, type Place, type Walker, walkers } from './walkers.ts'

/** What lies at a place, for questions and for nothing else: writes of the walk make their own. */
export interface Lot {
  readonly dealerId: string
  readonly ownerId: string | null
  readonly customer: MadeCustomer
  /** none among the delivered */
  readonly lead: { readonly id: string; readonly name: string; readonly phone: string } | null
  /** none in the pool */
  readonly sale: MadeSale | null
  readonly car: MadeCar | null
  /** none where there is no sale */
  readonly attached: Attached | null
}

export interface World {
  readonly server: ProductServer
  readonly catalogue: Catalogue
  readonly makers: Readonly<Record<'D1' | 'D2' | 'D3', Maker>>
  readonly lots: Readonly<Record<Place, Lot>>
  readonly administrator: Browser
  /** the session of each walker, or the client of a key */
  readonly clients: ReadonlyMap<string, Browser>
  /** the one session of a person: signing in takes as long as a hundred requests */
  readonly sessionOf: (username: string) => Promise<Browser>
  /** by store: the id of a key of its consultant */
  readonly keys: Readonly<Record<string, string>>
  /** by store: an import of customers, done, with a refused row */
  readonly imports: Readonly<Record<string, string>>
  /** by store: a delegation that its manager made */
  readonly delegations: Readonly<Record<string, string>>
  /** by store: the version of the process in force there; the neighbours have published their own */
  readonly processVersions: Readonly<Record<string, number>>
  readonly marks: readonly Mark[]
  readonly next: ReturnType<typeof serials>
}

export function makerOf(world: World, place: Place): Maker {
  if (place === 'far') return world.makers.D3
  return place.startsWith('neighbours') ? world.makers.D2 : world.makers.D1
}

/** Whom a record at a place belongs to. */
export function ownerAt(maker: Maker, place: Place): string | null {
  if (place === 'pool') return null
  return place === 'colleagues' || place === 'delivered' ? maker.staff.colleague : maker.staff.consultant
}

export function clientOf(world: World, walker: Walker): Browser {
  const client = world.clients.get(nameOf(walker))
  if (!client) throw new Error(`${nameOf(walker)} is not signed in`)
  return client
}

/** Three stores with their people, customers, leads, cars and sales, made through the API. */
export async function makeWorld(): Promise<World> {
  const server = await startProductServer()
  const { ids } = server.network
  await server.hire('r1.analyst', 'analyst', ids.R1)
  await server.hire('r1.administrator', 'administrator', ids.R1)
  const sessionOf = rememberSessions(server)
  const clients = new Map<string, Browser>()
  const usernames = walkers.map(walker => walker.username)
  await Promise.all(usernames.map(async username => clients.set(username, await sessionOf(username))))
  const administrator = clients.get('administrator')
  if (!administrator) throw new Error('nobody administers')
  const catalogue = await makeCatalogue(administrator)
  const next = serials(server.services.ports.now())
  const [D1, D2, D3] = await Promise.all([
    makerAt(server, sessionOf, 'D1', catalogue, next),
    makerAt(server, sessionOf, 'D2', catalogue, next),
    makerAt(server, sessionOf, 'D3', catalogue, next),
  ])
  const makers = { D1, D2, D3 }
  for (const walker of keyWalkers) clients.set(nameOf(walker), await keyClient(server, administrator, walker))
  const [mine, pool, colleagues, delivered, neighbours, neighboursDelivered, far] = await Promise.all([
    lotOf(server, D1, 'mine'),
    lotOf(server, D1, 'pool'),
    lotOf(server, D1, 'colleagues'),
    lotOf(server, D1, 'delivered'),
    lotOf(server, D2, 'neighbours'),
    lotOf(server, D2, 'neighbours-delivered'),
    lotOf(server, D3, 'far'),
  ])
  const lots = {
    mine,
    pool,
    colleagues,
    delivered,
    neighbours,
    'neighbours-delivered': neighboursDelivered,
    far,
  }
  const keys = await keysAt(administrator, Object.values(makers))
  const processVersions = await publishAt(administrator, makers)
  const delegations: Record<string, string> = {}
  for (const maker of Object.values(makers))
    delegations[maker.dealerId] = await delegateAt(maker, '2040-01-01')
  const imports: Record<string, string> = {}
  const importMarks: Mark[] = []
  for (const [maker, place] of [
    [D1, 'mine'],
    [D2, 'neighbours'],
    [D3, 'far'],
  ] as const) {
    const person = { name: `Rowena ${place} Fairley`, phone: next().phone }
    const id = await refusedImport(server, maker.manager, maker.dealerId, person)
    imports[maker.dealerId] = id
    importMarks.push({ kind: 'import', place, what: 'an import', text: id })
    for (const text of Object.values(person))
      importMarks.push({ kind: 'row', place, what: 'a row of a file', text })
  }
  const marks = [
    ...importMarks,
    ...marksOf(lots),
    ...staffMarks(makers),
    ...keyMarks(keys, makers),
    ...(await viewMarks(sessionOf)),
  ]
  return {
    server,
    catalogue,
    makers,
    lots,
    administrator,
    clients,
    sessionOf,
    keys,
    imports,
    processVersions,
    delegations,
    marks,
    next,
  }
}

/** Each store but the first sells by a process of its own. */
async function publishAt(
  administrator: Browser,
  { D1, D2, D3 }: World['makers'],
): Promise<Record<string, number>> {
  const { version: founded, ...definition } = defaultDefinition
  const versions: Record<string, number> = { [D1.dealerId]: founded }
  for (const { dealerId } of [D2, D3]) {
    const body = { organisationId: dealerId, definition }
    const headers = { 'if-match': `"${founded}"` }
    const made = await administrator.send('POST', '/api/processes', body, headers)
    versions[dealerId] = done<{ version: number }>(made).version
  }
  return versions
}

/** A colleague's private view, and one of the neighbour store's team: no walker sees either. */
async function viewMarks(sessionOf: World['sessionOf']): Promise<Mark[]> {
  const keep = async (username: string, place: Place, reach: string): Promise<Mark> => {
    const name = `View of ${username}`
    const body = { screen: 'sales', name, reach, query: {} }
    done(await (await sessionOf(username)).send('POST', '/api/saved-views', body))
    return { kind: 'view', place, what: 'a saved view', text: name }
  }
  return Promise.all([
    keep('d1.colleague', 'colleagues', 'private'),
    keep('d2.salesmanager', 'neighbours', 'team'),
  ])
}

async function keysAt(administrator: Browser, makers: readonly Maker[]): Promise<Record<string, string>> {
  const keys = makers.map(async ({ dealerId, staff }) => {
    const body = { staffId: staff.consultant, name: 'walked', scopes: ['sales:read'] }
    const made = await administrator.send('POST', '/api/api-keys', body)
    return [dealerId, done<{ id: string }>(made).id] as const
  })
  return Object.fromEntries(await Promise.all(keys))
}

function rememberSessions(server: ProductServer): World['sessionOf'] {
  const sessions = new Map<string, Promise<Browser>>()
  return username => {
    const session = sessions.get(username) ?? server.signedIn(username)
    sessions.set(username, session)
    return session
  }
}

async function makeCatalogue(administrator: Browser): Promise<Catalogue> {
  const model = { code: 'WALK', make: 'Forester', nameZh: '行者', nameEn: 'Walker' }
  const { id: modelId } = done<{ id: string }>(await administrator.send('POST', '/api/models', model))
  const trim = {
    code: 'WALK-1',
    nameZh: '舒适版',
    nameEn: 'Comfort',
    energy: 'petrol',
    listPriceMinor: 22_600_000,
    currency: 'CNY',
  }
  const made = await administrator.send('POST', `/api/models/${modelId}/trims`, trim)
  return { modelId, trimId: done<{ id: string }>(made).id }
}

async function keyClient(
  server: ProductServer,
  administrator: Browser,
  walker: Walker & { readonly scopes: readonly string[] },
): Promise<Browser> {
  const { id: staffId } = await server.owner
    .selectFrom('staff')
    .select('id')
    .where('username', '=', walker.username)
    .executeTakeFirstOrThrow()
  const body = { staffId, name: nameOf(walker), scopes: walker.scopes }
  const { secret } = done<{ secret: string }>(await administrator.send('POST', '/api/api-keys', body))
  return withKey(server.stranger(), secret)
}

export function withKey(browser: Browser, secret: string): Browser {
  const authorization = `Bearer ${secret}`
  return {
    ...browser,
    send: (method, url, body, headers = {}) => browser.send(method, url, body, { authorization, ...headers }),
  }
}

async function lotOf(server: ProductServer, maker: Maker, place: Place): Promise<Lot> {
  const ownerId = ownerAt(maker, place)
  const { dealerId } = maker
  if (ownerId === null)
    return {
      dealerId,
      ownerId,
      customer: await maker.customer(null),
      lead: await maker.lead(null),
      sale: null,
      car: null,
      attached: null,
    }
  const isDelivered = place === 'delivered' || place === 'neighbours-delivered'
  const steps = isDelivered
    ? ([...untilDelivered, 'handedOver'] as const)
    : (['booked', 'driverNamed', ...untilPaid] as const)
  const sale = await maker.sale(ownerId, ...steps)
  const lead = isDelivered ? null : await maker.lead(ownerId)
  const attached = await attach(server, { dealerId, id: sale.id })
  return { dealerId, ownerId, customer: sale.customer, lead, sale, car: sale.car, attached }
}

/** The store's manager names the sales manager as deputy for one day. */
export async function delegateAt({ dealerId, manager, staff }: Maker, day: string): Promise<string> {
  const body = { dealerId, deputyId: staff.salesManager, from: day, to: day }
  return done<{ id: string }>(await manager.send('POST', '/api/approvals/delegations', body)).id
}
