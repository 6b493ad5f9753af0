import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expireReservations } from './sales.jobs.ts'
import { checkWorld } from './testing/random/check-world.ts'
import { act, sequence } from './testing/random/people.ts'
import { openStores, type Stores } from './testing/random/stores.ts'
import { makeWorld, worldOf } from './testing/random/world.ts'
import { serveWaitlist } from './waitlist/serve-waitlist.ts'

/** Four people act at once on the same few sales and cars, over HTTP, on a real PostgreSQL.
 *  `FORECOURT_SEED=n` repeats a run, `FORECOURT_SEQUENCES=n` makes it shorter or longer. */
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2 ** 31)
/** how often each kind of step is taken at least, in how many sequences */
const oneIn = 40

let stores: Stores

beforeAll(async () => {
  stores = await openStores()
})
afterAll(() => stores.server.close())

export function randomSales(usual: number): void {
  const sequences = Number(process.env.FORECOURT_SEQUENCES ?? usual)
  describe(`random sales (seed ${seed})`, () => {
    it(`hold every invariant over ${sequences} sequences of four people at once`, {
      timeout: 1_800_000,
    }, async () => {
      const { server, tally } = stores
      const property = fc.asyncProperty(sequence, async ({ code, people }) => {
        const world = await worldOf(stores, code)
        await Promise.all(people.map(steps => act(stores, world, steps)))
        await expireReservations(server.services, server.owner)
        await serveWaitlist(server.services, server.owner)
        await checkWorld(stores, world)
      })
      await fc.assert(property, { numRuns: sequences, seed, endOnFailure: true })
      process.stdout.write(`random sales, seed ${seed}: ${tally}\n`)
      expect(tally.share(), 'share of actions accepted').toBeGreaterThanOrEqual(0.4)
      const [[kind, times] = ['nothing', 0]] = tally.counts()
      expect(times, `accepted ${kind}`).toBeGreaterThanOrEqual(Math.floor(sequences / oneIn))
    })

    it('cannot hold a car twice even past the program: the database refuses', async () => {
      const { server } = stores
      const world = await makeWorld(stores, 'D1')
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
