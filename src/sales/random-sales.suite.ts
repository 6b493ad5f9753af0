import fc from 'fast-check'
import { type Selectable, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Approvals, Refunds, Sales } from '../platform/server/database/generated.ts'
import { saleColumns } from './acts/sale-columns.rules.ts'
import type { ActionKind, Actor } from './process/action.contract.ts'
import { replay } from './process/apply.rules.ts'
import { defaultDefinition } from './process/default-definition.rules.ts'
import type { SaleEvent } from './process/event.contract.ts'
import type { ProcessDefinition } from './process/process.contract.ts'
import { type Sale, stageCodes } from './process/sale.contract.ts'
import { insertStatutoryRates } from './processes/found-sales.ts'
import { expireReservations } from './sales.jobs.ts'
import { importedSale } from './testing/imported-sale.ts'
import { type Choice, choicesFor, requestFor, sentKinds } from './testing/random-requests.ts'
import { readEventsOf } from './testing/read-events.ts'
import { type SalesServer, startSalesServer } from './testing/sales-server.ts'
import { serveWaitlist } from './waitlist/serve-waitlist.ts'

/** Four people act at once on the same few sales and cars, over HTTP, on a real PostgreSQL.
 *  `FORECOURT_SEED=n` repeats a run, `FORECOURT_SEQUENCES=n` makes it shorter or longer. */
const shortest = 500
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2 ** 31)
const stepsPerPerson = 5
/** how often each step is taken at least, in how many sequences */
const oneIn = 100
const moreMax = 12
const everyKind = [...sentKinds, 'open-inquiry', 'expire-reservation'] as const

const closedStages: readonly string[] = ['lost', 'cancelled', 'after-sales']
/** the process in force at each store */
const newest = { D1: 3, D2: 2 } as const

let server: SalesServer
let address: string
let processes: Record<number, ProcessDefinition>
const accepted = new Map<ActionKind, number>()
const refused = new Map<string, number>()

beforeAll(async () => {
  server = await startSalesServer()
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  // The second store's reservations run out at once, so that the sweep has work; and there is a newer version to move to.
  const hasty = { ...defaultDefinition, version: 2, reservationHours: 0 }
  const newer = { ...defaultDefinition, version: 3 }
  processes = { 1: defaultDefinition, 2: hasty, 3: newer }
  const { newId } = server.services.ports
  await server.owner.transaction().execute(tx => insertStatutoryRates(tx, newId))
  const { ids } = server.network
  const at = server.clock.now().toISOString()
  for (const [organisation_id, definition] of [
    [ids.D2, hasty],
    [ids.D1, newer],
  ] as const)
    await server.owner
      .insertInto('process_definitions')
      .values({
        organisation_id,
        version: definition.version,
        document: JSON.stringify(definition),
        published_at: at,
      })
      .execute()
})
afterAll(() => server.close())

