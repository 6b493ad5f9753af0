import { sql } from 'kysely'
import { expect } from 'vitest'
import { endStages, type Sale } from '../../process/sale.contract.ts'
import { importedSale } from '../imported-sale.ts'
import type { Goal } from './plan.ts'
import type { Car } from './requests.ts'
import { type StoreCode, type Stores, send } from './stores.ts'

/** A few sales and cars of one store, on which people act for a while. */
export interface World {
  readonly code: StoreCode
  readonly dealerId: string
  readonly customerId: string
  readonly saleIds: string[]
  readonly cars: Car[]
  /** accepted events by sale, to compare with those that are kept */
  readonly recorded: Map<string, number>
  /** what happened by itself, by kind and sale */
  readonly unattended: Map<string, number>
  /** the sales as they were last read */
  readonly seen: Map<string, Sale>
  /** how many people are at a sale now */
  readonly inHand: Map<string, number>
  sequences: number
}

/** A world lasts for a few sequences, so that sales get as far as their delivery. */
const worlds = new Map<StoreCode, World>()
const sequencesPerWorld = 40
const [inquiriesAtFirst, importsAtFirst, carsAtFirst] = [7, 2, 8]

export async function worldOf(stores: Stores, code: StoreCode): Promise<World> {
  const known = worlds.get(code)
  const world = known && known.sequences < sequencesPerWorld ? known : await makeWorld(stores, code)
  worlds.set(code, world)
  world.sequences += 1
  return world
}

/** A store where everything has ended is left for a new one. */
export function leaveIfOver(world: World, sales: readonly Sale[]): void {
  if (sales.every(({ stage }) => endStages.includes(stage))) worlds.delete(world.code)
}

export async function makeWorld(stores: Stores, code: StoreCode): Promise<World> {
  const { server } = stores
  const world: World = {
    code,
    dealerId: server.network.ids[code],
    customerId: await server.addCustomer(code),
    saleIds: [],
    cars: [],
    recorded: new Map(),
    unattended: new Map(),
    seen: new Map(),
    inHand: new Map(),
    sequences: 0,
  }
  for (let count = 0; count < carsAtFirst; count += 1) await receiveCar(stores, world)
  for (let count = 0; count < inquiriesAtFirst; count += 1) await openInquiry(stores, world)
  for (let count = 0; count < importsAtFirst; count += 1) await importSale(stores, world)
  return world
}

/** One more sale where what is aimed at needs a fresh one, though not too many at once: the store would never end.
 *  @returns whether one came */
export async function welcome(stores: Stores, world: World, goal: Goal): Promise<boolean> {
  const most = inquiriesAtFirst + importsAtFirst + Math.ceil(world.sequences / 5)
  if (world.saleIds.length >= most) return false
  await (onlyImported.includes(goal) ? importSale(stores, world) : openInquiry(stores, world))
  return true
}

/** Steps of sales whose buyer nobody knows, or that follow an older process. */
const onlyImported: readonly Goal[] = ['link-customer', 'move-process']

/** The sales of a world as they are; only those that changed since travel again. */
export async function readSales({ server }: Stores, { saleIds, seen }: World): Promise<Sale[]> {
  const known = saleIds.map(id => seen.get(id)?.sequence ?? 0)
  const { rows } = await sql<{ id: string; state: Sale }>`
    select s.id, s.state from app.sales s
      join unnest(${saleIds}::uuid[], ${known}::int[]) as known (id, sequence) on known.id = s.id
     where s.sequence > known.sequence`.execute(server.owner)
  for (const { id, state } of rows) if (state.sequence > (seen.get(id)?.sequence ?? 0)) seen.set(id, state)
  return saleIds.flatMap(id => seen.get(id) ?? [])
}

export async function receiveCar({ server }: Stores, world: World): Promise<void> {
  const episodeId = await server.addCar(world.code)
  const row = await server.owner
    .selectFrom('stock_episodes')
    .innerJoin('vehicles', 'vehicles.id', 'stock_episodes.vehicle_id')
    .select('vin')
    .where('stock_episodes.id', '=', episodeId)
    .executeTakeFirstOrThrow()
  world.cars.push({ episodeId, vin: row.vin ?? '', trimId: server.trimId })
}

async function openInquiry(stores: Stores, world: World): Promise<void> {
  const { server, tally } = stores
  const { consultant, colleague } = server.network.staff[world.code]
  const staffId = world.saleIds.length % 2 ? colleague : consultant
  const customerId = await server.addCustomer(world.code, staffId)
  const body = { customerId, source: 'walk-in', trimId: server.trimId }
  const opened = await send(stores, { staffId, path: '/api/inquiries', body, key: crypto.randomUUID() })
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  tally.accept('open-inquiry')
  world.saleIds.push(String(opened.body.id))
  world.recorded.set(String(opened.body.id), (opened.body.events as string[]).length)
}

async function importSale({ server }: Stores, world: World): Promise<void> {
  const id = await importedSale(server, world.dealerId, server.network.staff[world.code].consultant)
  world.saleIds.push(id)
  world.recorded.set(id, 1)
}
