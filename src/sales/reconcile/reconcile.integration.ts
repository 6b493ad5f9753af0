import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importedSale } from '../testing/imported-sale.ts'
import { type SalesServer, startSalesServer } from '../testing/sales-server.ts'
import { reconcile } from './reconcile.ts'

let server: SalesServer
beforeAll(async () => {
  server = await startSalesServer()
  const { ids, staff } = server.network
  await importedSale(server, ids.D1, staff.D1.consultant)
  await server.addCar('D1', { vin: null })
})
afterAll(() => server.close())

/** What reconciling finds after a fault that is taken back again. */
async function after(fault: string, cure: string): Promise<string[]> {
  await sql.raw(fault).execute(server.owner)
  const { disagreements } = await reconcile(server.owner)
  await sql.raw(cure).execute(server.owner)
  return disagreements.map(each => each.what)
}

it('finds nothing where the books agree', async () => {
  expect(await reconcile(server.owner)).toEqual({ sales: 1, events: 1, disagreements: [] })
})

it.each([
  [
    "update app.sales set stage = 'contract'",
    "update app.sales set stage = 'negotiation'",
    'the columns are not those of the sale',
  ],
  [
    "update app.sales set state = jsonb_set(state, '{showings}', '3')",
    "update app.sales set state = jsonb_set(state, '{showings}', '0')",
    'the events replay to another sale',
  ],
  [
    "update app.stock_episodes set availability = 'reserved'",
    "update app.stock_episodes set availability = 'available'",
    'availability does not agree with the claim',
  ],
  [
    "update app.vehicles set vin = 'LTEST000000000099'",
    'update app.vehicles set vin = null',
    "an open car's VIN is not held by its store",
  ],
])('finds the fault of %s', async (fault, cure, what) => {
  expect(await after(fault, cure)).toContain(what)
})