const posts = [
  'consultant',
  'colleague',
  'salesManager',
  'dealerManager',
  'finance',
  'inventoryManager',
] as const
const step = fc.record({
  post: fc.constantFrom(...posts, 'dealerManager' as const, 'dealerManager' as const),
  sale: fc.nat(9),
  choose: fc.nat(2 ** 31),
  random: fc.nat(2 ** 31),
  how: fc.constantFrom('plain', 'plain', 'plain', 'plain', 'plain', 'twice', 'twice', 'stale', 'wild'),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const sequence = fc.record({
  dealer: fc.constantFrom('D1' as const, 'D2' as const),
  people: fc.array(fc.array(step, { minLength: 2, maxLength: stepsPerPerson }), {
    minLength: 4,
    maxLength: 4,
  }),
})

export function randomSales(usual: number): void {
  const sequences = Number(process.env.FORECOURT_SEQUENCES ?? usual)
  const acceptedMin = Math.floor(sequences / oneIn)
  describe(`random sales (seed ${seed})`, () => {
    it(`hold every invariant over ${sequences} sequences of four people at once`, {
      timeout: 1_800_000,
    }, async () => {
      const property = fc.asyncProperty(sequence, async ({ dealer, people }) => {
        const world = await worldOf(dealer)
        await Promise.all(people.map(steps => act(world, steps)))
        await expireReservations(server.services, server.owner)
        await serveWaitlist(server.services, server.owner)
        await checkWorld(world)
      })
      await fc.assert(property, { numRuns: sequences, seed, endOnFailure: true })
      // Chance may leave a rare kind short: it gets more sequences, never fewer than were asked for.
      for (let more = 1; sequences >= shortest && rarest() < acceptedMin && more <= moreMax; more += 1)
        await fc.assert(property, { numRuns: 250, seed: seed + more, endOnFailure: true })
      report()
      const [yes, no] = [total(accepted), total(refused)]
      expect(yes / (yes + no), 'share of actions accepted').toBeGreaterThanOrEqual(0.3)
      if (sequences >= shortest)
        for (const kind of everyKind)
          expect(accepted.get(kind) ?? 0, `accepted ${kind}`).toBeGreaterThanOrEqual(acceptedMin)
      // Only a car that its holder gave up while another waited for it is offered: rarer than the rest.
      if (sequences >= shortest)
        expect(accepted.get('offer-car') ?? 0).toBeGreaterThanOrEqual(acceptedMin / 10)
    })

    it('cannot hold a car twice even past the program: the database refuses', async () => {
      const world = await makeWorld('D1')
      const [car] = world.cars
      const hold = (saleId: string) =>
        server.owner
          .insertInto('reservations')
          .values({
            dealer_id: world.dealerId,
            id: server.services.ports.newId(),
            episode_id: car?.episodeId ?? '',
            sale_id: saleId,
            state: 'active',
            reserved_at: server.clock.now().toISOString(),
          })
          .execute()
      await hold(world.saleIds[0] ?? '')
      await expect(hold(world.saleIds[1] ?? '')).rejects.toMatchObject({
        constraint: 'reservations_one_buyer_per_car',
      })
    })
  })
}

interface World {
  readonly dealer: 'D1' | 'D2'
  readonly dealerId: string
  readonly saleIds: string[]
  readonly customerId: string
  readonly cars: { episodeId: string; vin: string; trimId: string }[]
  /** accepted steps by sale, to compare with its events */
  readonly recorded: Map<string, number>
  /** what happened by itself, by kind and sale */
  readonly unattended: Map<string, number>
}

/** A world lasts for a few sequences, so that sales get as far as their delivery. */
const worlds = new Map<string, { world: World; sequencesLeft: number }>()
const sequencesPerWorld = 40

async function worldOf(dealer: 'D1' | 'D2'): Promise<World> {
  const known = worlds.get(dealer)
  if (known && known.sequencesLeft > 0) {
    known.sequencesLeft -= 1
    return known.world
  }
  const world = await makeWorld(dealer)
  worlds.set(dealer, { world, sequencesLeft: sequencesPerWorld - 1 })
  return world
}

async function makeWorld(dealer: 'D1' | 'D2'): Promise<World> {
  const staff = server.network.staff[dealer]
  const dealerId = server.network.ids[dealer]
  const cars = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => makeCar(dealer)))
  const customerId = await server.addCustomer(dealer)
  const saleIds: string[] = []
  const recorded = new Map<string, number>()
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const owner = index % 2 ? staff.colleague : staff.consultant
    const body = {
      customerId: await server.addCustomer(dealer, owner),
      source: 'walk-in',
      trimId: server.trimId,
    }
    const opened = await post(owner, '/api/inquiries', body, null, crypto.randomUUID())
    expect(opened.status, JSON.stringify(opened.body)).toBe(201)
    count(accepted, 'open-inquiry')
    saleIds.push(String(opened.body.id))
    recorded.set(String(opened.body.id), (opened.body.events as string[]).length)
  }
  const imported = await Promise.all([1, 2].map(() => importedSale(server, dealerId, staff.consultant)))
  for (const id of imported) recorded.set(id, 1)
  return {
    dealer,
    dealerId,
    saleIds: [...saleIds, ...imported],
    customerId,
    cars,
    recorded,
    unattended: new Map(),
  }
}

async function makeCar(dealer: 'D1' | 'D2') {
  const episodeId = await server.addCar(dealer)
  const row = await server.owner
    .selectFrom('stock_episodes')
    .innerJoin('vehicles', 'vehicles.id', 'stock_episodes.vehicle_id')
    .select('vin')
    .where('stock_episodes.id', '=', episodeId)
    .executeTakeFirstOrThrow()
  return { episodeId, vin: row.vin ?? '', trimId: server.trimId }
}

/** One person's steps, one after the other, among three others'. */
async function act(world: World, steps: readonly Step[]): Promise<void> {
  const staff = server.network.staff[world.dealer]
  for (const { post: role, sale: which, choose, random, how } of steps) {
    const actor = actorOf(role, staff[role])
    const chosen = await chooseSale(world, which, actor, choose, how)
    if (!chosen) continue
    const { sale, choice } = chosen
    const request = requestFor(
      choice,
      {
        sale,
        cars: world.cars,
        staffIds: [staff.consultant, staff.colleague],
        adviserId: staff.serviceAdviser,
        now: server.clock.now(),
        random,
      },
      world.customerId,
    )
    const version = how === 'stale' ? sale.sequence - 1 : sale.sequence
    const key = crypto.randomUUID()
    const send = () => post(staff[role], request.path, request.body, version, key)
    const answers = how === 'twice' ? await Promise.all([send(), send()]) : [await send()]
    const answer = answers.find(each => each.status === 201) ?? answers[0]
    if (!answer) continue
    for (const other of answers) {
      expect(other.status, `${request.path} ${JSON.stringify(other.body)}`).toBeLessThan(500)
      // One of two at once may have met the car in hands that then gave it back: no refusal is kept, so it asks again.
      const retried = answer.status === 201 && other.status !== 201 ? await send() : other
      if (answer.status === 201) expect(retried.body, 'a retry gets the first answer').toEqual(answer.body)
    }
    if (how === 'stale') expect(answer.status, `${request.path} on what has changed since`).not.toBe(201)
    if (answer.status === 201) {
      count(accepted, choice.kind)
      const events = answer.body.events as string[]
      world.recorded.set(sale.id, (world.recorded.get(sale.id) ?? 0) + events.length)
    } else count(refused, String(answer.body.code))
  }
}

/** The wanted sale, or the next one at which this person can do anything; nothing when there is none. */
async function chooseSale(world: World, wanted: number, actor: Actor, choose: number, how: string) {
  for (let offset = 0; offset < world.saleIds.length; offset += 1) {
    const sale = await readSale(world.saleIds[(wanted + offset) % world.saleIds.length] ?? '')
    const choice = how === 'wild' ? anything(choose) : chooseRarest(world, sale, actor, choose)
    if (choice) return { sale, choice }
  }
  return null
}

function anything(choose: number): Choice {
  return { kind: sentKinds[choose % sentKinds.length] ?? 'record-showing' }
}

/** Of what is possible, mostly what was accepted least so far. */
function chooseRarest({ dealer }: World, sale: Sale, actor: Actor, choose: number): Choice | undefined {
  const process = processes[sale.processVersion]
  if (!process) return undefined
  const possible = choicesFor(process, newest[dealer], sale, actor, server.clock.now())
  if (choose % 8 === 3) return possible[(choose >> 3) % possible.length]
  if (choose % 2 === 1) return possible.toSorted((a, b) => advance(b) - advance(a))[0]
  return possible.toSorted((a, b) => (accepted.get(a.kind) ?? 0) - (accepted.get(b.kind) ?? 0))[0]
}

/** How near to the end of a good sale a step is: without a pull that way few would be delivered. */
function advance({ kind }: Choice): number {
  return wayToDelivery.indexOf(kind)
}
const wayToDelivery: readonly ActionKind[] = [
  'start-test-drive',
  'return-test-drive',
  'sign-contract',
  'match-car',
  'record-payment',
  'mark-item',
  'deliver',
  'hand-over',
]

async function checkWorld(world: World): Promise<void> {
  const { owner } = server
  const episodeIds = world.cars.map(car => car.episodeId)
  const [
    places,
    receipts,
    sales,
    events,
    payments,
    approvals,
    refunds,
    drives,
    reservations,
    deliveries,
    cars,
  ] = await Promise.all([
    owner
      .selectFrom('waitlist_places')
      .select(['sale_id', 'offered_episode_id'])
      .where('sale_id', 'in', world.saleIds)
      .where('ended_at', 'is', null)
      .execute(),
    owner
      .selectFrom('receipts')
      .select(['sale_id', 'payment_id', 'amount_minor'])
      .where('sale_id', 'in', world.saleIds)
      .execute(),
    owner.selectFrom('sales').selectAll().where('id', 'in', world.saleIds).execute(),
    readEventsOf(owner, world.saleIds),
    owner
      .selectFrom('payments')
      .select(['sale_id', 'id', 'amount_minor', 'takings_on'])
      .where('sale_id', 'in', world.saleIds)
      .execute(),
    owner
      .selectFrom('approvals')
      .select(['id', 'sale_id', 'state', 'concession_minor', 'offer_minor', 'on_behalf_of'])
      .where('sale_id', 'in', world.saleIds)
      .execute(),
    owner
      .selectFrom('refunds')
      .select(['id', 'sale_id', 'state', 'purpose', 'amount_minor', 'payment_id'])
      .where('sale_id', 'in', world.saleIds)
      .execute(),
    owner
      .selectFrom('test_drives')
      .select(['id', 'sale_id', 'state'])
      .where('sale_id', 'in', world.saleIds)
      .orderBy('id')
      .execute(),
    owner
      .selectFrom('reservations')
      .select(['episode_id', 'state'])
      .where('episode_id', 'in', episodeIds)
      .execute(),
    owner
      .selectFrom('deliveries')
      .select(['episode_id'])
      .where('episode_id', 'in', episodeIds)
      .where('taken_back_at', 'is', null)
      .execute(),
    owner.selectFrom('stock_episodes').select(['id', 'availability']).where('id', 'in', episodeIds).execute(),
  ])
  await checkQuotes(world, sales)
  for (const row of sales) {
    const of = <Row extends { sale_id: string }>(rows: readonly Row[]) =>
      rows.filter(each => each.sale_id === row.id)
    checkSale(world, row, events.get(row.id) ?? [], of(payments), of(drives))
    checkPapers(row.state as unknown as Sale, of(payments), of(receipts), of(places))
    checkDecisions(row.state as unknown as Sale, of(approvals), of(refunds))
  }
  const folded = sales.map(row => row.state as unknown as Sale)
  if (folded.every(sale => closedStages.includes(sale.stage))) worlds.delete(world.dealer)
  for (const car of cars) {
    const sold = deliveries.filter(row => row.episode_id === car.id).length
    const active = reservations.filter(row => row.episode_id === car.id && row.state === 'active').length
    const claims = folded.filter(sale => sale.reservation?.episodeId === car.id && !sale.delivery)
    expect(sold, 'deliveries of a car').toBeLessThanOrEqual(1)
    expect(active, 'active reservations of a car').toBe(claims.length)
    expect(claims.length, 'sales that hold a car').toBeLessThanOrEqual(1)
    expect(car.availability, 'availability agrees with the claims').toBe(availabilityBy(sold, claims[0]))
  }
}

/** What a quote comes to is its car, its lines and its tax, in its row as in the fold. */
async function checkQuotes(world: World, sales: readonly Selectable<Sales>[]): Promise<void> {
  const { rows } = await sql<{ id: string; total: number; added: number; passedOn: number }>`
    select q.id, q.total_minor as total,
           q.list_price_minor - q.discount_minor + coalesce(l.amount, 0) + t.tax as added,
           coalesce(l.passed_on, 0) + t.tax as "passedOn"
      from app.quotes q
      cross join lateral (select coalesce((q.purchase_tax ->> 'taxMinor')::bigint, 0) as tax) t
      left join lateral (
        select sum(l.amount_minor)::bigint as amount,
               (sum(l.amount_minor) filter (where l.kind ~ 'insurance|plate|purchase-tax'))::bigint as passed_on
          from app.quote_lines l where l.dealer_id = q.dealer_id and l.quote_id = q.id) l on true
     where q.sale_id = any(${world.saleIds}::uuid[])`.execute(server.owner)
  const folded = new Map(
    sales.flatMap(row => (row.state as unknown as Sale).quotes.map(quote => [quote.id, quote])),
  )
  expect(rows.length, 'every quote is in the fold').toBe(folded.size)
  for (const { id, total, added, passedOn } of rows) {
    expect(total, 'a quote adds up').toBe(added)
    expect(folded.get(id)).toMatchObject({ totalMinor: total, passedOnMinor: passedOn })
  }
}

function availabilityBy(sold: number, claim: Sale | undefined): string {
  if (sold > 0) return 'closed'
  if (!claim) return 'available'
  return claim.reservation?.expiresAt === null ? 'sold' : 'reserved'
}

function checkSale(
  world: World,
  row: Selectable<Sales>,
  events: readonly SaleEvent[],
  money: readonly { amount_minor: number }[],
  drives: readonly { id: string; state: string }[],
): void {
  const sale = row.state as unknown as Sale
  expect(
    events.map(event => event.sequence),
    'events count up',
  ).toEqual(events.map((_, index) => index + 1))
  expect(replay(events), 'the log replays to the sale').toEqual(sale)
  expect(row, 'columns are a projection').toMatchObject(saleColumns(sale, 'Asia/Shanghai'))
  expect(stageCodes, 'a legal stage').toContain(row.stage)
  checkWay(events, sale)
  expect(
    money.reduce((sum, line) => sum + line.amount_minor, 0),
    'money is conserved',
  ).toBe(row.paid_minor)
  expect(money.length, 'every line of the ledger is in the fold').toBe(sale.payments.length)
  expect(
    drives.map(({ id, state }) => ({ id, state })),
    'test drives agree',
  ).toEqual(
    sale.testDrives.map(({ id, state }) => ({ id, state })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  )
  for (const [kind, action] of [
    ['expire-reservation', 'reservation-expired'],
    ['offer-car', 'car-offered'],
  ] as const) {
    const key = `${kind} ${sale.id}`
    const done = events.filter(event => event.action === action).length
    count(accepted, kind, done - (world.unattended.get(key) ?? 0))
    world.unattended.set(key, done)
  }
  const unattended = events.filter(event => event.actor.kind === 'system').length
  expect(events.length - unattended, 'accepted steps and events agree').toBe(world.recorded.get(sale.id))
}

/** Money in has its receipt, and its reversal the cancelling one; money out has none of the store's. Each line has
 *  its day; a sale that waits has one place in line. */
function checkPapers(
  sale: Sale,
  money: readonly { id: string; amount_minor: number; takings_on: string | null }[],
  receipts: readonly { payment_id: string; amount_minor: number }[],
  places: readonly { offered_episode_id: string | null }[],
): void {
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  expect(
    receipts.map(({ payment_id: id, amount_minor }) => ({ id, amount_minor })).toSorted(byId),
    'a receipt for each line of money in',
  ).toEqual(
    money
      .filter(({ id }) => !isMoneyOut(sale, id))
      .map(({ id, amount_minor }) => ({ id, amount_minor }))
      .toSorted(byId),
  )
  expect(money.every(line => line.takings_on !== null)).toBe(true)
  expect(
    places.map(place => place.offered_episode_id),
    'a place in line for who waits',
  ).toEqual(sale.waiting ? [sale.waiting.offer?.episodeId ?? null] : [])
}

/** A refund, or the reversal of one. */
function isMoneyOut({ payments }: Pick<Sale, 'payments'>, id: string): boolean {
  const line = payments.find(each => each.id === id)
  if (!line) throw new Error(`the fold has no payment ${id}`)
  return line.purpose === 'refund' || (line.reverses !== null && isMoneyOut({ payments }, line.reverses))
}

/** The rows of what managers decide are the folded ones, and a cancelled sale's money goes one way once. */
function checkDecisions(
  sale: Sale,
  approvals: readonly Pick<Selectable<Approvals>, 'id' | 'state' | 'concession_minor' | 'offer_minor'>[],
  refunds: readonly Pick<Selectable<Refunds>, 'id' | 'state' | 'purpose' | 'amount_minor' | 'payment_id'>[],
): void {
  const byId = <T extends { id: string }>(rows: readonly T[]) =>
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(
    byId(approvals).map(({ id, state, concession_minor, offer_minor }) => [
      id,
      state,
      concession_minor,
      offer_minor,
    ]),
    'approvals agree',
  ).toEqual(byId(sale.approvals).map(each => [each.id, each.state, each.concessionMinor, each.offerMinor]))
  expect(
    byId(refunds).map(({ id, state, amount_minor, payment_id }) => [id, state, amount_minor, payment_id]),
    'refunds agree',
  ).toEqual(byId(sale.refunds).map(each => [each.id, each.state, each.amountMinor, each.paymentId]))
  const paidMinor = sale.payments.reduce((sum, line) => sum + line.amountMinor, 0)
  if (!sale.cancellation) {
    expect(paidMinor, 'no more goes out than came in').toBeGreaterThanOrEqual(0)
    return
  }
  const { keptMinor, disposition } = sale.cancellation
  const disposals = sale.refunds.filter(each => each.purpose === 'cancellation')
  const done = disposals.filter(each => each.state === 'done')
  expect(disposals.filter(each => each.state !== 'refused').length, 'one disposal').toBeLessThanOrEqual(1)
  if (done.length === 0) return
  const again = sale.refunds.filter(each => each.purpose !== 'cancellation' && each.state === 'approved')
  const settledMinor = again.reduce((sum, each) => sum - each.amountMinor, paidMinor)
  if (disposition === 'returned-double') expect(settledMinor, 'the dealer pays on top').toBeLessThan(0)
  else expect(settledMinor, 'the ledger ends at what is kept').toBe(keptMinor)
}

/** Every move from stage to stage is one that the process of its time allows. */
function checkWay(events: readonly SaleEvent[], sale: Sale): void {
  for (const event of events) {
    if (event.stageBefore === null || event.stageBefore === event.stageAfter) continue
    if (event.action === 'delivery-taken-back') {
      const delivered = events.findLast(each => each.action === 'delivered' && each.sequence < event.sequence)
      expect(event.stageAfter, 'back where the delivery came from').toBe(delivered?.stageBefore)
      continue
    }
    const process = processes[event.processVersion]
    const allowed = process?.transitions.some(
      each => each.from.includes(event.stageBefore as never) && each.to === event.stageAfter,
    )
    expect(allowed, `${event.action}: ${event.stageBefore} → ${event.stageAfter}`).toBe(true)
  }
  if (closedStages.includes(sale.stage))
    expect(sale.reservation && !sale.delivery, 'an ended sale holds no car').toBeFalsy()
}

function actorOf(role: (typeof posts)[number], id: string): Actor {
  const codes = {
    consultant: 'consultant',
    colleague: 'consultant',
    salesManager: 'sales-manager',
    dealerManager: 'dealer-manager',
    finance: 'finance',
    inventoryManager: 'inventory-manager',
  } as const
  return { kind: 'staff', id, roles: [codes[role]], discountLimitBps: null }
}

async function readSale(id: string): Promise<Sale> {
  const row = await server.owner
    .selectFrom('sales')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.state as unknown as Sale
}

async function post(
  staffId: string,
  path: string,
  body: object | undefined,
  version: number | null,
  key: string,
) {
  const answer = await fetch(address + path, {
    method: 'POST',
    headers: {
      'x-test-staff': staffId,
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json' }),
      ...(version !== null && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

function count<K>(counts: Map<K, number>, key: K, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function total(counts: Map<unknown, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0)
}

function rarest(): number {
  return Math.min(...everyKind.map(kind => accepted.get(kind) ?? 0))
}

function report(): void {
  const lines = [...accepted].toSorted((a, b) => b[1] - a[1]).map(([kind, times]) => `${kind} ${times}`)
  const reasons = [...refused].toSorted((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`)
  process.stdout.write(
    `random sales, seed ${seed}: ${total(accepted)} accepted (${lines.join(', ')}), ` +
      `${total(refused)} refused (${reasons.join(', ')})\n`,
  )
}
